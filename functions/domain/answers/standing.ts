import { findRepresentative } from '../agency/queries.ts';
import type { AgencyState } from '../agency/state.ts';
import { isExcluded, sameWorker } from '../case/queries.ts';
import { isActionOpen } from '../case/schema/actions.ts';
import type { CaseState } from '../case/state.ts';
import { runsMeeting } from '../meeting/commands/who.ts';
import { findCase, isExcludedFrom } from '../meeting/queries.ts';
import type { MeetingState } from '../meeting/state.ts';
import type { Recipient } from '../shared/recipient.ts';
import type { Link } from './link.ts';

/** What a link is held against whenever it is used. */
export interface Standings {
  agency: AgencyState | undefined;
  meeting?: MeetingState | undefined;
  /** Of the meeting, or the one case that the link opens. */
  cases: readonly CaseState[];
}

/** Cases that a link opens now; none means that it opens nothing any more. */
export function openCases(link: Link, { agency, meeting, cases }: Standings): CaseState[] {
  if (!agency || !isStillThere(link, agency)) return [];
  const free = cases.filter((state) => !isShut(link, state));
  if (link.opens.meetingId === undefined) return free.filter((state) => asksOf(link, state));
  if (!meeting || (meeting.status !== 'scheduled' && meeting.status !== 'held')) return [];
  const asked = meetingCasesOf(link, meeting);
  return free.filter(({ caseId }) => asked.includes(caseId));
}

const people = ({ to, named }: Link): Recipient[] => (named ? [to, named] : [to]);

function isStillThere({ to }: Link, agency: AgencyState): boolean {
  if (to.representativeId !== undefined) return findRepresentative(agency, to.representativeId) !== undefined;
  return !agency.namedContactOnly.on;
}

/** Exclusion beats everything; a mailbox may be read by whoever of the agency is excluded. */
const isShut = (link: Link, state: CaseState): boolean =>
  people(link).some((who) => isExcluded(state, who)) ||
  (link.to.representativeId === undefined &&
    state.exclusions.some((e) => e.liftedAt === undefined && e.agencyId === link.to.agencyId));

/** Cases of the meeting for which this recipient is invited, or which they run. */
function meetingCasesOf(link: Link, meeting: MeetingState): string[] {
  const { to } = link;
  const invited = meeting.invitations.filter(
    (i) =>
      i.withdrawnAt === undefined &&
      i.agencyId === to.agencyId &&
      (i.representativeId === undefined ||
        to.representativeId === undefined ||
        people(link).some((who) => who.representativeId === i.representativeId)),
  );
  const { representativeId } = to;
  const runs =
    representativeId !== undefined && runsMeeting(meeting, { agencyId: to.agencyId, representativeId });
  const ids = runs ? meeting.cases.map(({ caseId }) => caseId) : invited.flatMap(({ caseIds }) => caseIds);
  return ids.filter((id) => {
    const row = findCase(meeting, id);
    const isHeard = row?.status === 'listed' || row?.status === 'heard';
    return isHeard && people(link).every((who) => !isExcludedFrom(row, who));
  });
}

/** Whether the action, the offer or the declaration still is this recipient's to answer. */
function asksOf({ opens, to, named }: Link, state: CaseState): boolean {
  const { representativeId } = to;
  if (representativeId === undefined) return false;
  const holders = [{ agencyId: to.agencyId, representativeId }, ...(named ? [named] : [])];
  if (opens.actionId !== undefined) {
    const action = state.actions.find(({ actionId }) => actionId === opens.actionId);
    return action !== undefined && isActionOpen(action) && holders.some((w) => sameWorker(w, action.owner));
  }
  if (opens.offerId !== undefined) {
    const offer = state.lead.offers.find(({ offerId }) => offerId === opens.offerId);
    return offer?.status === 'offered' && holders.some((w) => sameWorker(w, offer.to));
  }
  return state.phase !== 'closed';
}
