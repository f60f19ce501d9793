import * as z from 'zod/mini';
import { addElapsed, type Instant } from '../domain/calendar/instants.ts';
import type { MessageStatus } from '../domain/message/lifecycle.ts';
import { idSchema } from '../domain/shared/ids.ts';
import { NotFoundError } from './errors.ts';
import { type OutcomePorts, settleFate } from './report-outcome.ts';
import { MAX_CALLS, settle } from './send-email.ts';
import { hasFate, type StoredMessage } from './stored-message.ts';

export const checkDeliveryInputSchema = z.object({
  messageId: idSchema,
  run: z.number(),
  /** Why the machine looks: it was woken, nothing came in time, the call broke off, or SES stayed away for hours. */
  because: z.enum(['woken', 'timeout', 'unknown', 'exhausted']),
});
export type CheckDeliveryInput = z.infer<typeof checkDeliveryInputSchema>;

/** `wait`: go back to the callback state, which sends again only if nothing went. */
export interface DeliveryCheck {
  next: 'done' | 'wait';
  status: MessageStatus;
}

/** Errors before a call are tried again for so long. */
const KEEP_TRYING_HOURS = 6;

/** Look at a message again and decide what becomes of it. Whoever must hear of its fate is told here. */
export async function checkDelivery(app: OutcomePorts, input: CheckDeliveryInput): Promise<DeliveryCheck> {
  const found = await app.messages.load(input.messageId);
  if (!found) throw new NotFoundError(`there is no message ${input.messageId}`);
  if (found.run !== input.run) return { next: 'done', status: found.message.status };
  const outcome = hasFate(found) ? undefined : givenUp(found, input.because, app.clock.now());
  const stored = outcome
    ? await settle(app, found, { type: 'gave_up', outcome, code: input.because })
    : found;
  const { status } = stored.message;
  if (!hasFate(stored)) return { next: 'wait', status };
  await settleFate(app, stored);
  return { next: 'done', status };
}

/** The fate of a message of which nobody has said anything, or undefined to go on waiting. */
function givenUp(
  { message, calls }: StoredMessage,
  because: CheckDeliveryInput['because'],
  now: Instant,
): 'not_confirmed' | 'failed' | undefined {
  if (message.status === 'accepted') return because === 'timeout' ? 'not_confirmed' : undefined;
  // The first call may have gone: one more, and then it is for a person to find out.
  if (calls.open) return calls.made < MAX_CALLS ? undefined : 'not_confirmed';
  if (because === 'exhausted') return 'failed';
  const since = message.sendAfter ?? message.createdAt;
  return addElapsed(since, { hours: KEEP_TRYING_HOURS }) <= now ? 'failed' : undefined;
}
