import * as z from 'zod/mini';
import { addElapsed, type Instant } from '../domain/calendar/instants.ts';
import { idSchema } from '../domain/shared/ids.ts';
import type { App } from './app.ts';
import { tokenAtOf } from './await-signal.ts';
import { MailThrottledError, MailUnavailableError, UnknownSendOutcomeError } from './errors.ts';
import { changeMessage } from './message-changes.ts';
import type { MessageOutcome, MessageRecord } from './message-record.ts';
import type { Email, SendResult } from './ports.ts';
import { attentionAfter } from './record.ts';

export const sendEmailInputSchema = z.object({
  messageId: idSchema,
  attempt: z.number(),
  token: z.string(),
  enteredAt: z.string(),
  retryCount: z.number(),
});
export type SendEmailInput = z.infer<typeof sendEmailInputSchema>;

/** How long to wait for an event of a call whose answer was lost, and how many calls there are at most. */
export const UNKNOWN_MINUTES = 10;
export const MAX_CALLS = 2;

/**
 * Claim a message for this wait, ask the gate, call SES once, and record what it said. Returning means that
 * the execution waits for its token; throwing that the machine decides what to do.
 * Throws MailThrottledError and MailUnavailableError (nothing was sent), UnknownSendOutcomeError (it may have
 * been), ConflictError.
 */
export async function sendEmail(app: App, input: SendEmailInput): Promise<void> {
  const message = await claim(app, input);
  if (message.attempt !== input.attempt || message.outcome) return wake(app, input.token);
  if (message.token !== input.token || message.status === 'accepted') return;
  if (message.calls.open) requireSecondCall(message, app.clock.now());
  const composed = await app.composer.compose(message);
  const { reason, facts } = composed;
  const decision = { verdict: composed.verdict, reason, at: app.clock.now(), facts };
  if (composed.verdict === 'stop') {
    await end(app, message, 'stopped', { decision, detail: reason });
    return wake(app, input.token);
  }
  const ready = await changeMessage(app, message.messageId, (now) => {
    if (!isStill(now, message)) return undefined;
    return { ...now, decision, calls: { made: now.calls.made + 1, open: true, at: decision.at } };
  });
  // Another execution or an event came between: this one waits for its token.
  if (ready.calls.made !== message.calls.made + 1 || ready.token !== input.token) return;
  await call(app, ready, composed.email);
}

/** Take the message for this wait, unless a newer wait has it already. */
function claim(
  app: App,
  { messageId, attempt, token, enteredAt, retryCount }: SendEmailInput,
): Promise<MessageRecord> {
  const tokenAt = tokenAtOf(enteredAt, retryCount);
  return changeMessage(app, messageId, (now) => {
    if (now.attempt !== attempt || now.outcome) return undefined;
    if (now.tokenAt !== undefined && now.tokenAt >= tokenAt) return undefined;
    return { ...now, token, tokenAt, status: now.status === 'waiting' ? 'sending' : now.status };
  });
}

const isStill = (now: MessageRecord, then: MessageRecord): boolean =>
  now.token === then.token &&
  now.status === then.status &&
  now.calls.made === then.calls.made &&
  !now.outcome;

/** An earlier call was never answered. A second goes out only when its event had ten minutes to come. */
function requireSecondCall({ messageId, calls }: MessageRecord, now: Instant): void {
  const waited = calls.at !== undefined && addElapsed(calls.at, { minutes: UNKNOWN_MINUTES }) <= now;
  if (calls.made >= MAX_CALLS || !waited) {
    throw new UnknownSendOutcomeError(`${messageId}: call ${calls.made} was not answered`);
  }
}

async function call(app: App, message: MessageRecord, email: Email): Promise<void> {
  const { messageId } = message;
  const result = await app.mailer.send(email);
  switch (result.kind) {
    case 'accepted':
      return accepted(app, message, result.providerId);
    case 'rejected':
      await end(app, message, 'rejected', { detail: result.code });
      return wake(app, message.token);
    case 'unknown':
      throw new UnknownSendOutcomeError(`${messageId}: call ${message.calls.made} was not answered`);
    case 'throttled':
    case 'unavailable':
      await notSent(app, message);
      throw notSentError(messageId, result);
  }
}

async function accepted(app: App, message: MessageRecord, providerId: string): Promise<void> {
  const stored = await changeMessage(app, message.messageId, (now) => ({
    ...now,
    status: now.status === 'sending' ? 'accepted' : now.status,
    calls: { ...now.calls, open: false },
    providerId,
    acceptedAt: now.acceptedAt ?? app.clock.now(),
  }));
  // The outcome may have come before this was written, and then nobody woke the execution.
  if (stored.outcome) await wake(app, message.token);
}

/** The call is known to have had no effect, so it does not count. */
function notSent(app: App, { messageId, calls }: MessageRecord): Promise<MessageRecord> {
  return changeMessage(app, messageId, (now) =>
    now.calls.made === calls.made && now.calls.open
      ? { ...now, calls: { ...now.calls, made: calls.made - 1, open: false } }
      : undefined,
  );
}

const notSentError = (messageId: string, { kind }: SendResult): Error =>
  kind === 'throttled'
    ? new MailThrottledError(`${messageId}: SES asked for a slower pace`)
    : new MailUnavailableError(`${messageId}: SES is not available`);

/** The message will not go, or not again; the sweeper makes sure that somebody hears of it. */
export function end(
  app: App,
  { messageId }: MessageRecord,
  code: MessageOutcome,
  more: { decision?: MessageRecord['decision']; detail?: string } = {},
): Promise<MessageRecord> {
  const at = app.clock.now();
  const { decision, detail } = more;
  return changeMessage(app, messageId, (now) =>
    now.outcome
      ? undefined
      : {
          ...now,
          ...(decision ? { decision } : {}),
          status: 'ended',
          calls: { ...now.calls, open: false },
          outcome: { code, at, ...(detail === undefined ? {} : { detail }) },
          attentionAt: attentionAfter(at),
        },
  );
}

async function wake(app: Pick<App, 'workflow'>, token: string | undefined): Promise<void> {
  if (token !== undefined) await app.workflow.wake(token);
}
