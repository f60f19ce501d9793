import * as z from 'zod/mini';
import { type MessageKind, messageKindSchema } from '../domain/message/kinds.ts';
import { factSchema } from '../domain/shared/event.ts';
import { deriveId, idSchema } from '../domain/shared/ids.ts';
import { type Recipient, recipientKey, recipientSchema } from '../domain/shared/recipient.ts';
import { aggregateRefSchema } from './record.ts';

/** What can become of a message. The last four need a person or another contact; `delivered` needs nobody. */
export const messageOutcomes = [
  'not_confirmed',
  'delivered',
  'stopped',
  'failed',
  'rejected',
  'bounced',
  'complained',
] as const;
export const messageOutcomeSchema = z.enum(messageOutcomes);
export type MessageOutcome = z.infer<typeof messageOutcomeSchema>;

/** One thing that a message says: a plain message has one, a digest one for each reminder. */
export const messagePartSchema = z.object({
  kind: messageKindSchema,
  cause: z.string(),
  params: z.record(z.string(), factSchema),
  source: aggregateRefSchema,
  clock: z.optional(z.string()),
});
export type MessagePart = z.infer<typeof messagePartSchema>;

/** A message to one recipient: an item of its own, created before its outbox entry is acknowledged. */
export const messageRecordSchema = z.object({
  schema: z.literal(1),
  messageId: idSchema,
  version: z.number(),
  kind: messageKindSchema,
  to: recipientSchema,
  parts: z.array(messagePartSchema),
  createdAt: z.string(),
  /** Not before this instant: a digest waits for the others of its day. */
  sendAfter: z.string(),
  /** The number of the execution that delivers it, raised when one died. */
  attempt: z.number(),
  /** `sending` from the first look of send-email until SES took it. */
  status: z.enum(['waiting', 'sending', 'accepted', 'ended']),
  token: z.optional(z.string()),
  tokenAt: z.optional(z.string()),
  /** What the gate said, for the question who was told what and why. */
  decision: z.optional(
    z.object({
      verdict: z.enum(['send', 'stop']),
      reason: z.string(),
      at: z.string(),
      facts: z.optional(z.record(z.string(), factSchema)),
    }),
  ),
  /** Calls of SES so far; `open` while the answer to the last is not known. */
  calls: z.object({ made: z.number(), open: z.boolean(), at: z.optional(z.string()) }),
  providerId: z.optional(z.string()),
  acceptedAt: z.optional(z.string()),
  outcome: z.optional(
    z.object({ code: messageOutcomeSchema, at: z.string(), detail: z.optional(z.string()) }),
  ),
  /** The outcome that the source of each part was told. */
  reported: z.optional(messageOutcomeSchema),
  attentionAt: z.optional(z.string()),
  failures: z.number(),
});
export type MessageRecord = z.infer<typeof messageRecordSchema>;

/** Outcomes that the source must hear of. */
export const needsReport = (code: MessageOutcome): boolean => code !== 'delivered';

/**
 * A later outcome replaces an earlier one only if it says more: a bounce after a delivery counts, a delivery
 * after a bounce does not.
 */
export const saysMore = (code: MessageOutcome, than: MessageOutcome | undefined): boolean =>
  than === undefined || messageOutcomes.indexOf(code) > messageOutcomes.indexOf(than);

/** The id of a message, from its cause, so that no clock and rung can produce it twice. */
export const messageIdFor = (cause: string, kind: MessageKind, to: Recipient): string =>
  deriveId('msg', cause, kind, recipientKey(to));

/** The id of a recipient's digest at an instant; `part` counts on when the earlier ones have gone. */
export const digestIdFor = (to: Recipient, digestAt: string, part: number): string =>
  deriveId('msg', 'digest', recipientKey(to), digestAt, part);

/** Seconds until an accepted message without an outcome is `not_confirmed` (design 4). */
export const confirmationSeconds = (kind: MessageKind): number => (kind === 'plan_copy' ? 30 * 60 : 4 * 3600);
