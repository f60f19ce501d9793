import { addElapsed, type Instant } from '../domain/calendar/instants.ts';
import type { MessageKind } from '../domain/message/kinds.ts';
import {
  addToDigest,
  type DigestEntry,
  digestIdFor,
  createMessage as newMessage,
} from '../domain/message/record.ts';
import type { MessageIntent } from '../domain/shared/intent.ts';
import type { Recipient } from '../domain/shared/recipient.ts';
import type { App } from './app.ts';
import { NotFoundError } from './errors.ts';
import type { Ports } from './ports.ts';
import type { AggregateRef } from './record.ts';
import { untilWritten } from './retry.ts';
import { confirmationSeconds, type StoredMessage, storeNew } from './stored-message.ts';

/**
 * Change a message by a pure function of what it is, until nobody else wrote first. `undefined` from the
 * function leaves it as it is. Answers the message as it then stands. Throws NotFoundError, ConflictError.
 */
export function changeMessage(
  ports: Pick<Ports, 'messages' | 'random' | 'pause'>,
  messageId: string,
  change: (stored: StoredMessage) => StoredMessage | undefined,
): Promise<StoredMessage> {
  return untilWritten(ports, `message ${messageId}`, async () => {
    const stored = await ports.messages.load(messageId);
    if (!stored) throw new NotFoundError(`there is no message ${messageId}`);
    const changed = change(stored);
    if (!changed) return stored;
    const next = { ...changed, version: stored.version + 1 };
    return (await ports.messages.save(next)) ? next : undefined;
  });
}

/** Make the message item of one recipient, or find it made, and start what is due at once. */
export async function createMessage(
  app: App,
  { type, id }: AggregateRef,
  { kind, cause, params, clock, digestAt }: MessageIntent,
  to: Recipient,
): Promise<void> {
  const now = app.clock.now();
  const of = {
    kind,
    cause,
    params,
    from: { aggregate: type, id },
    ...(clock === undefined ? {} : { clock }),
  };
  if (digestAt !== undefined && digestAt > now) return putIntoDigest(app, to, of, digestAt, now);
  const message = newMessage({ ...of, to }, now);
  await app.messages.create(storeNew(message, now));
  await startDelivery(app, message.messageId, kind, 1);
}

/** Put a part into the recipient's digest of that instant; one that has gone already is followed by the next. */
async function putIntoDigest(
  app: App,
  to: Recipient,
  entry: DigestEntry,
  digestAt: Instant,
  now: Instant,
): Promise<void> {
  for (let part = 1; ; part += 1) {
    const messageId = digestIdFor(to, digestAt, part);
    const digest = newMessage(
      {
        messageId,
        kind: 'digest',
        cause: messageId,
        to,
        from: entry.from,
        params: {},
        sendAfter: digestAt,
        entries: [entry],
      },
      now,
    );
    if (await app.messages.create(storeNew(digest, now))) return;
    const stored = await changeMessage(app, messageId, (found) =>
      found.message.status === 'waiting' && !hasEntry(found, entry)
        ? { ...found, message: addToDigest(found.message, entry) }
        : undefined,
    );
    if (hasEntry(stored, entry)) return;
  }
}

const hasEntry = ({ message }: StoredMessage, { cause, kind }: DigestEntry): boolean =>
  (message.entries ?? []).some((entry) => entry.cause === cause && entry.kind === kind);

/** Start the execution of a run. If it cannot be started now, the sweeper finds the message waiting. */
async function startDelivery(
  { workflow, telemetry }: Pick<Ports, 'workflow' | 'telemetry'>,
  messageId: string,
  kind: MessageKind,
  run: number,
): Promise<void> {
  try {
    await workflow.startDelivery(messageId, run, confirmationSeconds(kind));
  } catch {
    telemetry.count('delivery-start-delayed', { messageId });
  }
}

/** How long the sweeper leaves a message whose execution runs before it looks again, in minutes. */
const PROBE_MINUTES = 15;
export const probeAfter = (now: Instant): Instant => addElapsed(now, { minutes: PROBE_MINUTES });

/** Whether SES has not taken a message by the time its outcome should be known: somebody must hear of that. */
export function isLate({ message }: StoredMessage, now: Instant): boolean {
  const due = addElapsed(message.sendAfter ?? message.createdAt, {
    seconds: confirmationSeconds(message.kind),
  });
  return message.status !== 'accepted' && due <= now;
}
