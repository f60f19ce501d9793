import { system } from '../domain/shared/actor.ts';
import { deriveId } from '../domain/shared/ids.ts';
import type { App } from './app.ts';
import { bury } from './bury.ts';
import { executeCommand } from './execute-command.ts';
import { changeMessage } from './message-changes.ts';
import { type MessageRecord, needsReport } from './message-record.ts';
import type { AggregateRef } from './record.ts';

/**
 * Tell those whom a message's outcome concerns: the aggregate that each part came from, and the recipient's
 * agency if an address's health changes. Only then does the sweeper stop looking at the message.
 */
export async function settleOutcome(app: App, message: MessageRecord): Promise<void> {
  const { outcome, messageId } = message;
  if (!outcome) return;
  if (needsReport(outcome.code) && message.reported !== outcome.code)
    await tellSources(app, message, outcome.code);
  await tellAgency(app, message, outcome.code);
  await changeMessage(app, messageId, (now) => {
    if (now.outcome?.code !== outcome.code) return undefined;
    const { attentionAt: _, ...rest } = now;
    return { ...rest, status: 'ended', reported: outcome.code, failures: 0 };
  });
}

async function tellSources(app: App, message: MessageRecord, code: string): Promise<void> {
  const { messageId, to, parts } = message;
  for (const [index, part] of parts.entries()) {
    const input = {
      messageId,
      kind: part.kind,
      to,
      outcome: code,
      params: part.params,
      ...(part.clock === undefined ? {} : { clock: part.clock }),
    };
    await tell(app, message, part.source, 'messageOutcome', input, deriveId('cmd', messageId, code, index));
  }
}

async function tellAgency(app: App, message: MessageRecord, code: string): Promise<void> {
  const change = await app.composer.health(message);
  if (!change) return;
  const commandId = deriveId('cmd', message.messageId, code, 'health');
  await tell(app, message, change.ref, 'addressHealth', change.input, commandId);
}

/** One command; a refusal goes to operations, since nobody else would hear that a message was lost. */
async function tell(
  app: App,
  message: MessageRecord,
  ref: AggregateRef,
  name: string,
  input: Record<string, unknown>,
  commandId: string,
): Promise<void> {
  const by = system(`message:${message.messageId}`);
  const answer = await executeCommand(app, { ref, name, input, by, commandId, key: commandId });
  if (answer.kind !== 'refused') return;
  const command = { intent: 'command' as const, aggregate: ref.type, id: ref.id, name, input };
  const entryId = deriveId('ent', commandId);
  await bury(app, ref, 0, 0, { entry: 'command', entryId, command }, `refused:${answer.code}`);
}
