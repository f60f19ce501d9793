import type { Action } from '../../schema/actions.ts';
import type { CaseState } from '../../state.ts';

/** What was tried in an earlier case and what came of it, for whoever plans after a repeat. Ids and codes only. */
export interface PriorPlanReview {
  caseId: string;
  plan?: { planId: string; version: number; recordedAt: string };
  actions: {
    actionId: string;
    code: string;
    stream: Action['stream'];
    agencyId: string;
    priority: Action['priority'];
    status: Action['status'];
    effect: NonNullable<Action['effect']> | 'not_reported';
    effectOn?: Action['feedback'][number]['effectOn'];
    riskId?: string;
    endReason?: string;
  }[];
}

/**
 * The actions and effects of an earlier case (S0-12). An effect that nobody reported says so, and never reads
 * as no change. Reviews of deaths found the same actions repeated without a look at whether they had worked.
 */
export function priorPlanReview(state: CaseState): PriorPlanReview {
  const plan = state.plans.at(-1);
  return {
    caseId: state.caseId,
    ...(plan ? { plan: { planId: plan.planId, version: plan.version, recordedAt: plan.recordedAt } } : {}),
    actions: state.actions.map((action) => {
      const last = action.feedback.at(-1);
      return {
        actionId: action.actionId,
        code: action.code,
        stream: action.stream,
        agencyId: action.owner.agencyId,
        priority: action.priority,
        status: action.status,
        effect: action.effect ?? last?.effect ?? 'not_reported',
        ...(last?.effectOn ? { effectOn: last.effectOn } : {}),
        ...(action.riskId ? { riskId: action.riskId } : {}),
        ...(action.endReason ? { endReason: action.endReason } : {}),
      };
    }),
  };
}
