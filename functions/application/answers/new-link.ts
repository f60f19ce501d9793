import type { Link } from '../../domain/answers/link.ts';
import type { MessageKind } from '../../domain/message/kinds.ts';
import type { DigestEntry, MessageRecord } from '../../domain/message/record.ts';
import type { Recipient } from '../../domain/shared/recipient.ts';
import type { App } from '../app.ts';
import { createMessage } from '../message-changes.ts';
import { changeLink } from './change-link.ts';

/** How often one link can be asked for again (judgement). */
const RENEWALS = 5;

/**
 * Mail what brought the link once more, so that it goes through the gate again and carries a new link. It goes
 * to the address of record of whom it was for, or of `to`, a representative of the agency whose mailbox it was.
 * Asked too often nothing is sent, and the answer to the asker is the same.
 */
export async function sendNewLink(
  app: App,
  linkId: string,
  { messageId, opens }: Link,
  to?: Recipient,
): Promise<void> {
  let n = 0;
  await changeLink(app, linkId, (found) => {
    n = found.renewed + 1;
    return n > RENEWALS ? undefined : { ...found, renewed: n };
  });
  const stored = await app.messages.load(messageId);
  if (n > RENEWALS || !stored) return;
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
