import type { AgencyState } from '../../domain/agency/state.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { MeetingState } from '../../domain/meeting/state.ts';
import type { PersonState } from '../../domain/person/state.ts';
import type { AggregateType } from '../../domain/shared/aggregate.ts';

/** Ids by the names of path parameters, `agencyId` of the caller included where a path has none. */
export type Ids = Readonly<Record<string, string | undefined>>;

/** Something that people edit: what belongs to it and nothing else, so that only its own changes count. */
export interface Thing {
  aggregate: AggregateType;
  /** Its part of the aggregate's state; undefined if it is not there. */
  part(state: unknown, ids: Ids): unknown;
  /** The id by which events speak of it. */
  id(ids: Ids): string | undefined;
}

/** Erases the type of the state: `part` only ever gets states of its own aggregate. */
const thing =
  <State>(aggregate: AggregateType) =>
  (part: (state: State, ids: Ids) => unknown, id: (ids: Ids) => string | undefined): Thing => ({
    aggregate,
    part: (state, ids) => part(state as State, ids),
    id,
  });
const ofCase = thing<CaseState>('case');
const ofMeeting = thing<MeetingState>('meeting');
const ofPerson = thing<PersonState>('person');
const ofAgency = thing<AgencyState>('agency');

/** The things that ETag and If-Match are about, by the names that routes and reads use. */
export const things = {
  action: ofCase(
    ({ actions }, { actionId }) => actions.find((one) => one.actionId === actionId),
    ({ actionId }) => actionId,
  ),
  leadOffer: ofCase(
    ({ lead }, { offerId }) => lead.offers.find((one) => one.offerId === offerId),
    ({ offerId }) => offerId,
  ),
  member: ofCase(
    ({ members }, { personId }) => members.filter((one) => one.personId === personId),
    ({ personId }) => personId,
  ),
  participant: ofCase(
    ({ agencies }, { agencyId }) => agencies.filter((one) => one.agencyId === agencyId),
    ({ agencyId }) => agencyId,
  ),
  incident: ofCase(
    ({ risk }, { incidentId }) => risk.incidents.find((one) => one.incidentId === incidentId),
    ({ incidentId }) => incidentId,
  ),
  caseTask: ofCase(
    ({ tasks }, { taskId }) => tasks.find((one) => one.taskId === taskId),
    ({ taskId }) => taskId,
  ),
  clock: ofCase(
    ({ clocks }, { clockId }) => clocks.find((one) => one.clockId === clockId),
    ({ clockId }) => clockId,
  ),
  referral: ofCase(
    ({ referral, members, urgency, marks, agencies, contacts }) => ({
      referral,
      members,
      urgency,
      marks,
      agencies,
      contacts,
    }),
    () => undefined,
  ),
  /** Time, place and list; not the answers of those invited. */
  meeting: ofMeeting(
    ({ kind, mode, startsAt, lengthMinutes, status, chair, minuteTaker, cases, agendas, heldAt }) => ({
      kind,
      mode,
      startsAt,
      lengthMinutes,
      status,
      chair,
      minuteTaker,
      cases,
      agendas,
      heldAt,
    }),
    () => undefined,
  ),
  /** What an agency tells the meeting about a case. */
  writtenReturn: ofMeeting(
    ({ returns }, { caseId, agencyId }) =>
      returns.find((one) => one.caseId === caseId && one.agencyId === agencyId),
    ({ caseId }) => caseId,
  ),
  identity: ofPerson(
    ({ identity, identityUnknown }) => ({ identity, identityUnknown }),
    () => undefined,
  ),
  safeContact: ofPerson(
    ({ safeContact }) => safeContact,
    () => undefined,
  ),
  order: ofPerson(
    ({ orders }, { orderId }) => orders.find((one) => one.orderId === orderId),
    ({ orderId }) => orderId,
  ),
  /** Its standing, not its people. */
  agency: ofAgency(
    ({ name, kind, scope, responsibilities, domains, localities, posts, namedContactOnly, agreements }) => ({
      name,
      kind,
      scope,
      responsibilities,
      domains,
      localities,
      posts,
      namedContactOnly,
      agreements,
    }),
    () => undefined,
  ),
  representative: ofAgency(
    ({ representatives }, { representativeId }) =>
      representatives.find((one) => one.representativeId === representativeId),
    ({ representativeId }) => representativeId,
  ),
} as const satisfies Record<string, Thing>;
export type ThingName = keyof typeof things;
