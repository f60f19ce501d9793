import type { AgencyState } from '../../domain/agency/state.ts';
import { hasEndorsed, invitationRecipient, isAnswered } from '../../domain/meeting/queries.ts';
import type { Invitation } from '../../domain/meeting/schema/invitations.ts';
import type { MeetingState } from '../../domain/meeting/state.ts';
import type { GateAgency, GateMeeting } from '../../domain/message/views.ts';

/** What the gate sees of an agency. */
export const gateAgency = (state: AgencyState): GateAgency => ({
  agencyId: state.agencyId,
  name: state.name,
  domains: state.domains,
  representatives: state.representatives,
  posts: state.posts,
  namedContactsOnly: state.namedContactOnly.on,
  integrityContactId: state.namedContactOnly.integrityContactId,
  agreements: state.agreements,
});

/** What the gate sees of a meeting. */
export function gateMeeting(state: MeetingState): GateMeeting {
  const isHeard = (status: string) => status === 'listed' || status === 'heard';
  return {
    meetingId: state.meetingId,
    status: state.status,
    startsAt: state.startsAt,
    caseIds: state.cases.filter(({ status }) => isHeard(status)).map(({ caseId }) => caseId),
    formerCaseIds: state.cases.filter(({ status }) => !isHeard(status)).map(({ caseId }) => caseId),
    chair: state.chair,
    minuteTaker: state.minuteTaker,
    invited: state.invitations.map((invitation) => ({
      ...invitationRecipient(invitation),
      caseIds: invitation.caseIds,
      withdrawn: invitation.withdrawnAt !== undefined,
      answeredFor: answeredFor(state, invitation),
    })),
    endorsed: state.endorsements
      .filter(({ worker }) => hasEndorsed(state, worker))
      .map(({ worker, at }) => ({ worker, at })),
  };
}

const answeredFor = (state: MeetingState, { agencyId, caseIds }: Invitation): string[] =>
  state.returns
    .filter((given) => given.agencyId === agencyId && caseIds.includes(given.caseId) && isAnswered(given))
    .map(({ caseId }) => caseId);
