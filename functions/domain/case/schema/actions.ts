import * as z from 'zod/mini';
import { workerSchema } from '../../shared/actor.ts';
import { idSchema } from '../../shared/ids.ts';
import { planParts, planStreams } from './plan.ts';

/** How soon. `immediate` counts in hours, `urgent` and `standard` in working days of the policy. */
export const actionPriorities = ['immediate', 'urgent', 'standard'] as const;
/** How an action ends; the last lives on outside the multi-agency work, with its owner. */
export const actionOutcomes = [
  'completed',
  'not_possible_circumstances_changed',
  'not_undertaken',
  'superseded',
  'cancelled',
  'continues_outside_macm',
] as const;
/** What an action did to safety. `too_early` and `unknown` are answers too (S0-39). */
export const effects = ['risk_reduced', 'no_change', 'risk_increased', 'too_early', 'unknown'] as const;

/** Feedback has two parts, progress and effect on safety (S0-39); the effect may differ by dimension (S2-12). */
export const feedbackSchema = z.object({
  feedbackId: idSchema,
  by: workerSchema,
  at: z.string(),
  progress: z.enum(['not_started', 'in_progress', 'done', 'cannot']),
  effect: z.enum(effects),
  effectOn: z.optional(
    z.object({
      personUsingViolenceRisk: z.optional(z.enum(effects)),
      victimSafety: z.optional(z.enum(effects)),
      victimWellbeing: z.optional(z.enum(effects)),
    }),
  ),
  final: z.boolean(),
  via: z.enum(['api', 'link', 'phone_recorded_by', 'system']),
  noteId: z.optional(idSchema),
});

/** What one agency has undertaken to do. Actions belong to agencies, never to victims. */
export const actionSchema = z.object({
  actionId: idSchema,
  planId: z.optional(idSchema),
  /** Decided before any meeting, in any open phase; carried into the first plan. */
  interim: z.boolean(),
  owner: workerSchema,
  sharedWith: z.array(idSchema),
  stream: z.enum(planStreams),
  part: z.enum(planParts),
  code: z.string(),
  towards: z.array(idSchema),
  riskId: z.optional(idSchema),
  needId: z.optional(idSchema),
  priority: z.enum(actionPriorities),
  descriptionNoteId: z.optional(idSchema),
  /** The description names somebody or some place, so it is kept out of e-mail. */
  keptOutOfEmail: z.boolean(),
  dueAt: z.string(),
  createdAt: z.string(),
  proposedBy: z.optional(idSchema),
  negotiation: z.enum(['proposed', 'accepted', 'countered', 'declined']),
  acceptedAt: z.optional(z.string()),
  /** Offer, answer and counter, each step kept (S0-43); also a request to hand the action on. */
  steps: z.optional(
    z.array(
      z.object({
        step: z.enum(['declined', 'countered', 'counter_accepted', 'counter_refused', 'hand_on_asked']),
        by: workerSchema,
        at: z.string(),
        reason: z.optional(z.string()),
        noteId: z.optional(idSchema),
        dueAt: z.optional(z.string()),
        to: z.optional(workerSchema),
      }),
    ),
  ),
  status: z.enum(['not_started', 'in_progress', ...actionOutcomes]),
  endedAt: z.optional(z.string()),
  effect: z.optional(z.enum(effects)),
  endReason: z.optional(z.string()),
  /** The chair accepts that an immediate or urgent action was not undertaken (guard e). */
  notUndertakenAccepted: z.optional(z.object({ by: workerSchema, at: z.string(), reason: z.string() })),
  against: z.optional(z.object({ wishes: z.boolean(), reason: z.string() })),
  feedback: z.array(feedbackSchema),
  handOns: z.array(
    z.object({
      from: workerSchema,
      to: workerSchema,
      at: z.string(),
      agreedBy: z.string(),
      reason: z.string(),
    }),
  ),
  extensions: z.array(
    z.object({ from: z.string(), to: z.string(), at: z.string(), by: z.string(), reason: z.string() }),
  ),
  checkEveryDays: z.optional(z.number()),
});
export type Action = z.infer<typeof actionSchema>;

export const isActionOpen = (action: Action): boolean =>
  action.status === 'not_started' || action.status === 'in_progress';
