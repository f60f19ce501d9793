import { isOnHold } from '../case/on-hold.ts';
import { isHeld } from '../case/queries.ts';
import type { CaseState } from '../case/state.ts';
import type { Recipient } from '../shared/recipient.ts';
import type { ContentClass } from './content.ts';
import { actionOf, agencyBasis, contentFaults, exclusionReasons } from './disclosure.ts';
import { findPlan, holdsPlanGround, isWorker, leadGround, partGround, toldBeforeGround } from './grounds.ts';
import type { Message } from './messages.ts';
import type { StopReason } from './reasons.ts';
import type { Resolved } from './recipient.ts';
import { isInvited } from './relevance.ts';
import { contactDuties, lastStages, liaisonDuties, type Requirement } from './requirements.ts';
import type { GateFacts, GateMeeting } from './views.ts';

/** What the gate finds for one of the cases that a message is about. */
export interface Judged {
  caseId: string;
  reasons: StopReason[];
  ground?: string | undefined;
  basis?: string | undefined;
  content: ContentClass;
}

/** Whether the message may go as far as this case is concerned, on what ground and with how much content. */
export function judge(
  state: CaseState,
  message: Message,
  requirement: Requirement,
  to: Recipient,
  resolved: Resolved,
  meeting: GateMeeting | undefined,
  facts: GateFacts,
): Judged {
  const reasons = exclusionReasons(state, to, resolved, facts.agency);
  const ground = groundOf(state, message, requirement, to, meeting, facts);
  if (ground === undefined) {
    const hasPart = partGround(state, to, facts.now) !== undefined;
    reasons.push(hasPart && requirement.audience !== 'meeting' ? 'no_ground' : 'no_part_in_case');
  }
  reasons.push(...holdReasons(state, message, requirement, facts.now));
  const stage = state.phase === 'closed' || state.phase === 'closed_watch' ? state.phase : 'open';
  if (lastStages.indexOf(stage) > lastStages.indexOf(requirement.lastStage)) reasons.push('case_closed');
  let content: ContentClass = requirement.content;
  if (content !== 'none') {
    const faults = contentFaults(state, message, resolved, facts);
    if (requirement.whole) reasons.push(...faults);
    else if (faults.length > 0) content = 'none';
  }
  const basis = facts.agency && agencyBasis(state, facts.agency, facts);
  return { caseId: state.caseId, reasons, ground, basis, content };
}

function groundOf(
  state: CaseState,
  message: Message,
  requirement: Requirement,
  to: Recipient,
  meeting: GateMeeting | undefined,
  facts: GateFacts,
): string | undefined {
  if (meeting) return meetingGround(meeting, to, message.kind === 'meeting_cancelled');
  switch (requirement.audience) {
    case 'lead':
      return leadGround(state, to, facts.now);
    case 'plan': {
      if (message.kind !== 'plan_copy') return undefined;
      const holds = holdsPlanGround(state, to, message.params, facts.meetings, facts.now);
      return holds ? message.params.ground : undefined;
    }
    case 'told_before':
      // Who asked reads that they asked, whatever other part they have by now.
      if (message.kind === 'triage_outcome' && isWorker(to, state.referral.from)) return 'caller';
      return toldBeforeGround(state, to, facts.now);
    case 'part':
    case 'meeting':
      // After closure the parts have ended, but what is still to be watched is for those who had one.
      // Before a referral is decided on, whoever triages it is asked for that, whatever else they do later.
      if (state.phase === 'referral' && isWorker(to, state.contacts.triage)) return 'triage';
      return state.phase === 'closed_watch'
        ? toldBeforeGround(state, to, facts.now)
        : partGround(state, to, facts.now);
  }
}

/** The part in a meeting; `evenWithdrawn` when somebody is to hear that they are not expected. */
export function meetingGround(
  meeting: GateMeeting,
  to: Recipient,
  evenWithdrawn = false,
): string | undefined {
  const same = (w: Recipient | undefined) =>
    w?.agencyId === to.agencyId && w.representativeId === to.representativeId;
  if (same(meeting.chair)) return 'chair';
  if (same(meeting.minuteTaker)) return 'minute_taker';
  const invited = meeting.invited.some((i) => isInvited(i, to) && (evenWithdrawn || i.withdrawn !== true));
  return invited ? 'invited' : undefined;
}

/** Whether a mail would have somebody go on with an action that is on hold. */
function isPressed(state: CaseState, message: Message): boolean {
  if (message.kind === 'feedback_received') return false;
  if (
    message.kind === 'action_assigned' &&
    ['cancelled', 'taken', 'answered'].includes(message.params.why ?? '')
  )
    return false;
  const action = state.actions.find((a) => a.actionId === actionOf(message));
  return action !== undefined && isOnHold(state, action);
}

function holdReasons(
  state: CaseState,
  message: Message,
  requirement: Requirement,
  now: string,
): StopReason[] {
  const duty =
    message.kind === 'reminder' || message.kind === 'escalation'
      ? message.params.rule
      : message.kind === 'task_assigned'
        ? (message.params.code ?? '')
        : '';
  const reasons: StopReason[] = [];
  const stops = (kind: 'death' | 'misidentification', duties: readonly string[]) =>
    isHeld(state, kind) && (requirement.stoppedBy.includes(kind) || duties.includes(duty));
  if (stops('misidentification', liaisonDuties)) reasons.push('held_misidentification');
  else if (isPressed(state, message)) reasons.push('held_misidentification');
  if (stops('death', contactDuties)) reasons.push('held_death');
  if (message.kind === 'plan_copy') {
    if (!findPlan(state, message.params)) reasons.push('record_missing');
    // Guard (b). An interim lead at night leads as well.
    const leads = state.lead.periods.filter((p) => p.from <= now && (p.to === undefined || now < p.to));
    if (leads.every((p) => p.kind === 'convening')) reasons.push('no_lead');
  }
  return reasons;
}
