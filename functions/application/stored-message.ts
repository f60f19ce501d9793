import * as z from 'zod/mini';
import type { MessageKind } from '../domain/message/kinds.ts';
import { isSettled } from '../domain/message/lifecycle.ts';
import { type MessageRecord, messageRecordSchema } from '../domain/message/record.ts';
import { attentionAfter } from './record.ts';

/**
 * The item of a message: what the domain knows of it, and what the delivery protocol needs beside that. It is
 * created before its outbox entry is acknowledged.
 */
export const storedMessageSchema = z.object({
  schema: z.literal(1),
  version: z.number(),
  message: messageRecordSchema,
  /** The number of the execution that delivers it, raised when one has died. */
  run: z.number(),
  token: z.optional(z.string()),
  tokenAt: z.optional(z.string()),
  /** Calls of SES that may have had an effect; `open` while the answer to the last is not known. */
  calls: z.object({ made: z.number(), open: z.boolean(), at: z.optional(z.string()) }),
  /** The status that those concerned were told of. */
  told: z.optional(z.string()),
  attentionAt: z.optional(z.string()),
  /** Sweeps in a row that failed. */
  failures: z.number(),
});
export type StoredMessage = z.infer<typeof storedMessageSchema>;

/** The item of a new message, for the sweeper to find a minute later or when it is due. */
export const storeNew = (message: MessageRecord, now: string): StoredMessage => ({
  schema: 1,
  version: 1,
  message,
  run: 1,
  calls: { made: 0, open: false },
  attentionAt:
    message.sendAfter !== undefined && message.sendAfter > now ? message.sendAfter : attentionAfter(now),
  failures: 0,
});

export const idOf = (stored: StoredMessage): string => stored.message.messageId;
export const hasFate = (stored: StoredMessage): boolean => isSettled(stored.message.status);

/** Seconds until an accepted message without an outcome is `not_confirmed` (design 4). */
export const confirmationSeconds = (kind: MessageKind): number => (kind === 'plan_copy' ? 30 * 60 : 4 * 3600);
