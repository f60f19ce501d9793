import * as z from 'zod/mini';
import type { Instant } from '../calendar/instants.ts';
import { phaseSchema } from '../case/phases.ts';
import { currentAgencies, currentMeeting, excludedNow, leadAt, openActions } from '../case/queries.ts';
import { actionPriorities } from '../case/schema/actions.ts';
import { urgencySchema } from '../case/schema/referral.ts';
import type { CaseState } from '../case/state.ts';
import { isLive } from '../clocks/schema.ts';
import { idSchema } from '../shared/ids.ts';

/** What an agency is to a case, as a list shows it. */
export const parts = [
  'lead',
  'convenor',
  'chair',
  'triage',
  'region',
  'after_hours',
  'caller',
  'action_owner',
  'task_owner',
  'lead_offered',
  'member',
] as const;
export type Part = (typeof parts)[number];

/** Parts of those who run a case and chase the others: they may know who has a part in it. */
const running: readonly Part[] = ['lead', 'convenor', 'chair', 'triage', 'region'];

/**
 * A case in a list: codes, ids and instants, nothing of what happened and nobody's name. Whether something is
 * overdue is said when it is read.
 */
export const caseRowSchema = z.object({
  caseId: idSchema,
  displayCode: z.string(),
  region: z.string(),
  phase: phaseSchema,
  urgency: urgencySchema,
  openedAt: z.string(),
  /** To the hour, so that a busy hour does not write every list again and again. */
  updatedAt: z.string(),
  /** The clock that is due first, past ones included. */
  due: z.optional(z.object({ rule: z.string(), at: z.string() })),
  meeting: z.optional(z.object({ meetingId: idSchema, startsAt: z.string() })),
  lead: z.optional(idSchema),
  /** Agencies with a part in it; empty in the list of an agency that does not run it: it would say who else is concerned. */
  agencies: z.array(idSchema),
  /** What the agency is to the case in whose list this is. */
  parts: z.array(z.enum(parts)),
  /** Open actions of the agency in whose list this is: when they are due, not what they are. */
  actions: z.array(
    z.object({
      actionId: idSchema,
      dueAt: z.string(),
      priority: z.enum(actionPriorities),
      /** Proposed and not answered yet. */
      proposed: z.boolean(),
      representativeId: idSchema,
    }),
  ),
  /** Whoever is excluded does not see the row, in whatever list it stands. */
  excluded: z.array(z.object({ agencyId: idSchema, representativeId: z.optional(idSchema) })),
});
export type CaseRow = z.infer<typeof caseRowSchema>;

/** Names of the lists of cases. Those that have ended for good stand apart, so that the others stay short. */
export const caseLists = {
  ofAgency: (agencyId: string, ended = false): string => `cases/agency/${agencyId}${ended ? '/ended' : ''}`,
  ofRegion: (region: string, ended = false): string => `cases/region/${region}${ended ? '/ended' : ''}`,
  /** Of all agencies and regions. */
  ofAll: (ended = false): string => `cases/all${ended ? '/ended' : ''}`,
};

/** What an agency is to a case at an instant; empty when it has left, whatever it once was. */
export function partsOf(state: CaseState, agencyId: string, at: Instant): Part[] {
  const { contacts, referral } = state;
  const owns = openActions(state).some((action) => action.owner.agencyId === agencyId);
  const hasTask = openTasks(state).some((task) => task.for.agencyId === agencyId);
  const offered = openOffers(state).some(({ to }) => to.agencyId === agencyId);
  const has: Record<Part, boolean> = {
    lead: leadAt(state, at)?.agencyId === agencyId,
    convenor: contacts.convenor?.agencyId === agencyId,
    chair: contacts.chair?.agencyId === agencyId,
    triage: contacts.triage.agencyId === agencyId,
    region: contacts.region?.agencyId === agencyId,
    after_hours: contacts.afterHours?.agencyId === agencyId,
    caller: referral.from.agencyId === agencyId && !hasLeft(state, agencyId),
    action_owner: owns,
    task_owner: hasTask,
    lead_offered: offered,
    member: currentAgencies(state).some((agency) => agency.agencyId === agencyId),
  };
  return parts.filter((part) => has[part]);
}

const openTasks = ({ tasks }: CaseState) => tasks.filter(({ status }) => status === 'open');
const openOffers = ({ lead }: CaseState) => lead.offers.filter(({ status }) => status === 'offered');

const hasLeft = (state: CaseState, agencyId: string): boolean => {
  const own = state.agencies.filter((agency) => agency.agencyId === agencyId);
  return own.length > 0 && own.every((agency) => agency.removedAt !== undefined);
};

/** Agencies that have a part in a case now, those excluded as a whole left out: exclusion beats everything. */
function agenciesWithPart(state: CaseState, at: Instant): string[] {
  const { contacts, referral } = state;
  const known = [
    ...state.agencies.map(({ agencyId }) => agencyId),
    ...Object.values(contacts).flatMap((worker) => worker?.agencyId ?? []),
    referral.from.agencyId,
    ...state.lead.periods.map(({ agencyId }) => agencyId),
    ...openActions(state).map(({ owner }) => owner.agencyId),
    ...openTasks(state).map((task) => task.for.agencyId),
    ...openOffers(state).map(({ to }) => to.agencyId),
  ];
  const out = excludedNow(state).filter((e) => e.representativeId === undefined);
  return [...new Set(known)]
    .filter((id) => !out.some(({ agencyId }) => agencyId === id) && partsOf(state, id, at).length > 0)
    .toSorted();
}

const actionsOf = (state: CaseState, agencyId: string): CaseRow['actions'] =>
  openActions(state)
    .filter(({ owner }) => owner.agencyId === agencyId)
    .map(({ actionId, dueAt, priority, negotiation, owner }) => ({
      actionId,
      dueAt,
      priority,
      proposed: negotiation === 'proposed',
      representativeId: owner.representativeId,
    }));

/**
 * The rows of a case by list: one for each agency with a part in it, one for its region and locality, one
 * for those who look at all.
 * @param at when the case last changed
 */
export function caseRows(state: CaseState, at: Instant): Record<string, CaseRow> {
  const agencies = agenciesWithPart(state, at);
  const clock = state.clocks.filter(isLive).toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))[0];
  const meeting = currentMeeting(state);
  const lead = leadAt(state, at)?.agencyId;
  const row: CaseRow = {
    caseId: state.caseId,
    displayCode: state.displayCode,
    region: state.region,
    phase: state.phase,
    urgency: state.urgency,
    openedAt: state.openedAt,
    updatedAt: `${at.slice(0, 13)}:00:00.000Z`,
    ...(clock && { due: { rule: clock.rule, at: clock.dueAt } }),
    ...(meeting && { meeting: { meetingId: meeting.meetingId, startsAt: meeting.startsAt } }),
    ...(lead === undefined ? {} : { lead }),
    agencies,
    parts: [],
    actions: [],
    excluded: excludedNow(state),
  };
  const ended = state.phase === 'closed';
  return {
    [caseLists.ofAll(ended)]: row,
    [caseLists.ofRegion(state.region, ended)]: row,
    ...(state.locality === undefined ? {} : { [caseLists.ofRegion(state.locality, ended)]: row }),
    ...Object.fromEntries(
      agencies.map((agencyId) => [
        caseLists.ofAgency(agencyId, ended),
        ownRow(row, partsOf(state, agencyId, at), actionsOf(state, agencyId)),
      ]),
    ),
  };
}

/** A case in the list of an agency. */
const ownRow = (row: CaseRow, own: Part[], actions: CaseRow['actions']): CaseRow => ({
  ...row,
  agencies: own.some((part) => running.includes(part)) ? row.agencies : [],
  parts: own,
  actions,
});
