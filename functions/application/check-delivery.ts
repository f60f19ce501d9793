import * as z from 'zod/mini';
import { addElapsed, latest } from '../domain/calendar/instants.ts';
import { idSchema } from '../domain/shared/ids.ts';
import type { App } from './app.ts';
import { NotFoundError } from './errors.ts';
import type { MessageOutcome, MessageRecord } from './message-record.ts';
import { settleOutcome } from './report-outcome.ts';
import { end, MAX_CALLS } from './send-email.ts';

export const checkDeliveryInputSchema = z.object({
  messageId: idSchema,
  attempt: z.number(),
  /** Why the machine looks: it was woken, nothing came in time, the call broke off, or SES stayed away for hours. */
  because: z.enum(['woken', 'timeout', 'unknown', 'exhausted']),
});
export type CheckDeliveryInput = z.infer<typeof checkDeliveryInputSchema>;

/** `wait`: go back to the callback state, which sends again only if nothing went. */
export interface DeliveryCheck {
  next: 'done' | 'wait';
  outcome: MessageOutcome | 'superseded' | 'open';
}

/** Errors before a call are tried again for so long. */
const KEEP_TRYING_HOURS = 6;

/** Look at a message again and decide what becomes of it. Whoever must hear of the outcome is told here. */
export async function checkDelivery(app: App, input: CheckDeliveryInput): Promise<DeliveryCheck> {
  const message = await app.messages.load(input.messageId);
  if (!message) throw new NotFoundError(`there is no message ${input.messageId}`);
  if (message.attempt !== input.attempt) return { next: 'done', outcome: 'superseded' };
  const code = message.outcome ? undefined : verdict(message, input.because, app.clock.now());
  const ended = code === undefined ? message : await end(app, message, code);
  if (!ended.outcome) return { next: 'wait', outcome: 'open' };
  await settleOutcome(app, ended);
  return { next: 'done', outcome: ended.outcome.code };
}

/** The outcome of a message of which nobody has said anything, or undefined to go on waiting. */
function verdict(
  message: MessageRecord,
  because: CheckDeliveryInput['because'],
  now: string,
): MessageOutcome | undefined {
  const { status, calls } = message;
  if (status === 'accepted') return because === 'timeout' ? 'not_confirmed' : undefined;
  // The first call may have gone: one more, and then it is for a person to find out.
  if (calls.open) return calls.made < MAX_CALLS ? undefined : 'not_confirmed';
  if (because === 'exhausted') return 'failed';
  const since = latest(message.createdAt, message.sendAfter);
  return addElapsed(since, { hours: KEEP_TRYING_HOURS }) <= now ? 'failed' : undefined;
}
