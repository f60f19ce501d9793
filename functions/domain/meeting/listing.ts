import { addElapsed, earliest, type Instant, latest } from '../calendar/instants.ts';
import { addSpan } from '../clocks/spans.ts';
import type { Policy, Span } from '../policy/schema.ts';
import type { MeetingContext } from './command.ts';
import { inviteTo, sendInvitations, uninviteFrom } from './invite.ts';
import { activeInvitations, endsAt, listedCases } from './queries.ts';
import { type ListedCase, type MeetingCase, riskLevels } from './schema/cases.ts';
import type { MeetingState } from './state.ts';

const rank = (row: MeetingCase): number => riskLevels.indexOf(row.riskLevel);

/** Highest risk first (S0-23), then children, then complex needs (S4-10), then the longer history. */
export const byRisk = (a: MeetingCase, b: MeetingCase): number =>
  rank(b) - rank(a) ||
  Number(b.childrenInvolved) - Number(a.childrenInvolved) ||
  Number(b.complexNeeds ?? false) - Number(a.complexNeeds ?? false) ||
  b.priorCycles - a.priorCycles ||
  (a.caseId < b.caseId ? -1 : 1);

/** How many cases fit: the policy's capacity, or as many slots as the length has. */
const roomOf = (state: Pick<MeetingState, 'lengthMinutes'>, { limits }: Policy): number =>
  Math.max(1, Math.min(limits.meetingCapacity, Math.floor(state.lengthMinutes / limits.slotMinutes)));

/** A return that comes no earlier than this before the start can still be read (domain research C.4, judgement). */
const readingTime: Record<MeetingCase['urgency'], Span> = {
  standard: { amount: -1, unit: 'working_days' },
  urgent: { amount: -4, unit: 'hours' },
  critical: { amount: -1, unit: 'hours' },
};

/**
 * When written returns are due: at the end of the window of `info.return`, but early enough before the start
 * to be read; at the start itself when it is too near for that. A negative span counts back from the start.
 */
export function returnsDueAt(
  context: Pick<MeetingContext, 'policy' | 'calendar' | 'now'>,
  startsAt: Instant,
  key: MeetingCase['urgency'],
): Instant {
  const { now, calendar, policy } = context;
  const due = policy.clocks['info.return']?.due;
  if (!due) return startsAt;
  const span = key === 'critical' ? (due.critical ?? due.urgent) : due[key];
  const window = addSpan(span.amount < 0 ? startsAt : now, span, calendar);
  const last = addSpan(startsAt, readingTime[key], calendar);
  const at = earliest(window, last);
  return at > now ? at : latest(startsAt, now);
}

/** Give each listed case its place and slot; `order` departs from the order of risk when given. */
export function setSlots(draft: MeetingState, policy: Policy, order?: readonly string[]): void {
  const rows = draft.cases.filter((row) => row.status === 'listed').toSorted(byRisk);
  const sorted = order ? rows.toSorted((a, b) => order.indexOf(a.caseId) - order.indexOf(b.caseId)) : rows;
  for (const [index, row] of sorted.entries()) {
    row.order = index + 1;
    row.slotStartsAt = addElapsed(draft.startsAt, { minutes: index * policy.limits.slotMinutes });
  }
}

/**
 * Put cases on the list, highest risk first. What does not fit is the lowest risk, old or new; it goes to the
 * named next meeting or back to its case, never nowhere (S0-24).
 */
export function listCases(
  draft: MeetingState,
  context: MeetingContext,
  incoming: readonly ListedCase[],
): void {
  const news = new Set(incoming.map((listed) => listed.caseId));
  draft.cases = draft.cases.filter((row) => !news.has(row.caseId));
  for (const { invitees: _, ...facts } of incoming) {
    draft.cases.push({
      ...facts,
      status: 'listed',
      order: 0,
      slotStartsAt: draft.startsAt,
      returnsDueAt: returnsDueAt(context, draft.startsAt, facts.urgency),
      discussion: {},
    });
  }
  setSlots(draft, context.policy);
  const leaving = listedCases(draft).slice(roomOf(draft, context.policy));
  const out = new Set(leaving.map((row) => row.caseId));
  const staying = incoming.filter((listed) => !out.has(listed.caseId));
  for (const listed of staying) for (const to of listed.invitees) inviteTo(draft, context, listed.caseId, to);
  const staysFor = new Set(staying.map((listed) => listed.caseId));
  for (const row of leaving) carryOver(draft, context, row, incoming);
  const asked = activeInvitations(draft).filter((i) => i.caseIds.some((id) => staysFor.has(id)));
  sendInvitations(draft, context, asked);
  for (const listed of staying) tellScheduled(draft, context, listed.caseId);
}

function tellScheduled(draft: MeetingState, context: MeetingContext, caseId: string): void {
  const row = draft.cases.find((r) => r.caseId === caseId);
  if (!row) return;
  context.event('meeting.case_listed', { case: caseId, order: row.order, slot: row.slotStartsAt });
  context.command({
    aggregate: 'case',
    id: caseId,
    name: 'meetingScheduled',
    input: {
      meetingId: draft.meetingId,
      meetingVersion: draft.meetingVersion,
      kind: draft.kind,
      startsAt: draft.startsAt,
      endsAt: endsAt(draft),
      returnsDueAt: row.returnsDueAt,
      chair: draft.chair,
    },
  });
}

function inviteesOf(
  state: MeetingState,
  caseId: string,
  incoming: readonly ListedCase[],
): ListedCase['invitees'] {
  const given = incoming.find((listed) => listed.caseId === caseId)?.invitees;
  if (given) return given;
  return activeInvitations(state)
    .filter((i) => i.caseIds.includes(caseId) && i.role === 'representative')
    .map((i) => ({
      agencyId: i.agencyId,
      ...(i.representativeId === undefined ? {} : { representativeId: i.representativeId }),
      ...(i.post === undefined ? {} : { post: i.post }),
      required: i.requiredFor.includes(caseId),
    }));
}

/**
 * Take a case off this meeting and hand it to the next one, or answer it back to the case. `incoming` are
 * cases that were not told of this meeting yet.
 */
export function carryOver(
  draft: MeetingState,
  context: MeetingContext,
  row: MeetingCase,
  incoming: readonly ListedCase[] = [],
  as: 'carried_over' | 'deferred' = 'carried_over',
  reason: string = as === 'deferred' ? 'deferred' : 'no_room',
): void {
  const invitees = inviteesOf(draft, row.caseId, incoming);
  const next = draft.nextMeetingId;
  row.status = as === 'deferred' ? 'deferred' : next === undefined ? 'no_room' : 'carried_over';
  row.reason = reason;
  const isNew = incoming.some((listed) => listed.caseId === row.caseId);
  if (!isNew) uninviteFrom(draft, context, row.caseId, reason);
  context.event('meeting.case_left', { case: row.caseId, as: row.status, next });
  context.command({
    aggregate: 'case',
    id: row.caseId,
    name: isNew ? 'meetingHadNoRoom' : 'meetingCancelled',
    input: {
      meetingId: draft.meetingId,
      meetingVersion: draft.meetingVersion,
      reason,
      ...(next === undefined ? {} : { nextMeetingId: next }),
    },
  });
  if (next === undefined) return;
  row.carriedTo = next;
  const listed: ListedCase = {
    caseId: row.caseId,
    displayCode: row.displayCode,
    riskLevel: row.riskLevel,
    urgency: row.urgency,
    childrenInvolved: row.childrenInvolved,
    ...(row.complexNeeds === undefined ? {} : { complexNeeds: row.complexNeeds }),
    priorCycles: row.priorCycles,
    persons: row.persons,
    lead: row.lead,
    ...(row.excluded === undefined ? {} : { excluded: row.excluded }),
    invitees,
  };
  context.command({ aggregate: 'meeting', id: next, name: 'addCase', input: { case: listed } });
}
