import { system } from '../domain/shared/actor.ts';
import { deriveId } from '../domain/shared/ids.ts';
import type { CommandIntent } from '../domain/shared/intent.ts';
import type { App } from './app.ts';
import { bury, orderOf } from './bury.ts';
import { AuditForkError } from './errors.ts';
import { executeCommand } from './execute-command.ts';
import { createMessage } from './message-changes.ts';
import type { AggregateRef, AuditEntry, OutboxEntry } from './record.ts';

/** Where an entry stands: its aggregate, the version that caused it and its place there. */
export interface Position {
  ref: AggregateRef;
  version: number;
  index: number;
}

/** Do what an outbox entry asks for. Doing it twice does nothing more. Throws what the ports throw. */
export async function performEntry(app: App, at: Position, entry: OutboxEntry): Promise<void> {
  switch (entry.entry) {
    case 'audit':
      return storeAudit(app, at, entry);
    case 'message':
      for (const to of entry.message.to) await createMessage(app, at.ref, entry.message, to);
      return;
    case 'command':
      return sendCommand(app, at, entry.entryId, entry.command);
    case 'task': {
      const { intent: _, ...row } = entry.task;
      return app.worklist.put({ ...row, source: at.ref, order: orderOf(at.version, at.index) });
    }
  }
}

async function storeAudit(app: App, { ref }: Position, entry: AuditEntry): Promise<void> {
  if ((await app.audit.put(ref, entry)) === 'different') {
    throw new AuditForkError(`${ref.id} has another audit entry ${entry.seq}`);
  }
  for (const noteId of entry.notes ?? []) await app.notes.keep(ref, noteId);
}

/** A refusal goes back to the sender as a command; if the sender will not hear it, operations must. */
async function sendCommand(app: App, at: Position, entryId: string, command: CommandIntent): Promise<void> {
  const { aggregate, id, name, input } = command;
  const { ref, version, index } = at;
  const answer = await executeCommand(app, {
    ref: { type: aggregate, id },
    name,
    input,
    by: system(`${ref.type}:${ref.id}`),
    commandId: deriveId('cmd', entryId),
    sender: { ...ref, version, index },
  });
  if (answer.kind !== 'refused') return;
  const commandId = deriveId('cmd', entryId, 'refused');
  const heard = await executeCommand(app, {
    ref,
    name: 'commandRefused',
    input: { aggregate, id, name, code: answer.code },
    by: system(`${aggregate}:${id}`),
    commandId,
    key: commandId,
  });
  if (heard.kind !== 'refused') return;
  await bury(app, ref, version, index, { entry: 'command', entryId, command }, `refused:${answer.code}`);
}
