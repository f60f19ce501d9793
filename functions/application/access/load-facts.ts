import * as z from 'zod/mini';
import { caseFacts, hasLeft } from '../../domain/access/case-facts.ts';
import { type AccessFacts, noFacts } from '../../domain/access/facts.ts';
import { agencyFacts, meetingFacts } from '../../domain/access/meeting-facts.ts';
import type { Relation } from '../../domain/access/relations.ts';
import type { Subject } from '../../domain/access/subject.ts';
import type { AgencyState } from '../../domain/agency/state.ts';
import { type Instant, latest } from '../../domain/calendar/instants.ts';
import { findMember } from '../../domain/case/queries.ts';
import { type CaseState, caseSchema } from '../../domain/case/state.ts';
import { findCase } from '../../domain/meeting/queries.ts';
import type { MeetingState } from '../../domain/meeting/state.ts';
import type { Policy } from '../../domain/policy/schema.ts';
import { type AggregateTask, aggregateTaskSchema } from '../../domain/shared/tasks.ts';
import type { App } from '../app.ts';
import { loadAgency, loadMeeting } from '../load-states.ts';
import { policyToReadBy } from '../policy-book.ts';
import type { AccessRequest } from './authorise.ts';

export type FactPorts = Pick<App, 'aggregates' | 'policies' | 'clock'>;

/** What a decision on access was made from. */
export interface LoadedFacts {
  facts: AccessFacts;
  policy: Policy;
  /** The case concerned, if it is there: its access log keeps the record. */
  state?: CaseState;
}

/** Read what a decision on access needs, each record consistently, just before deciding. */
export async function loadFacts(app: FactPorts, request: AccessRequest): Promise<LoadedFacts> {
  const { subject, ref, asked } = request;
  const caseId = ref?.type === 'case' ? ref.id : request.caseId;
  const record = caseId === undefined ? undefined : await app.aggregates.load({ type: 'case', id: caseId });
  const state = record && caseSchema.parse(record.data);
  const agency = await loadAgency(app, subject.agencyId);
  // Time never runs backwards within a case: who has just taken the lead by another host's clock has it.
  const now = latest(app.clock.now(), record?.at);
  const { policy } = state
    ? policyToReadBy(app.policies, state.policyVersion, state.region)
    : app.policies.current();
  const own = await ownFacts();
  const facts = { ...own, left: hasLeft(agency, subject.representativeId, now), linked: linkedTo(request) };
  return { facts, policy, ...(state ? { state } : {}) };

  async function ownFacts(): Promise<AccessFacts> {
    if (!ref) {
      if (caseId !== undefined) return ofCase(app, request, state, agency, policy, now);
      // A list shows what its own rows allow: of one's agency, or of one's regions.
      return { ...noFacts, exists: true, ownRegion: true, relations: new Set(['own_worker'] as const) };
    }
    switch (ref.type) {
      case 'case':
        return ofCase(app, request, state, agency, policy, now);
      case 'agency': {
        const found = ref.id === subject.agencyId ? agency : await loadAgency(app, ref.id);
        return found ? agencyFacts(found, subject) : noFacts;
      }
      case 'person': {
        const facts = await ofCase(app, request, state, agency, policy, now);
        return { ...facts, exists: state !== undefined && findMember(state, ref.id) !== undefined };
      }
      case 'report':
      case 'search': {
        const record = await app.aggregates.load(ref);
        return record ? askedFacts(tasksSchema.parse(record.data).tasks, subject) : noFacts;
      }
      case 'meeting': {
        const meeting = await loadMeeting(app, ref.id);
        if (!meeting) return noFacts;
        if (asked.kind === 'command' || caseId === undefined)
          return meetingFacts(meeting, subject, caseId, agency);
        const facts = await ofCase(app, request, state, agency, policy, now, meeting);
        return { ...facts, exists: facts.exists && findCase(meeting, caseId) !== undefined };
      }
    }
  }
}

const tasksSchema = z.object({ tasks: z.array(aggregateTaskSchema) });

/** Of what came from outside only those who were asked about it know. */
function askedFacts(tasks: readonly AggregateTask[], subject: Subject): AccessFacts {
  const own = tasks.filter((task) => task.for.agencyId === subject.agencyId);
  const relations = new Set<Relation>();
  if (own.length > 0 && subject.roles.includes('coordinator')) relations.add('convening_team');
  if (own.some((task) => task.for.representativeId === subject.representativeId)) relations.add('task');
  return { ...noFacts, exists: true, relations };
}

async function ofCase(
  app: FactPorts,
  { subject }: AccessRequest,
  state: CaseState | undefined,
  agency: AgencyState | undefined,
  policy: Policy,
  now: Instant,
  known?: MeetingState,
): Promise<AccessFacts> {
  if (!state) return noFacts;
  const meetings = new Map<string, MeetingState>(known ? [[known.meetingId, known]] : []);
  for (const { meetingId, cycle } of state.meetings) {
    if (cycle < state.cycle || meetings.has(meetingId)) continue;
    const meeting = await loadMeeting(app, meetingId);
    if (meeting) meetings.set(meetingId, meeting);
  }
  return caseFacts(state, subject, { agency, meetings, now, policy });
}

/** The purpose of the subject's link, if the link opens just what is asked for. */
function linkedTo({ linked, ref, caseId }: AccessRequest): AccessFacts['linked'] {
  const ids = [linked?.opens.caseId, linked?.opens.meetingId];
  const opens = [ref?.id, caseId].some((id) => id !== undefined && ids.includes(id));
  return opens ? linked?.purpose : undefined;
}
