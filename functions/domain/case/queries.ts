import type { Draft } from 'immer';
import type { Instant } from '../calendar/instants.ts';
import type { Policy } from '../policy/schema.ts';
import type { Worker } from '../shared/actor.ts';
import type { Recipient } from '../shared/recipient.ts';
import { deskFor } from './convening-team.ts';
import { type Action, isActionOpen } from './schema/actions.ts';
import type { CaseMeeting } from './schema/agencies.ts';
import type { LeadPeriod } from './schema/lead.ts';
import { askedVictimRoles, type Member, victimRoles } from './schema/members.ts';
import type { CaseState } from './state.ts';

type Readable = CaseState | Draft<CaseState>;

/** Members who have not been removed; the dead stay members, so that their history does. */
export const currentMembers = (state: Readable): Member[] =>
  state.members.filter((member) => member.removedAt === undefined);

export const victims = (state: Readable): Member[] =>
  currentMembers(state).filter((m) => victimRoles.includes(m.role));

/** Adult victims: the ones who are asked for consent and told of outcomes. */
export const adultVictims = (state: Readable): Member[] =>
  currentMembers(state).filter((m) => askedVictimRoles.includes(m.role));

export const childVictims = (state: Readable): Member[] =>
  currentMembers(state).filter((m) => m.role === 'child_victim' || m.role === 'unborn_child');

export const peopleUsingViolence = (state: Readable): Member[] =>
  currentMembers(state).filter((m) => m.role === 'person_using_violence');

export const findMember = (state: Readable, personId: string): Member | undefined =>
  currentMembers(state).find((member) => member.personId === personId);

/**
 * The lead at an instant: an interim after-hours lead goes before the lead of the case, and that before the
 * convening lead, which exists from the call on (S1-03).
 */
export function leadAt(state: Readable, at: Instant): LeadPeriod | undefined {
  const open = state.lead.periods.filter((p) => p.from <= at && (p.to === undefined || at < p.to));
  return (
    open.find((p) => p.kind === 'interim_after_hours') ??
    open.find((p) => p.kind === 'lead') ??
    open.find((p) => p.kind === 'convening')
  );
}

/** The lead nominated for the case, apart from interim and convening leads (guard b). */
export const nominatedLeadAt = (state: Readable, at: Instant): LeadPeriod | undefined =>
  state.lead.periods.find((p) => p.kind === 'lead' && p.from <= at && (p.to === undefined || at < p.to));

/** The convening lead, by which the consent attempt is a duty (S1-03, S1-19). */
export const conveningLead = (state: Readable): LeadPeriod | undefined =>
  state.lead.periods.findLast((p) => p.kind === 'convening');

/** The meeting that is to come or being held, if any. */
export const currentMeeting = (state: Readable): CaseMeeting | undefined =>
  state.meetings.findLast((meeting) => meeting.status === 'scheduled');

/** The last meeting at which the case was heard. */
export const lastHeldMeeting = (state: Readable): CaseMeeting | undefined =>
  state.meetings.findLast((meeting) => meeting.status === 'held');

/** Exclusion beats everything: a worker excluded by name, or by an exclusion of the whole agency. */
export const isExcluded = (state: Readable, worker: Recipient): boolean =>
  state.exclusions.some(
    (exclusion) =>
      exclusion.liftedAt === undefined &&
      exclusion.agencyId === worker.agencyId &&
      (exclusion.representativeId === undefined || exclusion.representativeId === worker.representativeId),
  );

/**
 * Who is left when everybody else is excluded or gone: the triage contact, or when that one is excluded too, the
 * convening team's desk. A task for somebody who may not see it is a task for nobody.
 */
export function lastResort(state: Readable, policy: Pick<Policy, 'conveningTeam'>): Recipient {
  const { agencyId, representativeId } = isExcluded(state, state.contacts.triage)
    ? deskFor(policy, state.locality)
    : state.contacts.triage;
  return { agencyId, representativeId };
}

/** Workers and whole agencies excluded now, as another aggregate is told of them. */
export const excludedNow = (state: Readable): Pick<Recipient, 'agencyId' | 'representativeId'>[] =>
  state.exclusions
    .filter((exclusion) => exclusion.liftedAt === undefined)
    .map(({ agencyId, representativeId }) =>
      representativeId === undefined ? { agencyId } : { agencyId, representativeId },
    );

export const openActions = (state: Readable): Action[] => state.actions.filter(isActionOpen);

export const isHeld = (state: Readable, kind: 'death' | 'misidentification' | 'legal'): boolean =>
  state.holds.some((hold) => hold.kind === kind && hold.to === undefined);

/** Agencies that take part now. */
export const currentAgencies = (state: Readable) =>
  state.agencies.filter((agency) => agency.removedAt === undefined);

/** The worker whom an agency named for the case, or its mailbox when none is named yet. */
export function agencyRecipient(state: Readable, agencyId: string): Recipient {
  const named = currentAgencies(state).find((agency) => agency.agencyId === agencyId)?.representativeId;
  return named === undefined ? { agencyId, post: 'mailbox' } : { agencyId, representativeId: named };
}

export const sameWorker = (a: Worker, b: Worker): boolean =>
  a.agencyId === b.agencyId && a.representativeId === b.representativeId;

/** When a cycle of the case began: the first at its opening, each later one when a follow-up was called. */
export function cycleStart(state: Readable, cycle: number): Instant {
  if (cycle <= 1) return state.openedAt;
  const calls = state.followUps.filter((f) => f.decision === 'called').map((f) => f.at);
  return calls[cycle - 2] ?? calls.at(-1) ?? state.openedAt;
}

/**
 * Whether somebody endorsed confidentiality for this case since a cycle began, attending or not: endorsements
 * from before do not count for what is of that cycle (guard d). A mailbox endorses nothing.
 */
export const hasEndorsed = (state: Readable, who: Recipient, cycle: number): boolean =>
  state.endorsements.some(
    ({ worker, at }) =>
      at >= cycleStart(state, cycle) &&
      worker.agencyId === who.agencyId &&
      worker.representativeId === who.representativeId,
  );

/** Whether an agency has, or once had, a part in the case: what it was told or holds, it may answer. */
export const hadPart = (state: CaseState, agencyId: string): boolean => {
  const { agencies, contacts, referral, lead, actions, tasks, planCopies } = state;
  const parts: readonly ({ agencyId: string } | undefined)[] = [
    ...agencies,
    ...Object.values(contacts),
    referral.from,
    ...lead.periods,
    ...lead.offers.map((offer) => offer.to),
    ...actions.map((action) => action.owner),
    ...tasks.map((task) => task.for),
    ...planCopies.map((copy) => copy.to),
  ];
  return parts.some((part) => part?.agencyId === agencyId);
};
