import { currentMeeting } from '../../domain/case/queries.ts';
import type { CaseState } from '../../domain/case/state.ts';
import {
  outstandingDeclarations,
  outstandingReplies,
  outstandingReturns,
} from '../../domain/meeting/queries.ts';
import type { MeetingState } from '../../domain/meeting/state.ts';
import type { Message } from '../../domain/message/messages.ts';

type Outstanding = (meeting: MeetingState, caseId: string) => readonly { agencyId: string }[];

/** What the meeting still waits for, by the clock of the case that chases it. */
const outstanding: Readonly<Record<string, Outstanding>> = {
  'info.return': outstandingReturns,
  'participation.chase': outstandingReplies,
  'declaration.chase': outstandingDeclarations,
};

/**
 * Agencies that owe the coming meeting of a case the answer that a reminder or an escalation is about: else who is
 * told must sign in to see whom to ring (S0-35, S0-41). None for any other message.
 */
export function silentAgencies(
  message: Message,
  state: CaseState | undefined,
  meetings: ReadonlyMap<string, MeetingState>,
): string[] {
  if (!state || (message.kind !== 'reminder' && message.kind !== 'escalation')) return [];
  const meeting = meetings.get(currentMeeting(state)?.meetingId ?? '');
  const owing = meeting ? (outstanding[message.params.rule]?.(meeting, state.caseId) ?? []) : [];
  return [...new Set(owing.map(({ agencyId }) => agencyId))];
}
