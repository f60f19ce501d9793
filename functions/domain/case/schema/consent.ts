import * as z from 'zod/mini';
import { workerSchema } from '../../shared/actor.ts';
import { idSchema } from '../../shared/ids.ts';

/**
 * What came of asking. `no_contact` and `not_safe_to_ask` are neither a yes nor a no; after the latter nobody
 * asks again by themselves.
 */
const consentOutcomes = [
  'given',
  'given_with_conditions',
  'refused',
  'no_contact',
  'not_safe_to_ask',
  'withdrawn',
] as const;

/** A condition of the adult victim is an exclusion that the gate enforces. */
const consentConditionSchema = z.object({
  exclude: z.object({ agencyId: idSchema, representativeId: z.optional(idSchema) }),
  purposes: z.optional(z.array(z.string())),
});

export const consentAttemptSchema = z.object({
  attemptId: idSchema,
  personId: idSchema,
  by: workerSchema,
  at: z.string(),
  method: z.enum(['in_person', 'phone', 'video', 'through_trusted_contact', 'written', 'not_attempted']),
  outcome: z.enum(consentOutcomes),
  conditions: z.array(consentConditionSchema),
  /** What she was told: without all three a yes is marked not informed (S1-20). */
  told: z.optional(z.object({ purpose: z.boolean(), agencies: z.boolean(), limits: z.boolean() })),
  informed: z.boolean(),
  reason: z.optional(z.enum(['fear', 'safety', 'language', 'no_safe_contact', 'other'])),
  formReference: z.optional(z.string()),
  noteId: z.optional(idSchema),
});
export type ConsentAttempt = z.infer<typeof consentAttemptSchema>;

/** Two flags, never one: consent to support says nothing about consent to MACM (S1-22, S1-23). */
export const consentFlagsSchema = z.object({
  personId: idSchema,
  supportOrAssistance: z.enum(['yes', 'no', 'not_asked']),
  supportChangedAt: z.optional(z.string()),
  macmSharing: z.enum(['yes', 'yes_with_conditions', 'no', 'withdrawn', 'not_asked']),
  macmChangedAt: z.optional(z.string()),
  /** When somebody decided to respect her withdrawal; until then, or another decision, it is undecided. */
  respectedAt: z.optional(z.string()),
});

export const basisDecisionSchema = z.object({
  decisionId: idSchema,
  personId: z.optional(idSchema),
  basis: z.string(),
  ground: z.enum(['consent', 'legislation', 'agency_agreement', 'duty_of_care']),
  whyNoConsent: z.optional(z.string()),
  noteId: z.optional(idSchema),
  by: workerSchema,
  at: z.string(),
  guideFollowed: z.optional(z.boolean()),
  /** A withdrawal ends the decisions before it; somebody decides anew. */
  endedAt: z.optional(z.string()),
});

/** Support that was offered to her, what she said, and what became of what she accepted (S2-13, S4-04). */
const supportOfferSchema = z.object({
  offerId: idSchema,
  personId: idSchema,
  kind: z.string(),
  answer: z.enum(['accepted', 'declined', 'later']),
  reason: z.optional(z.string()),
  /** Who is to provide it; without one, who offered it. */
  provider: z.optional(workerSchema),
  /** When she is to have it by; without one, as soon as any task. */
  dueAt: z.optional(z.string()),
  /** What became of it, oldest first. `not_wanted`: she changed her mind, which is respected. */
  results: z.optional(
    z.array(
      z.object({
        outcome: z.enum(['provided', 'not_provided', 'not_wanted']),
        reason: z.optional(z.string()),
        by: workerSchema,
        at: z.string(),
      }),
    ),
  ),
  by: workerSchema,
  at: z.string(),
});
export type SupportOffer = z.infer<typeof supportOfferSchema>;

/** Nothing more is to come of it: she has it, or does not want it any more. */
export const isSettled = ({ results }: Pick<SupportOffer, 'results'>): boolean =>
  results?.at(-1) !== undefined && results.at(-1)?.outcome !== 'not_provided';

/** What a victim says of support by an organisation of her own community. */
export const culturalChoices = ['wanted', 'not_wanted', 'not_asked'] as const;

export const consentSchema = z.object({
  attempts: z.array(consentAttemptSchema),
  flags: z.array(consentFlagsSchema),
  decisions: z.array(basisDecisionSchema),
  /** After `not_safe_to_ask` nobody asks again until a worker records a change. */
  notSafeToAsk: z.array(
    z.object({
      personId: idSchema,
      since: z.string(),
      liftedAt: z.optional(z.string()),
      /** What changed, in words. */
      noteId: z.optional(idSchema),
    }),
  ),
  /** Since the first withdrawal that nobody has decided on: no new disclosure but urgent ones until then. */
  withdrawnUndecidedSince: z.optional(z.string()),
  goAheadTold: z.array(
    z.object({
      personId: idSchema,
      told: z.boolean(),
      reasonNotTold: z.optional(z.string()),
      by: workerSchema,
      at: z.string(),
    }),
  ),
  supportOffers: z.array(supportOfferSchema),
  /** Whether a community-controlled organisation is wanted, each answer as it was given (S3-40). */
  culturalSupport: z.optional(
    z.array(
      z.object({
        personId: idSchema,
        choice: z.enum(culturalChoices),
        agencyId: z.optional(idSchema),
        reason: z.optional(z.string()),
        by: workerSchema,
        at: z.string(),
      }),
    ),
  ),
});
export type Consent = z.infer<typeof consentSchema>;
