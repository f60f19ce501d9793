import * as z from 'zod/mini';
import { workerSchema } from '../../shared/actor.ts';
import { idSchema } from '../../shared/ids.ts';

export const urgencySchema = z.enum(['standard', 'urgent', 'critical']);
export type Urgency = z.infer<typeof urgencySchema>;

/** Why somebody is referred, as the practices name it. */
export const referralCriteria = [
  'visible_high_risk',
  'professional_judgement',
  'potential_escalation',
  'repeat',
  'agency_initiated',
  'prison_release',
  'triage_meeting',
] as const;

/** A finding of high risk of serious injury, harm or death: who found it, when, on what basis (S0-06). */
const riskFindingSchema = z.object({
  by: workerSchema,
  at: z.string(),
  basis: z.enum(['tool', 'professional_judgement']),
  level: z.enum(['high', 'highest']),
  tool: z.optional(z.string()),
  score: z.optional(z.number()),
  rationaleNoteId: z.optional(idSchema),
});

/** What triage decided. `not_escalated`: high risk, and yet no further now; `redirected`: to another service. */
const triageOutcomes = ['accepted', 'declined', 'more_information', 'redirected', 'not_escalated'] as const;

const triageDecisionSchema = z.object({
  outcome: z.enum(triageOutcomes),
  reason: z.string(),
  by: workerSchema,
  at: z.string(),
  noteId: z.optional(idSchema),
});

/** How the case came: a call makes a meeting that is to be convened, a referral goes to triage (S1-02). */
export const referralSchema = z.object({
  kind: z.enum(['call', 'referral', 'self_referral']),
  status: z.enum([
    'draft',
    'awaiting_triage',
    'more_information',
    'declined',
    'redirected',
    'not_escalated',
    'accepted',
    'called',
  ]),
  from: workerSchema,
  /** One of the fourteen reporting source columns, by policy. */
  sourceCategory: z.string(),
  criteria: z.array(z.enum(referralCriteria)),
  submittedAt: z.optional(z.string()),
  savedAt: z.string(),
  reasonNoteId: z.optional(idSchema),
  incident: z.optional(
    z.object({
      at: z.string(),
      reference: z.optional(z.string()),
      reportedToPolice: z.boolean(),
      noteId: z.optional(idSchema),
    }),
  ),
  finding: z.optional(riskFindingSchema),
  victimAware: z.optional(z.enum(['yes', 'no', 'not_safe', 'unknown'])),
  usualResponseTried: z.optional(z.array(z.string())),
  /** Self-referral is by exception, and the reason is kept (S3-33). */
  selfReferralReason: z.optional(z.string()),
  /** Two answers, each with a reason; immediate risk is acted on whatever they are (S3-30). */
  intake: z.optional(
    z.object({
      eligible: z.object({ answer: z.enum(['yes', 'no']), reason: z.string() }),
      suitable: z.object({ answer: z.enum(['yes', 'no']), reason: z.string() }),
      immediateRisk: z.enum(['acted_on', 'none_found']),
    }),
  ),
  /** The service or intake that a redirected referral went to (S3-34). */
  redirectedTo: z.optional(idSchema),
  decisions: z.array(triageDecisionSchema),
  reviews: z.array(
    z.object({
      askedBy: workerSchema,
      askedAt: z.string(),
      noteId: z.optional(idSchema),
      upheldAt: z.optional(z.string()),
      outcome: z.optional(z.enum(['upheld', 'overturned'])),
    }),
  ),
  notCarriedOut: z.optional(
    z.object({ reason: z.string(), by: workerSchema, at: z.string(), noteId: z.optional(idSchema) }),
  ),
});
export type Referral = z.infer<typeof referralSchema>;
