import * as z from 'zod/mini';
import type { Instant } from '../calendar/instants.ts';
import { aggregateTypes } from '../shared/aggregate.ts';
import { factSchema } from '../shared/event.ts';
import { deriveId, idSchema } from '../shared/ids.ts';
import { type Recipient, recipientKey, recipientSchema } from '../shared/recipient.ts';
import { contentClasses } from './content.ts';
import { type MessageKind, messageKindSchema } from './kinds.ts';
import { messageStatuses } from './lifecycle.ts';
import { stopReasons } from './reasons.ts';

const sourceSchema = z.object({ aggregate: z.enum(aggregateTypes), id: idSchema });

/** One reminder among several in a digest; it is gated by itself. */
const digestEntrySchema = z.object({
  kind: messageKindSchema,
  cause: z.string(),
  from: sourceSchema,
  params: z.record(z.string(), factSchema),
  clock: z.optional(z.string()),
});
export type DigestEntry = z.infer<typeof digestEntrySchema>;

/** What the gate decided just before sending, as it is kept: the address as a hash only. */
const gateRecordSchema = z.object({
  allowed: z.boolean(),
  reasons: z.array(z.enum(stopReasons)),
  at: z.string(),
  addressHash: z.optional(z.string()),
  ground: z.optional(z.string()),
  basis: z.optional(z.string()),
  contentClass: z.optional(z.enum(contentClasses)),
  /** Of a digest: entries, by their place, that were left out, each with its own reasons. */
  dropped: z.optional(z.array(z.object({ entry: z.number(), reasons: z.array(z.enum(stopReasons)) }))),
});

/**
 * A message, an item of its own: what is to be said to one recipient, and what became of it. It holds ids,
 * codes and instants; address and words are made when it is sent.
 */
export const messageRecordSchema = z.object({
  schema: z.literal(1),
  messageId: idSchema,
  kind: messageKindSchema,
  cause: z.string(),
  to: recipientSchema,
  from: sourceSchema,
  /** Cases and meetings it is about, to find every message of a case. */
  about: z.array(idSchema),
  params: z.record(z.string(), factSchema),
  /** `<clockId>:<rung>` when a clock caused it. */
  clock: z.optional(z.string()),
  createdAt: z.string(),
  status: z.enum(messageStatuses),
  statusAt: z.string(),
  /** Times that SES was or may have been asked, from 0. */
  attempt: z.number(),
  gate: z.optional(gateRecordSchema),
  providerMessageId: z.optional(z.string()),
  outcome: z.optional(z.object({ outcome: z.string(), at: z.string(), code: z.optional(z.string()) })),
  /** Nothing more is expected; a late bounce or complaint can still come. */
  settledAt: z.optional(z.string()),
  sendAfter: z.optional(z.string()),
  entries: z.optional(z.array(digestEntrySchema)),
});
export type MessageRecord = z.infer<typeof messageRecordSchema>;

/** The id of a message: the same cause, kind and recipient is the same message, however often it is asked for. */
export const messageIdFor = (cause: string, kind: MessageKind, to: Recipient): string =>
  deriveId('msg', cause, kind, recipientKey(to));

/** The id of a recipient's digest of one instant; `part` counts from 1 when an earlier one is already sent. */
export const digestIdFor = (to: Recipient, digestAt: Instant, part: number): string =>
  deriveId('msg', 'digest', recipientKey(to), digestAt, part);

/** A new message to one recipient. With `sendAfter` it waits until then. */
export function createMessage(
  of: Pick<MessageRecord, 'kind' | 'cause' | 'to' | 'from' | 'params'> &
    Partial<Pick<MessageRecord, 'messageId' | 'clock' | 'sendAfter' | 'entries'>>,
  now: Instant,
): MessageRecord {
  const { messageId, clock, sendAfter, entries, ...rest } = of;
  return {
    schema: 1,
    messageId: messageId ?? messageIdFor(of.cause, of.kind, of.to),
    ...rest,
    about: aboutOf([rest, ...(entries ?? [])]),
    ...(clock === undefined ? {} : { clock }),
    ...(sendAfter === undefined ? {} : { sendAfter }),
    ...(entries === undefined ? {} : { entries }),
    createdAt: now,
    status: sendAfter !== undefined && sendAfter > now ? 'waiting' : 'created',
    statusAt: now,
    attempt: 0,
  };
}

/** Put another reminder into a digest that has not been sent; the same one twice changes nothing. */
export function addToDigest(digest: MessageRecord, entry: DigestEntry): MessageRecord {
  const entries = digest.entries ?? [];
  if (entries.some((known) => known.cause === entry.cause && known.kind === entry.kind)) return digest;
  return {
    ...digest,
    entries: [...entries, entry],
    about: [...new Set([...digest.about, ...aboutOf([entry])])],
  };
}

function aboutOf(all: readonly Pick<DigestEntry, 'from' | 'params'>[]): string[] {
  const ids = all.flatMap(({ from, params }) => [
    ...(from.aggregate === 'case' || from.aggregate === 'meeting' ? [from.id] : []),
    ...(typeof params['caseId'] === 'string' ? [params['caseId']] : []),
    ...(typeof params['meetingId'] === 'string' ? [params['meetingId']] : []),
    ...(Array.isArray(params['caseIds']) ? params['caseIds'] : []),
  ]);
  return [...new Set(ids)];
}
