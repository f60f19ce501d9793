import * as z from 'zod/mini';
import { addElapsed, type Instant } from '../calendar/instants.ts';
import { workerSchema } from '../shared/actor.ts';
import { deriveId, idSchema } from '../shared/ids.ts';
import { answerPurposes } from './purposes.ts';
import { CODE_LIMITS, type Limit, nextAllowed, withOneMore } from './rate.ts';

/** How long a code holds, and how often it may be tried (judgement). How many are sent, see `rate.ts`. */
export const CODE_MINUTES = 10;
const CODE_TRIES = 5;

/** What the link is about; ids only. */
const opensSchema = z.object({
  meetingId: z.optional(idSchema),
  caseId: z.optional(idSchema),
  actionId: z.optional(idSchema),
  offerId: z.optional(idSchema),
  questionId: z.optional(idSchema),
});
export type Opens = z.infer<typeof opensSchema>;

/** One decision taken by the link: which form with which content, so that the same again is no second one. */
const usedSchema = z.object({
  form: z.string(),
  bodyHash: z.string(),
  at: z.string(),
  /** The command was carried out; without it a crash came between, and the same form goes on. */
  done: z.boolean(),
});

/**
 * The item of a link. It holds whom it was mailed to and what it opens; the link itself, which only its
 * signature makes good, is stored nowhere.
 */
export const linkSchema = z.object({
  schema: z.literal(1),
  version: z.number(),
  purpose: z.enum(answerPurposes),
  /** The message that carried it: a new link is that message again. */
  messageId: idSchema,
  /** Key id of the signature. */
  kid: z.string(),
  /** Without a representative it went to a mailbox that several people read. */
  to: z.object({ agencyId: idSchema, representativeId: z.optional(idSchema) }),
  /** Whom it was for, when a delegate got it. */
  named: z.optional(workerSchema),
  opens: opensSchema,
  madeAt: z.string(),
  expiresAt: z.string(),
  used: z.record(z.string(), usedSchema),
  code: z.optional(z.object({ n: z.number(), at: z.string(), tries: z.number() })),
  /** When codes were sent since the last right one, as far as their limits count them. */
  codesSent: z.optional(z.array(z.string())),
  /** How often a new link was asked for, and when, as far as the limits count. */
  renewed: z.number(),
  renewedAt: z.optional(z.array(z.string())),
});
export type Link = z.infer<typeof linkSchema>;

/** From the message, so that a mail that is sent again carries the same link. `part`: which thing of a digest. */
export const linkIdFor = (messageId: string, purpose: string, part = ''): string =>
  deriveId('lnk', messageId, purpose, part);

export const isExpired = (link: Pick<Link, 'expiresAt'>, now: Instant): boolean => link.expiresAt <= now;

/** When another code can be sent for a link, `now` or later: whoever uses them up shuts nobody out for good. */
export const nextCodeAt = ({ codesSent = [] }: Pick<Link, 'codesSent'>, now: Instant): Instant =>
  nextAllowed(codesSent, CODE_LIMITS, now);

/** Another code, unless too many have been sent lately; the tries of the last one are forgotten with it. */
export function withNewCode(link: Link, now: Instant): Link | undefined {
  if (nextCodeAt(link, now) > now) return undefined;
  const codesSent = [...withOneMore(link.codesSent ?? [], CODE_LIMITS, now)];
  return { ...link, codesSent, code: { n: (link.code?.n ?? 0) + 1, at: now, tries: 0 } };
}

/** One more request for a new link, unless there were too many lately. */
export function withRenewal(link: Link, limits: readonly Limit[], now: Instant): Link | undefined {
  const { renewed, renewedAt = [] } = link;
  if (nextAllowed(renewedAt, limits, now) > now) return undefined;
  return { ...link, renewed: renewed + 1, renewedAt: [...withOneMore(renewedAt, limits, now)] };
}

/** How a code stands: none sent, sent, too old, or tried too often. */
export function codeStanding(
  { code }: Pick<Link, 'code'>,
  now: Instant,
): 'none' | 'open' | 'too_old' | 'locked' {
  if (!code) return 'none';
  if (code.tries >= CODE_TRIES) return 'locked';
  return addElapsed(code.at, { minutes: CODE_MINUTES }) <= now ? 'too_old' : 'open';
}

/** Counts a try, before it is known whether it is right. */
export const withTry = (link: Link): Link =>
  link.code ? { ...link, code: { ...link.code, tries: link.code.tries + 1 } } : link;

/** A code is good once; who has typed the right one is no stranger, so that the count begins anew. */
export function withoutCode(link: Link): Link {
  return link.code ? { ...link, codesSent: [], code: { ...link.code, tries: CODE_TRIES } } : link;
}

export const withUsed = (link: Link, slot: string, used: z.infer<typeof usedSchema>): Link => ({
  ...link,
  used: { ...link.used, [slot]: used },
});

export function withoutUsed(link: Link, slot: string): Link {
  const { [slot]: _, ...used } = link.used;
  return { ...link, used };
}
