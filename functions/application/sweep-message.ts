import { addElapsed } from '../domain/calendar/instants.ts';
import type { App } from './app.ts';
import { changeMessage, isLate, probeAfter } from './message-changes.ts';
import { attentionAfter } from './record.ts';
import { settleFate } from './report-outcome.ts';
import { confirmationSeconds, hasFate, idOf, type StoredMessage } from './stored-message.ts';
import { sweepDelay } from './sweep-aggregate.ts';

/**
 * Look after one message whose `attentionAt` has passed: start it when it is due, start it anew when its
 * execution has died, and make sure that its fate is told.
 */
export async function sweepMessage(app: App, messageId: string): Promise<void> {
  const stored = await app.messages.load(messageId);
  if (stored?.attentionAt === undefined || stored.attentionAt > app.clock.now()) return;
  try {
    await lookAfter(app, stored);
  } catch (error) {
    const failures = stored.failures + 1;
    const reason = error instanceof Error ? error.name : 'unknown';
    app.telemetry.alarm('sweep-failed', { messageId, failures, reason });
    const attentionAt = addElapsed(app.clock.now(), { seconds: sweepDelay(failures) });
    await changeMessage(app, messageId, (now) => ({ ...now, failures, attentionAt }));
  }
}

async function lookAfter(app: App, stored: StoredMessage): Promise<void> {
  if (hasFate(stored)) return settleFate(app, stored);
  const messageId = idOf(stored);
  const { run } = stored;
  const now = app.clock.now();
  if (isLate(stored, now)) app.telemetry.alarm('message-late', { messageId, kind: stored.message.kind });
  const seconds = confirmationSeconds(stored.message.kind);
  const ended = (await app.workflow.startDelivery(messageId, run, seconds)) === 'already_exists';
  const after = await changeMessage(app, messageId, (one) => {
    if (hasFate(one) || one.run !== run) return undefined;
    return ended ? nextRun(one, attentionAfter(now)) : { ...one, failures: 0, attentionAt: probeAfter(now) };
  });
  if (ended && after.run === run + 1) await app.workflow.startDelivery(messageId, after.run, seconds);
}

function nextRun(stored: StoredMessage, attentionAt: string): StoredMessage {
  const next = { ...stored, run: stored.run + 1, attentionAt };
  delete next.token;
  delete next.tokenAt;
  return next;
}
