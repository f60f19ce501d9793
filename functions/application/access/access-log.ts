import * as z from 'zod/mini';
import { purposes } from '../../domain/access/purpose.ts';
import { contentClasses } from '../../domain/message/content.ts';
import { aggregateTypes } from '../../domain/shared/aggregate.ts';
import { idSchema } from '../../domain/shared/ids.ts';
import { agencyPosts } from '../../domain/shared/recipient.ts';

/**
 * One access to a case, flat so that it goes into a line of CSV and back without loss. Ids and codes only.
 * `read`: it was shown. `refused`: it was asked for and not given. `mailed`: a mail with content was allowed and
 * handed to SES; what became of the mail stands with the message.
 */
export const accessEntrySchema = z.object({
  /** From 1, without a gap. */
  seq: z.number(),
  at: z.string(),
  event: z.enum(['read', 'refused', 'mailed']),
  agencyId: idSchema,
  representativeId: z.optional(idSchema),
  post: z.optional(z.enum(agencyPosts)),
  via: z.enum(['account', 'link', 'mail']),
  /** Read class, `<aggregate>.<command>`, or kind of message. */
  what: z.string(),
  aggregate: z.enum(aggregateTypes),
  id: idSchema,
  /** What exactly: a note, a plan version, as `pln-…/2`. */
  item: z.optional(z.string()),
  /** How much of the case a mail carries. */
  content: z.optional(z.enum(contentClasses)),
  purpose: z.optional(z.enum(purposes)),
  /** On what ground, such as `lead`, `has_action`, `break_glass`. */
  ground: z.optional(z.string()),
  /** Legal basis on which the agency is told. */
  basis: z.optional(z.string()),
  /** By whose decision, as `agy-…/rep-…`. */
  decidedBy: z.optional(z.string()),
  /** Code of the refusal. */
  refusal: z.optional(z.string()),
  messageId: z.optional(idSchema),
  prevHash: z.string(),
  hash: z.string(),
});
export type AccessEntry = z.infer<typeof accessEntrySchema>;
/** What happened, before it has its place in the chain. */
export type Access = Omit<AccessEntry, 'seq' | 'prevHash' | 'hash'>;

/** Who has seen what of each case: one chain a case, one item an entry, never changed. */
export interface AccessLog {
  /** At its number, unless there is one; `false`: somebody else's entry has the number. */
  put(caseId: string, entry: AccessEntry): Promise<boolean>;
  /** Up to a hundred in order, after this number. */
  page(caseId: string, after: number): Promise<AccessEntry[]>;
  /** Up to a hundred, newest first, before this number; without one from the end. */
  latest(caseId: string, before?: number): Promise<AccessEntry[]>;
}
