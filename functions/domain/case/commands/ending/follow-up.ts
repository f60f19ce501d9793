import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { instantSchema } from '../../../calendar/instants.ts';
import { startClock } from '../../../clocks/manage.ts';
import { codeSchema } from '../../../shared/code.ts';
import { requireAhead } from '../../../shared/dates.ts';
import { noteId } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { convenorRecipient, openChasedTask } from '../../chased-tasks.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { move } from '../../move.ts';
import { leadOrConvenor, requireFunction } from '../../roles.ts';
import type { CaseState } from '../../state.ts';
import { agenciesToTell } from './agencies-to-tell.ts';
import { settleIncident, undecidedIncidents } from './incidents.ts';

const evaluation = { reason: codeSchema, evaluationShown: z.boolean() };

/** A refusal unless done and effect of the last actions were before whoever decides (S4-15). */
export function requireEvaluation(state: Draft<CaseState>, shown: boolean) {
  if (shown || state.actions.length === 0) return undefined;
  return refuse('evaluation-not-shown', 'look at the done and the effect of the last actions first', {
    missing: ['evaluationShown'],
    duty: 'S4-15',
  });
}

function keep(
  draft: Draft<CaseState>,
  entry: Omit<CaseState['followUps'][number], 'at'>,
  context: CaseContext,
): void {
  draft.followUps.push({ ...entry, at: context.now, ...noteId(context, 'reason') });
  context.event(`followup.${entry.decision}`, { reason: entry.reason, until: entry.until });
  context.did(`followup.${entry.decision}`);
}

/**
 * The lead itself calls a follow-up meeting, with its reason (S0-33). A new cycle begins; open actions stay,
 * and what incidents asked for a decision is decided by the call.
 */
export const callFollowUp = defineCaseCommand({
  name: 'callFollowUp',
  title: 'Call a follow-up meeting',
  duty: ['S0-08', 'S0-33', 'S4-13', 'S4-14', 'S4-15'],
  phases: ['action_deadlines', 'follow_up_call', 'closure'],
  by: 'worker',
  input: z.strictObject(evaluation),
  decide(draft, { reason, evaluationShown }, context) {
    const by = requireFunction(draft, context, leadOrConvenor, { duty: 'S0-33' });
    if ('kind' in by) return by;
    const unseen = requireEvaluation(draft, evaluationShown);
    if (unseen) return unseen;
    keep(draft, { by: by.representativeId, decision: 'called', reason, evaluationShown }, context);
    for (const incident of undecidedIncidents(draft)) {
      const decided = { decision: 'follow_up', reason, by: by.representativeId };
      settleIncident(draft, incident.incidentId, decided, context);
    }
    draft.cycle += 1;
    move(draft, 'callFollowUp', 'meeting_scheduling', context);
    const convene = draft.clocks.findLast((clock) => clock.rule === 'meeting.convene');
    context.message({
      kind: 'follow_up_called',
      to: agenciesToTell(draft),
      params: { cycle: draft.cycle, ...(convene ? { dueAt: convene.dueAt } : {}) },
    });
    lookAtLength(draft, context);
    return undefined;
  },
});

/** Past the number of meetings that short term means, somebody decides whether to go on or to close (S0-08). */
function lookAtLength(draft: Draft<CaseState>, context: CaseContext): void {
  const held = draft.meetings.filter((meeting) => meeting.status === 'held').length;
  if (held < context.policy.limits.shortTermMeetings) return;
  const { chair } = draft.contacts;
  openChasedTask(draft, context, {
    code: 'shortterm.review',
    for: chair ? { ...chair } : convenorRecipient(draft),
    reason: `meetings_${held}`,
    tell: true,
  });
}

/** Where no follow-up is required the lead records that decision, and the case goes on to closure (S0-33). */
export const recordNoFollowUpNeeded = defineCaseCommand({
  name: 'recordNoFollowUpNeeded',
  title: 'Record that no follow-up meeting is needed',
  duty: ['S0-33', 'S4-15'],
  phases: ['follow_up_call'],
  by: 'worker',
  input: z.strictObject(evaluation),
  decide(draft, { reason, evaluationShown }, context) {
    const by = requireFunction(draft, context, leadOrConvenor, { duty: 'S0-33' });
    if ('kind' in by) return by;
    const unseen = requireEvaluation(draft, evaluationShown);
    if (unseen) return unseen;
    const undecided = undecidedIncidents(draft);
    if (undecided.length > 0)
      return refuse('incident-undecided', 'decide first what follows from each new incident', {
        missing: undecided.map((incident) => incident.incidentId),
        duty: 'S0-12',
      });
    keep(draft, { by: by.representativeId, decision: 'not_needed', reason, evaluationShown }, context);
    move(draft, 'recordNoFollowUpNeeded', 'closure', context);
    return undefined;
  },
});

/** The lead looks again on a named day; until then the open actions go on. */
export const postponeFollowUp = defineCaseCommand({
  name: 'postponeFollowUp',
  title: 'Put the decision on a follow-up off until a day',
  duty: ['S0-33', 'judgement'],
  phases: ['follow_up_call'],
  by: 'worker',
  input: z.strictObject({ ...evaluation, until: instantSchema }),
  decide(draft, { reason, evaluationShown, until }, context) {
    const by = requireFunction(draft, context, leadOrConvenor, { duty: 'S0-33' });
    if ('kind' in by) return by;
    const refusal = requireEvaluation(draft, evaluationShown) ?? requireAhead(context, until, 'until');
    if (refusal) return refusal;
    keep(draft, { by: by.representativeId, decision: 'postponed', reason, evaluationShown, until }, context);
    move(draft, 'postponeFollowUp', 'action_deadlines', context);
    startClock(draft, context, 'followup.call', { dueAt: until });
    return undefined;
  },
});
