import * as z from 'zod/mini';
import { addElapsed, type Instant } from '../domain/calendar/instants.ts';
import { applyMessageEvent, type MessageEvent } from '../domain/message/lifecycle.ts';
import { idSchema } from '../domain/shared/ids.ts';
import { recordDisclosures } from './access/mail-disclosures.ts';
import type { App, Composer } from './app.ts';
import { tokenAtOf } from './await-signal.ts';
import {
  ConflictError,
  MailThrottledError,
  MailUnavailableError,
  UnknownSendOutcomeError,
} from './errors.ts';
import { changeMessage } from './message-changes.ts';
import type { Email, Workflow } from './ports.ts';
import { attentionAfter } from './record.ts';
import { hasFate, idOf, type StoredMessage } from './stored-message.ts';

export const sendEmailInputSchema = z.object({
  messageId: idSchema,
  run: z.number(),
  token: z.string(),
  enteredAt: z.string(),
  retryCount: z.number(),
  /** How often the execution has waited before. */
  waits: z.optional(z.number()),
});
export type SendEmailInput = z.infer<typeof sendEmailInputSchema>;

/** How long to wait for an event of a call whose answer was lost, and how many calls there are at most. */
export const UNKNOWN_MINUTES = 10;
export const MAX_CALLS = 2;

/** It changes nothing but the message and the access log, and can start nothing. */
export type SendPorts = Pick<App, 'messages' | 'accessLog' | 'mailer' | 'clock' | 'random' | 'pause'> & {
  composer: Pick<Composer, 'compose'>;
  workflow: Pick<Workflow, 'wake'>;
};
type ChangePorts = Pick<App, 'messages' | 'clock' | 'random' | 'pause'>;

/**
 * Claim a message for this wait, ask the gate, call SES once, and record what it said. Returning means that
 * the execution waits for its token; throwing that the machine decides what to do.
 * Throws MailThrottledError and MailUnavailableError (nothing was sent), UnknownSendOutcomeError (it may have
 * been), ConflictError (somebody else has changed the message, or what it gives could not be recorded; nothing was
 * sent).
 */
export async function sendEmail(app: SendPorts, input: SendEmailInput): Promise<void> {
  const stored = await claim(app, input);
  if (stored.run !== input.run || hasFate(stored)) return wake(app, input.token);
  if (stored.token !== input.token || stored.message.status === 'accepted') return;
  if (stored.calls.open) requireSecondCall(stored, app.clock.now());
  const composed = await app.composer.compose(stored.message);
  const { gate } = composed;
  if (!composed.allowed) {
    await settle(app, stored, { type: 'gate_stopped', gate, superseded: composed.superseded });
    return wake(app, input.token);
  }
  // Before the message is marked as on its way: what cannot be recorded is not given, and is tried again.
  await recordDisclosures(app, composed.disclosures, stored.message.createdAt);
  const ready = { ...stored, calls: { made: stored.calls.made + 1, open: true, at: app.clock.now() } };
  const message = apply(app, apply(app, ready, { type: 'claimed' }), { type: 'gate_allowed', gate });
  const sending = { ...message, version: stored.version + 1 };
  // The gate has judged this very version: whatever has changed since is judged again.
  if (!(await app.messages.save(sending))) throw new ConflictError(`${idOf(stored)} has changed`);
  await call(app, sending, composed.email);
}

/** Take the message for this wait, unless a newer wait has it already. */
function claim(
  app: ChangePorts,
  { messageId, run, token, enteredAt, retryCount, waits = 0 }: SendEmailInput,
): Promise<StoredMessage> {
  const tokenAt = tokenAtOf(enteredAt, retryCount, waits);
  return changeMessage(app, messageId, (now) => {
    if (now.run !== run || hasFate(now)) return undefined;
    if (now.tokenAt !== undefined && now.tokenAt >= tokenAt) return undefined;
    return { ...now, token, tokenAt };
  });
}

/** An earlier call was never answered. A second goes out only when its event had ten minutes to come. */
function requireSecondCall(stored: StoredMessage, now: Instant): void {
  const { made, at } = stored.calls;
  const waited = at !== undefined && addElapsed(at, { minutes: UNKNOWN_MINUTES }) <= now;
  if (made >= MAX_CALLS || !waited) throw unanswered(stored);
}

async function call(app: SendPorts, stored: StoredMessage, email: Email): Promise<void> {
  const result = await app.mailer.send(email);
  switch (result.kind) {
    case 'accepted':
      return accepted(app, stored, result.providerId);
    case 'rejected':
      await settle(app, stored, { type: 'outcome', outcome: 'rejected', code: result.code });
      return wake(app, stored.token);
    case 'unknown':
      throw unanswered(stored);
    case 'throttled':
      await notSent(app, stored);
      throw new MailThrottledError(`${idOf(stored)}: SES asked for a slower pace`);
    case 'unavailable':
      await notSent(app, stored);
      throw new MailUnavailableError(`${idOf(stored)}: SES is not available`);
  }
}

const unanswered = (stored: StoredMessage): Error =>
  new UnknownSendOutcomeError(`${idOf(stored)}: call ${stored.calls.made} was not answered`);

async function accepted(
  app: SendPorts,
  { message, token }: StoredMessage,
  providerMessageId: string,
): Promise<void> {
  const now = await changeMessage(app, message.messageId, (found) =>
    apply(app, { ...found, calls: { ...found.calls, open: false } }, { type: 'accepted', providerMessageId }),
  );
  // The outcome may have come before this was written, and then nobody woke the execution.
  if (hasFate(now)) await wake(app, token);
}

/** The call is known to have had no effect, so it does not count. */
function notSent(app: ChangePorts, { message, calls }: StoredMessage): Promise<StoredMessage> {
  return changeMessage(app, message.messageId, (now) =>
    now.calls.made === calls.made && now.calls.open
      ? { ...now, calls: { ...now.calls, made: calls.made - 1, open: false } }
      : undefined,
  );
}

/** Give the message a fate, unless it has one; the sweeper makes sure that those concerned hear of it. */
export function settle(
  app: ChangePorts,
  { message }: StoredMessage,
  event: MessageEvent,
): Promise<StoredMessage> {
  return changeMessage(app, message.messageId, (now) => {
    if (hasFate(now)) return undefined;
    const attentionAt = attentionAfter(app.clock.now());
    return { ...apply(app, now, event), calls: { ...now.calls, open: false }, attentionAt };
  });
}

const apply = (app: Pick<App, 'clock'>, stored: StoredMessage, event: MessageEvent): StoredMessage => ({
  ...stored,
  message: applyMessageEvent(stored.message, event, app.clock.now()),
});

async function wake(app: Pick<SendPorts, 'workflow'>, token: string | undefined): Promise<void> {
  if (token !== undefined) await app.workflow.wake(token);
}
