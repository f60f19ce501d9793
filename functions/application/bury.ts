import { deriveId } from '../domain/shared/ids.ts';
import { OPERATIONS } from '../domain/shared/refused-commands.ts';
import type { App } from './app.ts';
import type { AggregateRef, OutboxEntry } from './record.ts';

/** Where a row stands in its source's life, as a text that sorts. */
export const orderOf = (version: number, index: number): string =>
  `${String(version).padStart(10, '0')}#${String(index).padStart(5, '0')}`;

/** Put aside what cannot be relayed, and ask operations to see to it: nothing is dropped in silence. */
export async function bury(
  app: Pick<App, 'deadLetters' | 'worklist' | 'clock' | 'telemetry'>,
  ref: AggregateRef,
  version: number,
  index: number,
  entry: OutboxEntry,
  reason: string,
): Promise<void> {
  const { entryId } = entry;
  await app.deadLetters.put({ ref, entryId, version, entry, at: app.clock.now(), reason });
  await app.worklist.put({
    taskId: deriveId('tsk', 'dead-letter', entryId),
    code: 'dead_letter',
    for: { agencyId: OPERATIONS },
    status: 'open',
    source: ref,
    order: orderOf(version, index),
  });
  app.telemetry.alarm('dead-letter', { ...ref, entryId, reason });
}
