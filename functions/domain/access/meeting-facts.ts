import type { AgencyState } from '../agency/state.ts';
import { activeInvitations, findCase, invitationRecipient, isExcludedFrom } from '../meeting/queries.ts';
import type { MeetingState } from '../meeting/state.ts';
import { isWorker } from '../message/grounds.ts';
import type { Worker } from '../shared/actor.ts';
import { type AccessFacts, noFacts } from './facts.ts';
import { answersFor, isShut, withoutColleagues } from './named-contacts.ts';
import type { Relation } from './relations.ts';
import type { Subject } from './subject.ts';

/**
 * What a worker is to a meeting, for one of its cases or, without one, for the meeting itself. Whose agency has
 * named nobody knows of it, and answers only for one that they answer for: whoever answered or endorsed first would
 * be its representative, and may be any of thousands.
 * @param answers whether the worker answers for an agency that has named nobody (`answersFor`)
 */
export function meetingRelations(
  state: MeetingState,
  worker: Worker,
  caseId?: string,
  answers = false,
): Relation[] {
  const found: Relation[] = [];
  const isOpen = activeInvitations(state).some(
    (one) => one.agencyId === worker.agencyId && one.representativeId === undefined,
  );
  if (isWorker(worker, state.chair)) found.push('chair');
  if (isWorker(worker, state.minuteTaker)) found.push('minute_taker');
  for (const invitation of activeInvitations(state)) {
    if (caseId !== undefined && !invitation.caseIds.includes(caseId)) continue;
    if (isWorker(worker, invitation.proxy)) found.push('proxy');
    if (invitation.agencyId !== worker.agencyId) continue;
    found.push(isOpen && !answers ? 'member_agency' : 'invited_agency');
    if (isWorker(worker, invitationRecipient(invitation)))
      found.push(invitation.role === 'proxy' ? 'proxy' : 'invited');
  }
  if (state.present.some((one) => one.as === 'observer' && isWorker(worker, one.worker)))
    found.push('observer');
  return found;
}

/** Only asked to endorse: nobody becomes a representative by it. */
const isAskedAfterwards = ({ role, withdrawnAt }: MeetingState['invitations'][number]): boolean =>
  role === 'afterwards' && withdrawnAt === undefined;

/**
 * Facts of a meeting by itself: who runs it, who is invited, whose task it has. About its content they say
 * nothing: that is read in one of its cases. An exclusion from all its cases, or from the one concerned, counts.
 * @param agency the subject's own, as the directory has it
 */
export function meetingFacts(
  state: MeetingState,
  subject: Subject,
  caseId?: string,
  agency?: AgencyState,
): AccessFacts {
  const { agencyId, representativeId, roles } = subject;
  const worker: Worker = { agencyId, representativeId };
  const rows =
    caseId === undefined
      ? state.cases.filter(({ status }) => status === 'listed' || status === 'heard')
      : [findCase(state, caseId)];
  const runs = [state.chair, state.minuteTaker, state.scheduledBy].some((one) => one?.agencyId === agencyId);
  const leads = state.cases.some(({ lead }) => lead.agencyId === agencyId);
  const open = state.tasks.filter(({ status }) => status === 'open');
  const more: readonly (readonly [Relation, boolean])[] = [
    ['lead', state.cases.some(({ lead }) => isWorker(worker, lead))],
    ['convenor', isWorker(worker, state.scheduledBy)],
    ['convening_team', runs && roles.includes('coordinator')],
    ['convening_agency', runs],
    ['runs_for_agency', (runs || leads) && roles.includes('agency_manager')],
    ['lead_agency', leads],
    ['invited_agency', state.invitations.some((i) => isAskedAfterwards(i) && i.agencyId === agencyId)],
    ['task', open.some((task) => isWorker(worker, task.for))],
    ['task_agency', open.some((task) => task.for.agencyId === agencyId)],
  ];
  return {
    ...noFacts,
    exists: caseId === undefined || rows[0] !== undefined,
    relations: new Set(
      withoutColleagues(
        [
          ...meetingRelations(state, worker, caseId, answersFor(agency, subject)),
          ...more.filter(([, holds]) => holds).map(([relation]) => relation),
        ],
        isShut(agency, representativeId),
      ),
    ),
    excluded: rows.length > 0 && rows.every((row) => isExcludedFrom(row, worker)),
  };
}

/**
 * Facts of an agency in the directory: one's own, or somebody else's. One that is written to by named contact only
 * is not managed from inside but by its integrity contact: a manager could open it again, or send the contact's
 * mail to an address of their own.
 */
export function agencyFacts(state: AgencyState, { agencyId, representativeId, roles }: Subject): AccessFacts {
  const isOwn = state.agencyId === agencyId;
  const manages = isOwn && roles.includes('agency_manager') && !isShut(state, representativeId);
  const convenes = roles.includes('coordinator') && !(isOwn && isShut(state, representativeId));
  const open = state.tasks.some(({ status, for: to }) => status === 'open' && to.agencyId === agencyId);
  return {
    ...noFacts,
    exists: true,
    ownRegion: true,
    relations: new Set<Relation>([
      ...(isOwn ? (['own_worker'] as const) : []),
      ...(manages ? (['own_manager'] as const) : []),
      ...(convenes ? (['convening_team'] as const) : []),
      // Also of another agency: the convening team is asked to ring where mail does not arrive.
      ...(open ? (['task_agency'] as const) : []),
    ]),
  };
}
