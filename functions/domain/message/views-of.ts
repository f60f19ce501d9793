import type { AgencyState } from '../agency/state.ts';
import { hasEndorsed, isAnswered } from '../meeting/queries.ts';
import type { MeetingState } from '../meeting/state.ts';
import type { GateAgency, GateMeeting } from './views.ts';

/** What the gate reads of an agency. */
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

/** What the gate reads of a meeting. Only the last word of each worker on confidentiality counts. */
export function gateMeeting(state: MeetingState): GateMeeting {
  const heard = state.cases.filter((row) => row.status === 'listed' || row.status === 'heard');
  const caseIds = heard.map((row) => row.caseId);
  return {
    meetingId: state.meetingId,
    status: state.status,
    startsAt: state.startsAt,
    caseIds,
    formerCaseIds: [...new Set(state.cases.map((row) => row.caseId).filter((id) => !caseIds.includes(id)))],
    chair: state.chair,
    minuteTaker: state.minuteTaker,
    invited: state.invitations.map((invitation) => ({
      agencyId: invitation.agencyId,
      representativeId: invitation.representativeId,
      caseIds: invitation.caseIds,
      withdrawn: invitation.withdrawnAt !== undefined,
      answeredFor: state.returns
        .filter((given) => given.agencyId === invitation.agencyId && isAnswered(given))
        .map((given) => given.caseId),
    })),
    endorsed: state.endorsements
      .filter((e) => e.status === 'endorsed' && hasEndorsed(state, e.worker))
      .map((e) => ({ worker: e.worker, at: e.at })),
  };
}
