import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import { isLive } from '../../../clocks/schema.ts';
import type { Worker } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import { agenciesWithoutBasis } from '../../agency-basis.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { basisStands, urgentBasisStands, withoutBasis } from '../../legal-basis.ts';
import { move } from '../../move.ts';
import { hasEndorsed, isExcluded, isHeld, leadAt, nominatedLeadAt, sameWorker } from '../../queries.ts';
import { leadOrConvenor, requireFunction } from '../../roles.ts';
import { isActionOpen } from '../../schema/actions.ts';
import type { PlanVersion } from '../../schema/plan.ts';
import type { CaseState } from '../../state.ts';
import { endTasksThat } from '../../tasks.ts';
import { startActionClocks } from '../actions/action-clocks.ts';
import { tellOwner } from '../actions/add-interim-action.ts';
import { afterDiscussion } from './after-discussion.ts';
import { copyTo, stopOlderCopies } from './copies.ts';
import { risksWithoutAction } from './plan-checks.ts';

/**
 * Issue the plan: one copy to each representative with an action, others only on a named ground (S0-30, guard
 * c), clocks for every action, and what each discussion leaves to be done. Not without a nominated lead (guard
 * b), without consent or a decided basis (guard a), nor while an agency that must receive it may not be told.
 */
export const issuePlan = defineCaseCommand({
  name: 'issuePlan',
  title: 'Issue the plan',
  duty: ['S0-03', 'S0-09', 'S0-26', 'S0-28', 'S0-30', 'S0-31', 'S0-40', 'S4-03'],
  phases: ['meeting', 'action_deadlines'],
  by: 'worker',
  input: z.strictObject({
    kind: z._default(z.enum(['safety_plan', 'risk_management_plan']), 'safety_plan'),
    /** Why an identified risk stands without an action, once that was pointed out (S0-03). */
    risksAcceptedBecause: z.optional(codeSchema),
  }),
  decide(draft, { kind, risksAcceptedBecause }, context) {
    const by = requireFunction(draft, context, leadOrConvenor, { duty: 'S0-29' });
    if ('kind' in by) return by;
    const plan = draft.plans.findLast((p) => p.kind === kind && p.cycle === draft.cycle);
    if (!plan)
      return refuse('plan-missing', 'no plan has been recorded in this cycle', { missing: ['plan'] });
    if (plan.issuedAt !== undefined)
      return refuse('plan-issued-already', 'this version has been issued; record a new one, or an addendum');
    const refusal = checkGuards(draft, context, plan, risksAcceptedBecause);
    if (refusal) return refusal;
    const isFirst = !draft.plans.some((p) => p.cycle === draft.cycle && p.issuedAt !== undefined);
    plan.issuedAt = context.now;
    if (risksAcceptedBecause !== undefined) plan.reasons['risksWithoutAction'] = risksAcceptedBecause;
    context.event('plan.issued', { plan: plan.planId, kind, version: plan.version });
    context.did('plan.issued');
    stopOlderCopies(draft, context, plan);
    endTasksThat(draft, context, (task) => task.code === 'correct_plan', 'done', 'new_version');
    const told = sendCopies(draft, context, plan);
    if (draft.phase === 'meeting') move(draft, 'issuePlan', 'action_deadlines', context);
    startActions(draft, context, plan);
    if (isFirst) afterDiscussion(draft, context, told);
    return undefined;
  },
});

function checkGuards(
  draft: Draft<CaseState>,
  context: CaseContext,
  plan: PlanVersion,
  accepted: string | undefined,
): Refusal | undefined {
  if (!nominatedLeadAt(draft, context.now))
    return refuse('lead-not-nominated', 'no lead agency has been nominated', {
      missing: ['lead'],
      duty: 'S0-26',
    });
  const stands = draft.urgency === 'standard' ? basisStands : urgentBasisStands;
  if (!stands(draft))
    return refuse('basis-missing', 'neither consent nor a decided basis stands for everybody asked', {
      missing: withoutBasis(draft).map((m) => `basis:${m.personId}`),
      duty: 'S1-21',
    });
  if (isHeld(draft, 'misidentification'))
    return refuse('held-misidentification', 'plan mail is stopped until it is clear who is the victim', {
      duty: 'S2-19',
    });
  const open = draft.actions.filter((a) => plan.actionIds.includes(a.actionId) && isActionOpen(a));
  const excluded = open.find((action) => isExcluded(draft, action.owner));
  if (excluded)
    return refuse('owner-excluded', 'an action belongs to somebody excluded; hand it on first', {
      missing: [excluded.actionId],
    });
  const lead = nominatedLeadAt(draft, context.now);
  const receiving = [...open.map((action) => action.owner.agencyId), ...(lead ? [lead.agencyId] : [])];
  const without = agenciesWithoutBasis(draft, context).filter((id) => receiving.includes(id));
  if (without.length > 0)
    return refuse(
      'agency-basis-missing',
      'an agency that must receive the plan has no agreement in force and no recorded basis',
      { missing: without.map((id) => `basis:${id}`), duty: 'S0-44' },
    );
  const risks = risksWithoutAction(draft);
  if (risks.length > 0 && accepted === undefined)
    return refuse('risks-without-action', 'an identified risk has no action; add one, or say why not', {
      missing: risks,
      field: 'risksAcceptedBecause',
      duty: 'S0-03',
    });
  return undefined;
}

/** Owners of actions first; lead, interim lead and chair on their own grounds, one copy a person. */
function sendCopies(draft: Draft<CaseState>, context: CaseContext, plan: PlanVersion): Worker[] {
  const owners: Worker[] = [];
  for (const action of draft.actions) {
    if (!plan.actionIds.includes(action.actionId) || !isActionOpen(action)) continue;
    if (!owners.some((w) => sameWorker(w, action.owner))) owners.push({ ...action.owner });
  }
  for (const owner of owners) copyTo(draft, context, plan, owner, 'has_action');
  const lead = nominatedLeadAt(draft, context.now);
  if (lead) copyTo(draft, context, plan, lead, 'lead');
  const now = leadAt(draft, context.now);
  if (now?.kind === 'interim_after_hours') copyTo(draft, context, plan, now, 'interim_lead');
  if (draft.contacts.chair) copyTo(draft, context, plan, draft.contacts.chair, 'chair');
  return owners;
}

/**
 * Each action has its clocks from the issue on. Whoever waits for the copy, or has something immediate to do,
 * hears of the action at once and without its content.
 */
function startActions(draft: Draft<CaseState>, context: CaseContext, plan: PlanVersion): void {
  for (const action of draft.actions) {
    if (!plan.actionIds.includes(action.actionId) || !isActionOpen(action)) continue;
    const runs = draft.clocks.some(
      (c) => c.rule === 'action.due' && c.subject === action.actionId && isLive(c),
    );
    if (!runs) startActionClocks(draft, action, context);
    const isNew = !draft.plans.some(
      (p) =>
        p.issuedAt !== undefined &&
        (p.planId !== plan.planId || p.version !== plan.version) &&
        p.actionIds.includes(action.actionId),
    );
    if (
      isNew &&
      !action.interim &&
      (action.priority === 'immediate' || !hasEndorsed(draft, action.owner, plan.cycle))
    )
      tellOwner(draft, action, context, 'added');
  }
  endClocks(draft, context, { rule: 'feedback.collect' }, 'cancelled');
  startClock(draft, context, 'feedback.collect');
}
