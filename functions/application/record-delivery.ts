import * as z from 'zod/mini';
import { idSchema } from '../domain/shared/ids.ts';
import type { App } from './app.ts';
import { changeMessage } from './message-changes.ts';
import { type MessageOutcome, type MessageRecord, saysMore } from './message-record.ts';
import { attentionAfter } from './record.ts';

/** What SES says about a message, in any order and perhaps twice. Events are best effort. */
export const deliveryEventSchema = z.object({
  messageId: idSchema,
  type: z.enum(['sent', 'delivered', 'delayed', 'bounced', 'complained', 'rejected']),
  providerId: z.string(),
  at: z.string(),
  detail: z.optional(z.string()),
});
export type DeliveryEvent = z.infer<typeof deliveryEventSchema>;

/** Write what came of a message unless as much is known, then always wake its execution. */
export async function recordDelivery(app: App, event: DeliveryEvent): Promise<void> {
  if (event.type === 'delayed')
    return app.telemetry.count('delivery-delayed', { messageId: event.messageId });
  const code = event.type === 'sent' ? undefined : event.type;
  const message = await changeMessage(app, event.messageId, (now) =>
    changed(now, event, code, app.clock.now()),
  );
  // `sent` is no outcome; it answers a call whose own answer was lost.
  if (code !== undefined && message.token !== undefined) await app.workflow.wake(message.token);
}

function changed(
  message: MessageRecord,
  { providerId, at, detail }: DeliveryEvent,
  code: MessageOutcome | undefined,
  now: string,
): MessageRecord | undefined {
  const went = message.calls.open || message.acceptedAt === undefined;
  const accepted: MessageRecord = went
    ? { ...message, status: 'accepted', calls: { ...message.calls, open: false }, providerId, acceptedAt: at }
    : message;
  if (code === undefined) return went && !message.outcome ? accepted : undefined;
  if (!saysMore(code, message.outcome?.code)) return undefined;
  return {
    ...accepted,
    status: 'ended',
    outcome: { code, at, ...(detail === undefined ? {} : { detail }) },
    attentionAt: attentionAfter(now),
  };
}
