import type { App } from './app.ts';
import type { AggregateStore } from './ports.ts';
import { hasFate } from './stored-message.ts';

export type RestartPorts = Pick<App, 'messages' | 'clock'> & {
  aggregates: Pick<AggregateStore, 'raiseGeneration'>;
};

/**
 * An execution failed, timed out or was aborted: have the sweeper look at once, and not when a wait would end.
 * A case's next generation takes over: a wait that the dead execution registers late would otherwise tell the
 * sweeper that somebody waits, and put it off to the next clock.
 */
export async function restartFailed(app: RestartPorts, executionName: string): Promise<boolean> {
  const [, id, kind, number] = /^([a-z]+-[a-z0-9]+)\.([ga])(\d+)$/.exec(executionName) ?? [];
  if (id === undefined) return false;
  const now = app.clock.now();
  if (kind === 'g') return app.aggregates.raiseGeneration({ type: 'case', id }, Number(number), now);
  const stored = await app.messages.load(id);
  if (!stored || hasFate(stored)) return false;
  return app.messages.save({ ...stored, version: stored.version + 1, attentionAt: now });
}
