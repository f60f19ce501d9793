import { tellings } from '../domain/message/lifecycle.ts';
import type { MessageRecord } from '../domain/message/record.ts';
import { system } from '../domain/shared/actor.ts';
import { deriveId } from '../domain/shared/ids.ts';
import type { App, CommandPorts, Composer } from './app.ts';
import { bury } from './bury.ts';
import { executeCommand } from './execute-command.ts';
import { changeMessage } from './message-changes.ts';
import type { AggregateRef } from './record.ts';
import { hasFate, type StoredMessage } from './stored-message.ts';

export type OutcomePorts = CommandPorts &
  Pick<App, 'messages' | 'deadLetters' | 'worklist'> & { composer: Pick<Composer, 'health'> };

/**
 * Tell those whom a message's fate concerns: the aggregate that each part came from, and the recipient's
 * agency if an address's health changes. Only then does the sweeper stop looking at the message.
 */
export async function settleFate(app: OutcomePorts, stored: StoredMessage): Promise<void> {
  if (!hasFate(stored)) return;
  const { message } = stored;
  if (stored.told !== message.status) await tellSources(app, message);
  await tellAgency(app, message);
  await changeMessage(app, message.messageId, (now) => {
    if (now.message.status !== message.status) return undefined;
    const settled = { ...now, told: message.status, failures: 0 };
    delete settled.attentionAt;
    return settled;
  });
}

/** Tell each sender of a part what became of it; an entry that a digest left out too. */
async function tellSources(app: OutcomePorts, message: MessageRecord): Promise<void> {
  const { messageId, to } = message;
  for (const { part, index, outcome, reasons } of tellings(message)) {
    const { kind, from, params, clock } = part;
    const about = { kind, params, ...(clock === undefined ? {} : { clock }) };
    const input = { messageId, to, outcome, reasons, ...about };
    const ref = { type: from.aggregate, id: from.id };
    await tell(app, message, ref, 'messageOutcome', input, deriveId('cmd', messageId, outcome, index));
  }
}

async function tellAgency(app: OutcomePorts, message: MessageRecord): Promise<void> {
  const change = await app.composer.health(message);
  if (!change) return;
  const commandId = deriveId('cmd', message.messageId, message.status, 'health');
  await tell(app, message, change.ref, 'addressHealth', change.input, commandId);
}

/** One command; a refusal goes to operations, since nobody else would hear that a message was lost. */
async function tell(
  app: OutcomePorts,
  { messageId }: MessageRecord,
  ref: AggregateRef,
  name: string,
  input: Record<string, unknown>,
  commandId: string,
): Promise<void> {
  const by = system(`message:${messageId}`);
  const answer = await executeCommand(app, { ref, name, input, by, commandId, key: commandId });
  if (answer.kind !== 'refused') return;
  const command = { intent: 'command' as const, aggregate: ref.type, id: ref.id, name, input };
  const entryId = deriveId('ent', commandId);
  await bury(app, ref, 0, 0, { entry: 'command', entryId, command }, `refused:${answer.code}`);
}
