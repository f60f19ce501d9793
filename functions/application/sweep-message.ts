import { addElapsed } from '../domain/calendar/instants.ts';
import type { App } from './app.ts';
import { changeMessage, probeAfter } from './message-changes.ts';
import { confirmationSeconds, type MessageRecord } from './message-record.ts';
import { attentionAfter } from './record.ts';
import { settleOutcome } from './report-outcome.ts';
import { sweepDelay } from './sweep-aggregate.ts';

/**
 * Look after one message whose `attentionAt` has passed: start it when it is due, start it anew when its
 * execution has died, and make sure that its outcome is told.
 */
export async function sweepMessage(app: App, messageId: string): Promise<void> {
  const message = await app.messages.load(messageId);
  if (message?.attentionAt === undefined || message.attentionAt > app.clock.now()) return;
  try {
    await lookAfter(app, message);
  } catch (error) {
    const failures = message.failures + 1;
    const reason = error instanceof Error ? error.name : 'unknown';
    app.telemetry.alarm('sweep-failed', { messageId, failures, reason });
    const attentionAt = addElapsed(app.clock.now(), { seconds: sweepDelay(failures) });
    await changeMessage(app, messageId, (now) => ({ ...now, failures, attentionAt }));
  }
}

async function lookAfter(app: App, message: MessageRecord): Promise<void> {
  const { messageId, kind, attempt } = message;
  if (message.outcome) return settleOutcome(app, message);
  const seconds = confirmationSeconds(kind);
  const started = await app.workflow.startDelivery(messageId, attempt, seconds);
  const now = app.clock.now();
  if (started !== 'already_exists') {
    await changeMessage(app, messageId, (one) =>
      one.outcome || one.attempt !== attempt
        ? undefined
        : { ...one, failures: 0, attentionAt: probeAfter(now) },
    );
    return;
  }
  const raised = await changeMessage(app, messageId, (one) =>
    one.outcome || one.attempt !== attempt ? undefined : nextAttempt(one, attentionAfter(now)),
  );
  if (raised.attempt === attempt + 1) await app.workflow.startDelivery(messageId, raised.attempt, seconds);
}

function nextAttempt(
  { token: _, tokenAt: __, ...message }: MessageRecord,
  attentionAt: string,
): MessageRecord {
  return { ...message, attempt: message.attempt + 1, attentionAt };
}
