import { isSettled } from '../../domain/message/lifecycle.ts';
import { createMessage as newMessage } from '../../domain/message/record.ts';
import { deriveId } from '../../domain/shared/ids.ts';
import type { App } from '../app.ts';
import { NotFoundError } from '../errors.ts';
import { loadCase } from '../load-states.ts';
import { changeMessage } from '../message-changes.ts';
import { confirmationSeconds, storeNew } from '../stored-message.ts';
import { attentiveBefore, FOR_EVER } from './attentive.ts';

type MailPorts = Pick<App, 'messages' | 'workflow' | 'clock' | 'random' | 'pause'>;

/**
 * What came of a redrive. `next_run`: it had no fate yet, and a new execution delivers it. `sent_anew`: it was lost,
 * and a new message says the same to the same recipient, through the gate as always. `not_needed`: it arrived, or
 * was no longer true, or the gate stopped it: then the reason has to go first, not the message.
 */
export type Redriven =
  | { kind: 'next_run'; messageId: string; run: number }
  | { kind: 'sent_anew'; messageId: string; instead: string }
  | { kind: 'not_needed'; messageId: string; status: string };

/** Fates after which the recipient does not have it. */
const lost: readonly string[] = ['failed', 'rejected', 'bounced', 'not_confirmed'];

/** Deliver a message that nobody delivers, or say it anew. Throws NotFoundError, ConflictError. */
export async function redriveMail(app: MailPorts, messageId: string): Promise<Redriven> {
  const stored = await app.messages.load(messageId);
  if (!stored) throw new NotFoundError(`there is no message ${messageId}`);
  const { status, kind } = stored.message;
  const now = app.clock.now();
  if (!isSettled(status)) {
    const next = await changeMessage(app, messageId, (found) => {
      if (isSettled(found.message.status) || found.run !== stored.run) return undefined;
      const { token: _token, tokenAt: _tokenAt, ...rest } = found;
      return { ...rest, run: found.run + 1, attentionAt: now };
    });
    await app.workflow.startDelivery(messageId, next.run, confirmationSeconds(kind));
    return { kind: 'next_run', messageId, run: next.run };
  }
  if (!lost.includes(status)) return { kind: 'not_needed', messageId, status };
  const { to, from, params, clock, entries } = stored.message;
  // Derived from the lost one, so that doing this twice is one mail.
  const instead = deriveId('msg', messageId, 'redrive', status);
  const again = newMessage(
    {
      messageId: instead,
      kind,
      cause: `redrive:${messageId}`,
      to,
      from,
      params,
      ...(clock === undefined ? {} : { clock }),
      ...(entries === undefined ? {} : { entries }),
    },
    now,
  );
  await app.messages.create(storeNew(again, now));
  await app.workflow.startDelivery(instead, 1, confirmationSeconds(kind));
  return { kind: 'sent_anew', messageId, instead };
}

/**
 * Ids of all mail that has not reached its recipient: what has no fate yet although it should, and what open cases
 * name as undelivered and nobody has made up for.
 */
export async function undeliveredMail(
  app: Pick<App, 'attention' | 'messages' | 'aggregates' | 'clock'>,
): Promise<string[]> {
  const found = new Set<string>();
  const now = app.clock.now();
  for await (const one of attentiveBefore(app, FOR_EVER)) {
    if (one.kind === 'message') {
      const stored = await app.messages.load(one.messageId);
      const isDue = stored && (stored.message.sendAfter ?? stored.message.createdAt) <= now;
      if (isDue && !isSettled(stored.message.status) && one.at <= now) found.add(one.messageId);
    }
    if (one.kind !== 'aggregate' || one.ref.type !== 'case') continue;
    const state = await loadCase(app, one.ref.id);
    const open = state?.undelivered.filter(
      ({ settledAt, outcome }) => settledAt === undefined && lost.includes(outcome),
    );
    for (const { messageId } of open ?? []) found.add(messageId);
  }
  return [...found].toSorted();
}
