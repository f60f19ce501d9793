import { definitionOf } from './aggregates.ts';
import type { App } from './app.ts';
import type { AggregateRecord } from './record.ts';

/** `gone`: a token was there and no execution answers to it. `none`: nothing had to be woken. */
export type WakeResult = 'woken' | 'gone' | 'started' | 'none';

/**
 * Make the case's execution look again if it has not seen this version: by its token, or, when the current
 * generation never registered one, by starting it (idempotent by name). A case that has ended is told by its
 * token, so that its execution ends too, but never started again.
 */
export async function wakeCase(app: App, record: AggregateRecord): Promise<WakeResult> {
  const { workflow } = definitionOf(app.registry, record.type);
  if (!workflow) return 'none';
  if (record.token !== undefined) {
    return (record.tokenVersion ?? 0) < record.version ? app.workflow.wake(record.token) : 'none';
  }
  if (workflow.isTerminal(record.data)) return 'none';
  await app.workflow.startCase(record.id, record.generation);
  return 'started';
}
