import { addElapsed, type Instant } from '../domain/calendar/instants.ts';
import type { MessageIntent } from '../domain/shared/intent.ts';
import type { Recipient } from '../domain/shared/recipient.ts';
import type { App } from './app.ts';
import { NotFoundError } from './errors.ts';
import {
  confirmationSeconds,
  digestIdFor,
  type MessagePart,
  type MessageRecord,
  messageIdFor,
} from './message-record.ts';
import type { Ports } from './ports.ts';
import { type AggregateRef, attentionAfter } from './record.ts';
import { untilWritten } from './retry.ts';

/**
 * Change a message by a pure function of what it is, until nobody else wrote first. `undefined` from the
 * function leaves it as it is. Answers the message as it then stands. Throws NotFoundError, ConflictError.
 */
export function changeMessage(
  ports: Pick<Ports, 'messages' | 'random' | 'pause'>,
  messageId: string,
  change: (message: MessageRecord) => MessageRecord | undefined,
): Promise<MessageRecord> {
  return untilWritten(ports, `message ${messageId}`, async () => {
    const message = await ports.messages.load(messageId);
    if (!message) throw new NotFoundError(`there is no message ${messageId}`);
    const changed = change(message);
    if (!changed) return message;
    const next = { ...changed, version: message.version + 1 };
    return (await ports.messages.save(next)) ? next : undefined;
  });
}

/** Make the message item of one recipient, or find it made, and start what is due at once. */
export async function createMessage(
  app: App,
  source: AggregateRef,
  intent: MessageIntent,
  to: Recipient,
): Promise<void> {
  const { kind, cause, params, clock } = intent;
  const part: MessagePart = { kind, cause, params, source, ...(clock === undefined ? {} : { clock }) };
  const now = app.clock.now();
  if (intent.digestAt !== undefined && intent.digestAt > now)
    return addToDigest(app, to, part, intent.digestAt, now);
  const messageId = messageIdFor(cause, kind, to);
  await app.messages.create(newMessage({ messageId, kind, to, parts: [part], now, sendAfter: now }));
  await startDelivery(app, { messageId, kind, attempt: 1 });
}

/** Put a part into the recipient's digest of that instant; one that has gone already is followed by the next. */
async function addToDigest(
  app: App,
  to: Recipient,
  part: MessagePart,
  digestAt: Instant,
  now: Instant,
): Promise<void> {
  for (let number = 1; ; number += 1) {
    const messageId = digestIdFor(to, digestAt, number);
    const fresh = newMessage({ messageId, kind: 'digest', to, parts: [part], now, sendAfter: digestAt });
    if (await app.messages.create(fresh)) return;
    const stored = await changeMessage(app, messageId, (message) =>
      message.status === 'waiting' && !hasPart(message, part)
        ? { ...message, parts: [...message.parts, part] }
        : undefined,
    );
    if (hasPart(stored, part)) return;
  }
}

const hasPart = (message: MessageRecord, { cause, kind }: MessagePart): boolean =>
  message.parts.some((part) => part.cause === cause && part.kind === kind);

function newMessage({
  now,
  sendAfter,
  ...of
}: Pick<MessageRecord, 'messageId' | 'kind' | 'to' | 'parts' | 'sendAfter'> & {
  now: Instant;
}): MessageRecord {
  return {
    schema: 1,
    ...of,
    version: 1,
    createdAt: now,
    sendAfter,
    attempt: 1,
    status: 'waiting',
    calls: { made: 0, open: false },
    attentionAt: sendAfter > now ? sendAfter : attentionAfter(now),
    failures: 0,
  };
}

/** Start the execution of an attempt. If it cannot be started now, the sweeper finds the message waiting. */
export async function startDelivery(
  { workflow, telemetry }: Pick<Ports, 'workflow' | 'telemetry'>,
  { messageId, kind, attempt }: Pick<MessageRecord, 'messageId' | 'kind' | 'attempt'>,
): Promise<void> {
  try {
    await workflow.startDelivery(messageId, attempt, confirmationSeconds(kind));
  } catch {
    telemetry.count('delivery-start-delayed', { messageId });
  }
}

/** How long the sweeper leaves a message whose execution runs before it looks again, in minutes. */
const PROBE_MINUTES = 15;
export const probeAfter = (now: Instant): Instant => addElapsed(now, { minutes: PROBE_MINUTES });
