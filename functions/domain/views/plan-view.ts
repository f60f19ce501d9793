import * as z from 'zod/mini';
import type { Instant } from '../calendar/instants.ts';
import { type PlanVersion, planCopySchema, planVersionSchema } from '../case/schema/plan.ts';
import type { CaseState } from '../case/state.ts';
import { word } from '../message/words.ts';
import type { Policy } from '../policy/schema.ts';
import { actionViewSchema, actionViews } from './action-view.ts';

/** A version of a plan, and what became of each copy. */
export const planSummarySchema = z.object({
  ...planVersionSchema.shape,
  title: z.string(),
  copies: z.array(z.pick(planCopySchema, { to: true, ground: true, status: true, at: true })),
});
export type PlanSummary = z.infer<typeof planSummarySchema>;

export const planSummary = (state: CaseState, plan: PlanVersion, policy: Policy): PlanSummary =>
  planSummarySchema.parse({
    ...plan,
    title: word(policy.terms, plan.kind),
    copies: state.planCopies.filter(
      ({ planId, version }) => planId === plan.planId && version === plan.version,
    ),
  });

/** The same with its actions as they stand now. */
export const planViewSchema = z.object({ ...planSummarySchema.shape, actions: z.array(actionViewSchema) });
export type PlanView = z.infer<typeof planViewSchema>;

export const planView = (state: CaseState, plan: PlanVersion, policy: Policy, now: Instant): PlanView => ({
  ...planSummary(state, plan, policy),
  actions: actionViews(
    state.actions.filter(({ actionId }) => plan.actionIds.includes(actionId)),
    policy,
    now,
  ),
});
