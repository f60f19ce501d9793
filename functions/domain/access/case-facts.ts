import type { AgencyState } from '../agency/state.ts';
import type { Instant } from '../calendar/instants.ts';
import { ACCEPT_TASK, isSelfNamed } from '../case/convening-team.ts';
import type { Phase } from '../case/phases.ts';
import { currentAgencies, hadPart, hasEndorsed, sameWorker } from '../case/queries.ts';
import { holds } from '../case/roles.ts';
import type { CaseState } from '../case/state.ts';
import { hasEndorsed as hasEndorsedAt } from '../meeting/queries.ts';
import type { MeetingState } from '../meeting/state.ts';
import { agencyBasis, endorsingMeetingIds, exclusionReasons, hasCaseBasis } from '../message/disclosure.ts';
import { partGrounds } from '../message/grounds.ts';
import type { Policy } from '../policy/schema.ts';
import type { Worker } from '../shared/actor.ts';
import type { AccessFacts, Stage } from './facts.ts';
import { meetingRelations } from './meeting-facts.ts';
import { answersFor, isShut, isUnnamed, withoutColleagues } from './named-contacts.ts';
import { type Relation, relations } from './relations.ts';
import type { Subject, TokenRole } from './subject.ts';

/** What is read beside the case itself, each consistently. */
export interface CaseSurroundings {
  /** The subject's own agency, as the directory has it; undefined when it is not in it. */
  agency: AgencyState | undefined;
  /** The case's meetings by id, at least those of its cycle. */
  meetings: ReadonlyMap<string, MeetingState>;
  now: Instant;
  policy: Pick<Policy, 'agreements'>;
}

/** What somebody is to a case, and what stands in the way of reading it: from the records alone. */
export function caseFacts(state: CaseState, subject: Subject, around: CaseSurroundings): AccessFacts {
  const { agency, meetings, now, policy } = around;
  const { agencyId, representativeId } = subject;
  const worker: Worker = { agencyId, representativeId };
  const agreements = policy.agreements.map(({ code }) => code);
  return {
    exists: true,
    relations: new Set(
      withoutColleagues(
        [
          ...personal(state, subject, around),
          ...ofAgency(state, subject, now),
          ...currentMeetings(state, meetings).flatMap((m) => meetingRelations(m, worker, state.caseId)),
        ],
        isShut(agency, representativeId),
      ),
    ),
    excluded: exclusionReasons(state, worker, { ...worker, address: '' }, undefined).length > 0,
    selfNamed: isSelfNamed(state, worker),
    left: hasLeft(agency, representativeId, now),
    endorsed:
      hasEndorsed(state, worker, state.cycle) ||
      currentMeetings(state, meetings).some((meeting) => hasEndorsedAt(meeting, worker)),
    basis: agencyBasis(state, agency ?? { agencyId, agreements: [] }, { agreements, now }),
    caseBasis: hasCaseBasis(state),
    withdrawalUndecided: state.consent.withdrawnUndecidedSince !== undefined,
    urgent: state.urgency !== 'standard',
    stage: stageOf(state.phase),
    ownRegion: [state.region, state.locality].some((r) => r !== undefined && subject.regions?.includes(r)),
    breakGlass: isBreakingGlass(state, worker, now),
    answersEmergencies:
      emergencyRoles.some((role) => subject.roles.includes(role)) && !isShut(agency, representativeId),
  };
}

/** Who is rung at night about a family that their agency may never have heard of (judgement). */
const emergencyRoles: readonly TokenRole[] = ['after_hours', 'coordinator'];

/** Whether an emergency reading of the worker's runs now. */
const isBreakingGlass = (state: CaseState, worker: Worker, now: Instant): boolean =>
  (state.breakGlass ?? []).some(
    (grant) => sameWorker(grant.worker, worker) && grant.from <= now && now < grant.until,
  );

/** The stage of a case's life that a phase belongs to. */
function stageOf(phase: Phase): Stage {
  if (phase === 'referral' || phase === 'consent_attempt') return 'intake';
  if (phase === 'closed_watch') return 'watch';
  return phase === 'closed' ? 'ended' : 'work';
}

/** Somebody whom the directory has removed acts for nobody, whatever a token still says. */
export const hasLeft = (agency: AgencyState | undefined, representativeId: string, now: Instant): boolean =>
  agency?.representatives.some(
    (r) => r.representativeId === representativeId && r.removedAt !== undefined && r.removedAt <= now,
  ) ?? false;

const currentMeetings = (state: CaseState, meetings: ReadonlyMap<string, MeetingState>): MeetingState[] =>
  endorsingMeetingIds(state).flatMap((id) => meetings.get(id) ?? []);

/**
 * Duties of the worker's own, and of those whose delegate the directory says the worker is just now. Nobody stands
 * in where only named contacts are written to.
 */
function personal(state: CaseState, subject: Subject, { agency, now }: CaseSurroundings): Relation[] {
  const { agencyId, representativeId: own } = subject;
  const worker: Worker = { agencyId, representativeId: own };
  const shut = isShut(agency, worker.representativeId);
  const standsInFor = (shut ? [] : (agency?.representatives ?? [])).filter(({ away }) =>
    away.some((a) => a.delegateId === worker.representativeId && a.from <= now && now < a.to),
  );
  const duties = [worker.representativeId, ...standsInFor.map((r) => r.representativeId)].flatMap(
    (representativeId) => partGrounds(state, { agencyId: worker.agencyId, representativeId }, now),
  );
  const answers = !shut && answersFor(agency, subject);
  const taken =
    isUnnamed(state, worker.agencyId) && !answers ? duties.filter((d) => d !== 'takes_part') : duties;
  const found = relations.filter((relation) => taken.includes(relation));
  return isPacketWithheld(state, worker.agencyId)
    ? found.map((relation) => (relation === 'incoming_lead' ? 'offered_lead' : relation))
    : found;
}

/** Without the victim survivor's consent the packet is withheld, the offer goes on (S3-36). */
const isPacketWithheld = (state: CaseState, agencyId: string): boolean =>
  state.lead.offers.some(
    ({ status, to, packet }) =>
      status === 'offered' && to.agencyId === agencyId && packet === 'withheld_no_consent',
  );

/** What the worker's agency is to the case. */
function ofAgency(state: CaseState, subject: Subject, now: Instant): Relation[] {
  const { agencyId } = subject;
  const isOurs = (one: { agencyId: string }): boolean => one.agencyId === agencyId;
  const convenes = holds(state, subject, now, 'convenor') || holds(state, subject, now, 'triage');
  const leads = holds(state, subject, now, 'lead');
  const manages = subject.roles.includes('agency_manager');
  const isNamed = currentAgencies(state).some(
    (one) => isOurs(one) && one.representativeId === subject.representativeId,
  );
  const { afterHours } = state.contacts;
  const isKnown = currentAgencies(state).some(isOurs) || (afterHours !== undefined && isOurs(afterHours));
  const open = state.tasks.filter((task) => task.status === 'open' && isOurs(task.for));
  const isAsked = open.some(({ code }) => code === ACCEPT_TASK);
  const found: readonly (readonly [Relation, boolean])[] = [
    ['convening_team', (convenes || isAsked) && subject.roles.includes('coordinator')],
    ['convening_agency', convenes],
    ['lead_agency', leads],
    ['offered_lead', manages && state.lead.offers.some((o) => o.status === 'offered' && isOurs(o.to))],
    ['on_duty', subject.roles.includes('after_hours') && (isKnown || isBreakingGlass(state, subject, now))],
    ['runs_for_agency', (convenes || leads) && (manages || isNamed)],
    ['owner_agency', state.actions.some(({ owner }) => isOurs(owner))],
    ['task_agency', open.length > 0],
    ['caller_agency', isOurs(state.referral.from)],
    ['member_agency', currentAgencies(state).some(isOurs)],
    ['former_agency', hadPart(state, agencyId)],
  ];
  return found.filter(([, holdsNow]) => holdsNow).map(([relation]) => relation);
}
