import type { Draft } from 'immer';
import { endClocks } from '../../../clocks/manage.ts';
import { isLive } from '../../../clocks/schema.ts';
import type { CaseContext } from '../../command.ts';
import { currentMeeting, currentMembers, openActions, sameWorker } from '../../queries.ts';
import type { CaseState } from '../../state.ts';
import { endTasksThat } from '../../tasks.ts';
import { stopHeldCopies } from '../plan/copies.ts';

/**
 * Clocks that make sense only while work goes on. What is left of actions, transfers, corrections, releases,
 * flags, holds, incidents and tasks outlives the work and runs on in the watch.
 */
export const workClocks: readonly string[] = [
  'triage.decision',
  'draft.stale',
  'information.requested',
  'consent.attempt',
  'consent.decision',
  'consent.withdrawn',
  'consent.renew',
  'participation.chase',
  'declaration.chase',
  'lead.offer',
  'feedback.collect',
  'shortterm.review',
];
/** Tasks that a closed case no longer asks for: nobody goes on asking for consent to meetings that will not be. */
export const workTasks: readonly string[] = [
  'attempt_consent',
  'complete_informed_consent',
  'decide_basis',
  'end_after_withdrawal',
  'decide_triage',
  'decide_triage_review',
  'provide_information',
  'find_meeting',
  'accept_convening',
  'agency_basis_missing',
  'endorse_confidentiality',
  'assess_risk',
  'ask_cultural_support',
  'identify_risk',
  'determine_significant_risk',
  'lead_offer_failed',
  'shortterm.review',
  'case.reopened',
];

/**
 * End what belongs to the work on a case that leaves it, and take the case off the meeting to come. Of held
 * copies only those whose actions run on in the watch are still waited for.
 */
export function leaveWork(draft: Draft<CaseState>, context: CaseContext): void {
  for (const rule of workClocks) endClocks(draft, context, { rule }, 'cancelled');
  endTasksThat(draft, context, (task) => workTasks.includes(task.code), 'cancelled', 'case_closed');
  stopHeldCopies(draft, context, (to) => !openActions(draft).some((action) => sameWorker(action.owner, to)));
  for (const offer of draft.lead.offers) {
    if (offer.status !== 'offered') continue;
    offer.status = 'expired';
    offer.endedAt = context.now;
  }
  leaveMeeting(draft, context);
}

/** Take the case off the meeting to come, if there is one. */
function leaveMeeting(draft: Draft<CaseState>, context: CaseContext): void {
  const meeting = currentMeeting(draft);
  if (!meeting) return;
  const { meetingId } = meeting;
  for (const known of draft.meetings) if (known.meetingId === meetingId) known.status = 'cancelled';
  context.command({
    aggregate: 'meeting',
    id: meetingId,
    name: 'removeCase',
    input: { caseId: draft.caseId },
  });
}

/**
 * End every clock, and every task, of a record that ends for good. The meeting to come and the records of its
 * members are told, so that nothing more is said to it.
 */
export function endEverything(draft: Draft<CaseState>, context: CaseContext, because: string): void {
  for (const clock of draft.clocks) {
    if (!isLive(clock)) continue;
    clock.status = 'cancelled';
    clock.endedAt = context.now;
    context.event('clock.cancelled', { clock: clock.clockId, rule: clock.rule, because });
  }
  endTasksThat(draft, context, () => true, 'cancelled', because);
  stopHeldCopies(draft, context, () => true);
  leaveMeeting(draft, context);
  const input = { caseId: draft.caseId };
  for (const { personId } of currentMembers(draft))
    context.command({ aggregate: 'person', id: personId, name: 'leaveCase', input });
}
