import * as z from 'zod/mini';
import { MESSAGE_TAG } from '../../adapters/ses/mailer.ts';
import { type DeliveryEvent, type RecordPorts, recordDelivery } from '../../application/record-delivery.ts';
import type { Log } from '../../middleware/log.ts';
import { createTask } from '../../middleware/task.ts';

const sesEventSchema = z.object({
  detail: z.object({
    eventType: z.string(),
    mail: z.object({ messageId: z.string(), tags: z.record(z.string(), z.array(z.string())) }),
    bounce: z.optional(z.object({ bounceType: z.string(), bounceSubType: z.optional(z.string()) })),
  }),
});

/** SES's names of events, and ours. Others (opens, clicks) are never asked for. */
const types: Readonly<Record<string, DeliveryEvent['type']>> = {
  Send: 'sent',
  Delivery: 'delivered',
  DeliveryDelay: 'delayed',
  Bounce: 'bounced',
  Complaint: 'complained',
  Reject: 'rejected',
  'Rendering Failure': 'rejected',
};

/** Writes what SES says about a message. A mail that is not ours, or an event that means nothing to us, is let go. */
export const createHandler = (app: RecordPorts, log: Log) =>
  createTask({
    name: 'record-delivery',
    event: sesEventSchema,
    log,
    ids: ({ detail }) => ({
      messageId: detail.mail.tags[MESSAGE_TAG]?.[0] ?? 'none',
      type: detail.eventType,
    }),
    async run({ detail: { eventType, mail, bounce } }) {
      const type = types[eventType];
      const messageId = mail.tags[MESSAGE_TAG]?.[0];
      if (type === undefined || messageId === undefined) return;
      const code = bounce && [bounce.bounceType, bounce.bounceSubType].filter(Boolean).join('.');
      await recordDelivery(app, { messageId, type, providerId: mail.messageId, ...(code ? { code } : {}) });
    },
  });
