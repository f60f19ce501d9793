import type { Draft } from 'immer';
import { deriveId } from '../../../shared/ids.ts';
import { noteId } from '../../../shared/notes.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { openActions } from '../../queries.ts';
import { leadOrConvenor, requireFunction } from '../../roles.ts';
import type { Action } from '../../schema/actions.ts';
import type { PlanVersion } from '../../schema/plan.ts';
import type { CaseState } from '../../state.ts';
import { dueByPriority, startActionClocks } from '../actions/action-clocks.ts';
import { endAction } from '../actions/end-action.ts';
import { heldMeeting } from '../lead/nominate-lead.ts';
import { checkAction, checkWhole, planGaps, wishesOf } from './plan-checks.ts';
import { type PlanActionInput, recordPlanInput } from './plan-input.ts';

/**
 * Record a version of the plan during the meeting, or later and then marked late (S0-29). Open actions of the
 * plan, interim ones too, are carried in: nothing drops out but by a superseding with its reason. Immediate
 * actions run from now on, the others from the issue.
 */
export const recordPlan = defineCaseCommand({
  name: 'recordPlan',
  title: 'Record the plan',
  duty: [
    'S0-04',
    'S0-07',
    'S0-10',
    'S0-29',
    'S0-37',
    'S0-43',
    'S2-11',
    'S2-22',
    'S2-29',
    'S2-50',
    'S4-03',
    'S4-23',
  ],
  phases: ['meeting', 'action_deadlines'],
  by: 'worker',
  input: recordPlanInput,
  decide(draft, input, context) {
    const by = requireFunction(draft, context, leadOrConvenor, { duty: 'S0-29' });
    if ('kind' in by) return by;
    if (!context.policy.plans.includes(input.kind))
      return refuse('plan-kind-not-in-profile', `the profile ${context.policy.profile} has no such plan`, {
        field: 'kind',
        duty: 'S4-03',
      });
    const wishes = wishesOf(input.wishes, context);
    if ('kind' in wishes) return wishes;
    for (const [n, item] of input.actions.entries()) {
      const refusal = checkAction(draft, context, item, n);
      if (refusal) return refusal;
    }
    const earlier = draft.plans.filter((p) => p.kind === input.kind);
    const planId = deriveId('pln', draft.caseId, input.kind, draft.cycle);
    const carried = carriedActions(draft, context, input.kind);
    const dropped = supersededOf(carried, input.supersede);
    if ('kind' in dropped) return dropped;
    const kept = carried.filter((action) => !dropped.some((d) => d.actionId === action.actionId));
    const made = input.actions.map((item, n) => toAction(item, n, planId, context));
    const actions = [...kept, ...made];
    const refusal = checkWhole(draft, context, actions, input);
    if (refusal) return refusal;
    draft.actions.push(...made);
    for (const action of kept) action.planId = planId;
    const meeting = heldMeeting(draft) ?? draft.meetings.findLast((m) => m.status === 'scheduled');
    const plan: PlanVersion = {
      planId,
      kind: input.kind,
      version: earlier.filter((p) => p.planId === planId).length + 1,
      cycle: draft.cycle,
      ...(meeting ? { meetingId: meeting.meetingId } : {}),
      recordedBy: by,
      recordedAt: context.now,
      late: meeting?.endsAt !== undefined && context.now > meeting.endsAt,
      actionIds: actions.map((a) => a.actionId),
      wishes,
      reasons: Object.fromEntries(Object.entries(input.reasons).filter(([, code]) => code !== undefined)),
      ...noteOf(context, 'riskStatement', 'riskStatementNoteId'),
      ...noteOf(context, 'contingency', 'contingencyNoteId'),
      ...(draft.marks.crossBorder ? { crossBorder: true } : {}),
      addenda: [],
    };
    draft.plans.push(plan);
    for (const action of made) {
      context.event('action.added', {
        action: action.actionId,
        code: action.code,
        priority: action.priority,
        agency: action.owner.agencyId,
        dueAt: action.dueAt,
        interim: false,
        proposedBy: action.proposedBy,
      });
      const added = draft.actions.find((a) => a.actionId === action.actionId);
      if (added?.priority === 'immediate') startActionClocks(draft, added, context);
    }
    for (const item of input.notAdopted) context.event('plan.item_not_adopted', item);
    const gaps = planGaps(draft, actions);
    context.event('plan.recorded', {
      plan: planId,
      kind: input.kind,
      version: plan.version,
      late: plan.late,
      actions: plan.actionIds,
      emptyStreams: gaps.streams,
      membersWithoutAction: gaps.members,
    });
    context.did('plan.recorded');
    for (const { actionId, reason } of input.supersede) {
      const action = draft.actions.find((a) => a.actionId === actionId);
      if (action) endAction(draft, action, { outcome: 'superseded', reason }, context);
    }
    return undefined;
  },
});

/** Which document an action belongs to: managing his risk stands apart where the profile has two (S4-03). */
const kindOf = (action: Action, context: CaseContext): PlanVersion['kind'] =>
  context.policy.plans.includes('risk_management_plan') && action.part === 'risk_management'
    ? 'risk_management_plan'
    : 'safety_plan';

function carriedActions(draft: Draft<CaseState>, context: CaseContext, kind: PlanVersion['kind']): Action[] {
  return openActions(draft).filter((action) => {
    if (action.negotiation === 'declined') return false;
    const plan = draft.plans.find((p) => p.planId === action.planId);
    return (plan?.kind ?? kindOf(action, context)) === kind;
  });
}

function supersededOf(
  carried: readonly Action[],
  supersede: readonly { actionId: string; reason: string }[],
): readonly { actionId: string }[] | Refusal {
  if (supersede.every((s) => carried.some((a) => a.actionId === s.actionId))) return supersede;
  return refuse('no-such-action', 'an action to be superseded is not open in this plan', {
    field: 'supersede',
  });
}

function toAction(item: PlanActionInput, n: number, planId: string, context: CaseContext): Action {
  const {
    dueAt = dueByPriority(item.priority, context),
    againstWishes,
    adopted: _a,
    agreed: _g,
    ...rest
  } = item;
  const note = context.notes[`actions.${n}`];
  return {
    ...rest,
    actionId: context.newId('act', planId, n),
    planId,
    interim: false,
    dueAt,
    ...(note ? { descriptionNoteId: note.noteId } : {}),
    keptOutOfEmail: note?.identifying ?? false,
    createdAt: context.now,
    negotiation: 'accepted',
    status: 'not_started',
    ...(againstWishes === undefined ? {} : { against: { wishes: true, reason: againstWishes } }),
    feedback: [],
    handOns: [],
    extensions: [],
  };
}

function noteOf(context: CaseContext, field: string, key: 'riskStatementNoteId' | 'contingencyNoteId') {
  const found = noteId(context, field);
  return found.noteId === undefined ? {} : { [key]: found.noteId };
}
