import { addElapsed, type Instant } from '../calendar/instants.ts';
import type { Worker } from '../shared/actor.ts';
import type { Recipient } from '../shared/recipient.ts';
import type { MeetingCase } from './schema/cases.ts';
import type { Attendance, Invitation } from './schema/invitations.ts';
import type { WrittenReturn } from './schema/returns.ts';
import type { MeetingState } from './state.ts';

export const endsAt = (state: Pick<MeetingState, 'startsAt' | 'lengthMinutes'>): Instant =>
  addElapsed(state.startsAt, { minutes: state.lengthMinutes });

export const listedCases = (state: MeetingState): MeetingCase[] =>
  state.cases.filter((row) => row.status === 'listed').toSorted((a, b) => a.order - b.order);

export const findCase = (state: MeetingState, caseId: string): MeetingCase | undefined =>
  state.cases.findLast((row) => row.caseId === caseId);

/** Whether a worker is excluded from a case on the list: exclusion beats every part in the meeting. */
export const isExcludedFrom = (row: Pick<MeetingCase, 'excluded'> | undefined, worker: Recipient): boolean =>
  (row?.excluded ?? []).some(
    (e) =>
      e.agencyId === worker.agencyId &&
      (e.representativeId === undefined || e.representativeId === worker.representativeId),
  );

/** Invitations that stand; those who only endorse afterwards are not among them. */
export const activeInvitations = (state: MeetingState): Invitation[] =>
  state.invitations.filter((i) => i.withdrawnAt === undefined && i.role !== 'afterwards');

export const invitationRecipient = (invitation: Invitation): Recipient =>
  invitation.representativeId === undefined
    ? { agencyId: invitation.agencyId, post: invitation.post ?? 'mailbox' }
    : { agencyId: invitation.agencyId, representativeId: invitation.representativeId };

/** The invitation a worker answers: the own one, else one sent to a post of the agency. */
export function invitationOf(state: MeetingState, worker: Worker): Invitation | undefined {
  const mine = activeInvitations(state).filter((i) => i.agencyId === worker.agencyId);
  return (
    mine.find((i) => i.representativeId === worker.representativeId) ??
    mine.find((i) => i.representativeId === undefined)
  );
}

export const hasEndorsed = (state: MeetingState, worker: Worker): boolean =>
  state.endorsements.findLast(
    (e) => e.worker.agencyId === worker.agencyId && e.worker.representativeId === worker.representativeId,
  )?.status === 'endorsed';

/** Whether a return counts as an answer; an incomplete one does not (S0-42). */
export const isAnswered = (given: WrittenReturn): boolean =>
  given.status !== 'no_response' && given.status !== 'return_outstanding' && given.status !== 'incomplete';

const comes = (state: MeetingState, agencyId: string, caseId: string): boolean =>
  activeInvitations(state).some(
    (i) => i.agencyId === agencyId && i.caseIds.includes(caseId) && i.reply === 'accepted',
  );

/** Returns of a case that nobody gave and nobody will bring in person. */
export const outstandingReturns = (state: MeetingState, caseId: string): WrittenReturn[] =>
  state.returns.filter(
    (given) => given.caseId === caseId && !isAnswered(given) && !comes(state, given.agencyId, caseId),
  );

/** Invitations to a case that nobody answered (S0-35). */
export const outstandingReplies = (state: MeetingState, caseId: string): Invitation[] =>
  activeInvitations(state).filter((i) => i.caseIds.includes(caseId) && i.reply === 'no_response');

/** Invited people who come, or may come, and have not endorsed; the chair sees them by name (S0-18, S1-24). */
export const outstandingDeclarations = (state: MeetingState, caseId: string): Invitation[] =>
  activeInvitations(state).filter(
    (i) =>
      i.caseIds.includes(caseId) &&
      (i.reply === 'accepted' || i.reply === 'no_response') &&
      (i.representativeId === undefined ||
        !hasEndorsed(state, { agencyId: i.agencyId, representativeId: i.representativeId })),
  );

/** Agencies of a case without any answer: they stand in the papers as 'no response' (S0-35). */
export const agenciesWithoutResponse = (state: MeetingState, caseId: string): string[] => [
  ...new Set(
    outstandingReturns(state, caseId)
      .filter((given) => given.status === 'no_response')
      .map((given) => given.agencyId),
  ),
];

/** Cases whose minutes lack the entry on victim safety or on accountability (S0-25). */
export const discussionGaps = (state: MeetingState): { caseId: string; missing: string[] }[] =>
  state.cases
    .filter((row) => row.status === 'listed' || row.status === 'heard')
    .map(({ caseId, discussion }) => ({
      caseId,
      missing: [
        ...(discussion.victimSafetyNoteId === undefined ? ['victim_safety'] : []),
        ...(discussion.accountabilityNoteId === undefined ? ['accountability'] : []),
      ],
    }))
    .filter((gap) => gap.missing.length > 0);

/**
 * Who took part in one case and how, from invitations, returns and who was present. Silence stays
 * `no_response`; an acceptance without coming is `no_show` (S0-35, S0-41).
 */
export function attendanceOf(state: MeetingState, caseId: string): Attendance[] {
  const invited = activeInvitations(state).filter((i) => i.caseIds.includes(caseId));
  const rows = invited
    .filter((i) => i.role === 'representative')
    .map(
      (i): Attendance => ({
        agencyId: i.agencyId,
        ...(i.representativeId === undefined ? {} : { representativeId: i.representativeId }),
        status: statusOf(state, i, caseId),
      }),
    );
  const concerned = new Set(invited.map((i) => i.agencyId));
  const row = findCase(state, caseId);
  const others = state.present.filter(
    ({ worker }) =>
      concerned.has(worker.agencyId) &&
      !isExcludedFrom(row, worker) &&
      !rows.some(
        (known) => known.agencyId === worker.agencyId && known.representativeId === worker.representativeId,
      ),
  );
  return [
    ...rows,
    ...others.map(
      ({ worker, as }): Attendance => ({
        ...worker,
        status: as === 'observer' ? 'observer' : as === 'proxy' ? 'represented_by_proxy' : 'attending',
      }),
    ),
  ];
}

function statusOf(state: MeetingState, invitation: Invitation, caseId: string): Attendance['status'] {
  const here = state.present.find(
    ({ worker }) =>
      worker.agencyId === invitation.agencyId && worker.representativeId === invitation.representativeId,
  );
  if (here) return here.as === 'observer' ? 'observer' : 'attending';
  const proxies = state.invitations.filter(
    (i) => i.role === 'proxy' && i.proxyFor === invitation.invitationId && i.withdrawnAt === undefined,
  );
  const replaced = state.present.some(
    ({ worker, as }) =>
      worker.agencyId === invitation.agencyId &&
      (as === 'proxy' || proxies.some((p) => p.representativeId === worker.representativeId)),
  );
  if (replaced) return 'represented_by_proxy';
  const given = state.returns.find((r) => r.caseId === caseId && r.agencyId === invitation.agencyId);
  const answered = given !== undefined && isAnswered(given);
  if (answered) return 'apology_with_return';
  if (invitation.reply === 'apology') return 'apology_without_return';
  return invitation.reply === 'no_response' ? 'no_response' : 'no_show';
}
