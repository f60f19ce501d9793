import { system } from '../../domain/shared/actor.ts';
import { deriveId } from '../../domain/shared/ids.ts';
import { OPERATIONS } from '../../domain/shared/refused-commands.ts';
import type { App } from '../app.ts';
import { orderOf } from '../bury.ts';
import { executeCommand } from '../execute-command.ts';
import { performEntry } from '../perform-entry.ts';
import type { DeadLetter } from '../ports.ts';
import type { AggregateRef } from '../record.ts';

/** What came of one entry that had been given up. */
export type Released = { entryId: string; entry: string } & (
  | { kind: 'done' }
  | { kind: 'still_failing'; reason: string }
);

/** Sorts after every row that relay makes of that version. */
const LAST = 99_999;

/**
 * Try again what could not be relayed, once what kept it from it is mended. What succeeds is taken from the dead
 * letters, with its task; what fails stays.
 */
export async function releaseDead(app: App, ref: AggregateRef): Promise<Released[]> {
  const released: Released[] = [];
  for (const letter of await app.deadLetters.list(ref)) {
    const of = { entryId: letter.entryId, entry: letter.entry.entry };
    const reason = await tryAgain(app, letter);
    if (reason === undefined) await forget(app, letter);
    released.push(reason === undefined ? { ...of, kind: 'done' } : { ...of, kind: 'still_failing', reason });
  }
  return released;
}

/** Why it fails still, or nothing. */
async function tryAgain(app: App, { ref, version, entry }: DeadLetter): Promise<string | undefined> {
  try {
    if (entry.entry !== 'command') {
      await performEntry(app, { ref, version, index: 0 }, entry);
      return undefined;
    }
    const { aggregate, id, name, input } = entry.command;
    const commandId = deriveId('cmd', entry.entryId, 'released');
    // Without its place in the sender's life: the receiver has had later things, and would take it for a repeat.
    const answer = await executeCommand(app, {
      ref: { type: aggregate, id },
      name,
      input,
      by: system(`${ref.type}:${ref.id}`),
      commandId,
      key: commandId,
    });
    return answer.kind === 'refused' ? `refused:${answer.code}` : undefined;
  } catch (error) {
    return error instanceof Error ? error.name : 'unknown';
  }
}

async function forget(app: App, { ref, entryId, version }: DeadLetter): Promise<void> {
  await app.worklist.put({
    taskId: deriveId('tsk', 'dead-letter', entryId),
    code: 'dead_letter',
    for: { agencyId: OPERATIONS },
    status: 'done',
    source: ref,
    order: orderOf(version, LAST),
  });
  await app.deadLetters.remove(ref, entryId);
  app.telemetry.count('dead-letter-released', { ...ref, entryId });
}
