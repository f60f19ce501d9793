import type { ClockEnd } from '../clocks/schema.ts';
import { openPhases, type Phase } from './phases.ts';

/** One legal move between phases. `on` is a command, or `clock:<rule>` when time alone moves the case. */
export interface Move {
  from: Phase;
  on: string;
  to: Phase;
}

const listed: readonly Move[] = [
  { from: 'referral', on: 'acceptReferral', to: 'consent_attempt' },
  { from: 'referral', on: 'clock:triage.review', to: 'closed' },
  { from: 'referral', on: 'withdrawInError', to: 'closed' },
  { from: 'consent_attempt', on: 'decideBasis', to: 'meeting_scheduling' },
  { from: 'consent_attempt', on: 'recordConsentAttempt', to: 'meeting_scheduling' },
  // The last person who had not answered left the family group, changed role or died.
  { from: 'consent_attempt', on: 'removeMember', to: 'meeting_scheduling' },
  { from: 'consent_attempt', on: 'changeMemberRole', to: 'meeting_scheduling' },
  { from: 'consent_attempt', on: 'confirmMisidentification', to: 'meeting_scheduling' },
  { from: 'consent_attempt', on: 'reviewDeathHold', to: 'meeting_scheduling' },
  // Urgent: the attempt and the scheduling run side by side; the basis must stand before disclosure.
  { from: 'consent_attempt', on: 'meetingScheduled', to: 'meeting_preparation' },
  { from: 'consent_attempt', on: 'recordCallNotCarriedOut', to: 'closure' },
  { from: 'meeting_scheduling', on: 'meetingScheduled', to: 'meeting_preparation' },
  { from: 'meeting_scheduling', on: 'recordCallNotCarriedOut', to: 'closure' },
  { from: 'meeting_preparation', on: 'meetingCancelled', to: 'meeting_scheduling' },
  // The chair saw that too few would come before the hour struck.
  { from: 'meeting_preparation', on: 'meetingNotQuorate', to: 'meeting_scheduling' },
  { from: 'meeting_preparation', on: 'clock:meeting.start', to: 'meeting' },
  { from: 'meeting_preparation', on: 'meetingHeld', to: 'meeting' },
  { from: 'meeting', on: 'meetingCancelled', to: 'meeting_scheduling' },
  { from: 'meeting', on: 'meetingNotQuorate', to: 'meeting_scheduling' },
  { from: 'meeting', on: 'meetingMoved', to: 'meeting_preparation' },
  // Deferred while the meeting sat, and taken by another before the first one's word came.
  { from: 'meeting', on: 'meetingScheduled', to: 'meeting_preparation' },
  { from: 'meeting', on: 'issuePlan', to: 'action_deadlines' },
  { from: 'meeting', on: 'recordNoPlan', to: 'follow_up_call' },
  { from: 'action_deadlines', on: 'clock:followup.call', to: 'follow_up_call' },
  { from: 'action_deadlines', on: 'closeAction', to: 'follow_up_call' },
  { from: 'action_deadlines', on: 'reportIncident', to: 'follow_up_call' },
  { from: 'action_deadlines', on: 'callFollowUp', to: 'meeting_scheduling' },
  { from: 'follow_up_call', on: 'callFollowUp', to: 'meeting_scheduling' },
  { from: 'follow_up_call', on: 'recordNoFollowUpNeeded', to: 'closure' },
  { from: 'follow_up_call', on: 'postponeFollowUp', to: 'action_deadlines' },
  { from: 'closure', on: 'callFollowUp', to: 'meeting_scheduling' },
  { from: 'closure', on: 'reportIncident', to: 'follow_up_call' },
  { from: 'closure', on: 'closeCase', to: 'closed_watch' },
  { from: 'closed_watch', on: 'reopenCase', to: 'follow_up_call' },
  { from: 'closed_watch', on: 'confirmWatchEnd', to: 'closed' },
];

/** Moves by which a phase is given up, so that what its clocks waited for did not come. */
const givesUp: readonly string[] = [
  'meetingCancelled',
  'meetingNotQuorate',
  'meetingMoved',
  'withdrawInError',
  'overrideClose',
  'confirmTransferReceived',
];

/** Clocks of a phase that wait for an answer of others: left with the phase, the answer never came. */
const waitForAnswers: readonly string[] = ['info.return'];

/** How a clock of a phase ends when the case moves on; that of an answer which came has ended before. */
export function clockEndAt(on: string, rule: string): ClockEnd {
  if (givesUp.includes(on)) return 'cancelled';
  return waitForAnswers.includes(rule) ? 'unanswered' : 'met';
}

/** Moves that any phase of work allows. */
const fromAnyWorkingPhase: readonly Omit<Move, 'from'>[] = [
  { on: 'withdrawInError', to: 'closed' },
  { on: 'confirmTransferReceived', to: 'closed_watch' },
  { on: 'overrideClose', to: 'closed_watch' },
];

/**
 * The legal moves between phases, as data. The domain refuses every other move; the API's answers, the state
 * machine's test and the figure in the README come from this table.
 */
export const moves: readonly Move[] = [
  ...listed,
  ...openPhases
    .filter((from) => from !== 'referral')
    .flatMap((from) => fromAnyWorkingPhase.map((move): Move => ({ from, ...move }))),
];

/** Whether the table allows `on` to move a case from one phase to another. */
export const isLegalMove = (from: Phase, on: string, to: Phase): boolean =>
  moves.some((move) => move.from === from && move.on === on && move.to === to);

/**
 * The clock rules that start when a case enters a phase; they are cancelled when it leaves. Each phase but
 * the last has at least one, so that a case is never without a next clock (guard f).
 */
export const phaseClocks: Readonly<Record<Phase, readonly string[]>> = {
  referral: ['triage.decision'],
  consent_attempt: ['consent.attempt'],
  meeting_scheduling: ['meeting.convene'],
  meeting_preparation: ['meeting.start', 'info.return'],
  meeting: ['meeting.outcome', 'plan.issue'],
  action_deadlines: ['followup.call', 'feedback.collect'],
  follow_up_call: ['followup.decision'],
  closure: ['closure.complete'],
  closed_watch: ['watch.lapse'],
  closed: [],
};
