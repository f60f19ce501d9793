import { type Link, withRenewal } from '../../domain/answers/link.ts';
import { PICK_LIMITS, RENEWAL_LIMITS } from '../../domain/answers/rate.ts';
import type { MessageKind } from '../../domain/message/kinds.ts';
import type { DigestEntry, MessageRecord } from '../../domain/message/record.ts';
import type { Recipient } from '../../domain/shared/recipient.ts';
import type { App } from '../app.ts';
import { createMessage } from '../message-changes.ts';
import { changeLink } from './change-link.ts';

/**
 * Mail what brought the link once more, so that it goes through the gate again and carries a new link. It goes
 * to the address of record of whom it was for, or of `to`, a representative of the agency whose mailbox it was.
 * Asked too often, or twice within minutes, nothing more is sent, and the answer to the asker is the same. Which of
 * several links was asked for changes nothing: each has limits of its own, and the newest is in the true hands.
 */
export async function sendNewLink(
  app: App,
  linkId: string,
  { messageId, opens }: Link,
  to?: Recipient,
): Promise<void> {
  let asked = false;
  const { renewed: n } = await changeLink(app, linkId, (found) => {
    const next = withRenewal(found, to ? PICK_LIMITS : RENEWAL_LIMITS, app.clock.now());
    asked = next !== undefined;
    return next;
  });
  const stored = await app.messages.load(messageId);
  if (!asked || !stored) return;
  const part = partOf(stored.message, opens.actionId ?? opens.offerId);
  const { kind, from, params, clock } = part;
  const intent = {
    intent: 'message' as const,
    kind,
    params,
    cause: `${messageId}:again:${n}`,
    to: [],
    ...(clock === undefined ? {} : { clock }),
  };
  await createMessage(app, { type: from.aggregate, id: from.id }, intent, to ?? stored.message.to);
}

type Part = Pick<MessageRecord, 'from' | 'params' | 'clock'> & { kind: MessageKind };

/** A link of a digest is that of one of its reminders, which now goes alone. */
const partOf = (message: MessageRecord, subject: string | undefined): Part =>
  (message.entries ?? []).find(({ params }: DigestEntry) => params['subject'] === subject) ?? message;
