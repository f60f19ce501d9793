import * as z from 'zod/mini';
import type { Instant } from '../domain/calendar/instants.ts';
import { applyMessageEvent } from '../domain/message/lifecycle.ts';
import { idSchema } from '../domain/shared/ids.ts';
import type { App } from './app.ts';
import { changeMessage } from './message-changes.ts';
import type { Workflow } from './ports.ts';
import { attentionAfter } from './record.ts';
import type { StoredMessage } from './stored-message.ts';

/** What SES says about a message, in any order and perhaps twice. Events are best effort. */
const deliveryEventSchema = z.object({
  messageId: idSchema,
  type: z.enum(['sent', 'delivered', 'delayed', 'bounced', 'complained', 'rejected']),
  providerId: z.string(),
  code: z.optional(z.string()),
});
export type DeliveryEvent = z.infer<typeof deliveryEventSchema>;

export type RecordPorts = Pick<App, 'messages' | 'clock' | 'telemetry' | 'random' | 'pause'> & {
  workflow: Pick<Workflow, 'wake'>;
};

/** Write what came of a message unless as much is known, then always wake its execution. */
export async function recordDelivery(app: RecordPorts, event: DeliveryEvent): Promise<void> {
  if (event.type === 'delayed')
    return app.telemetry.count('delivery-delayed', { messageId: event.messageId });
  const stored = await changeMessage(app, event.messageId, (now) => changed(now, event, app.clock.now()));
  // `sent` is no outcome; it answers a call whose own answer was lost.
  if (event.type !== 'sent' && stored.token !== undefined) await app.workflow.wake(stored.token);
}

function changed(stored: StoredMessage, event: DeliveryEvent, now: Instant): StoredMessage | undefined {
  const { type, providerId: providerMessageId, code } = event;
  const known = applyMessageEvent(stored.message, { type: 'accepted', providerMessageId }, now);
  const message =
    type === 'sent' || type === 'delayed'
      ? known
      : applyMessageEvent(known, { type: 'outcome', outcome: type, code }, now);
  if (message === stored.message && !stored.calls.open) return undefined;
  const told = message.status === stored.message.status ? {} : { attentionAt: attentionAfter(now) };
  return { ...stored, message, calls: { ...stored.calls, open: false }, ...told };
}
