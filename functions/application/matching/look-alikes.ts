import { isAsked, lookAlikeSubject } from '../../domain/case/commands/people/look-alikes.ts';
import {
  currentAgencies,
  currentMembers,
  isExcluded,
  openActions,
  sameWorker,
} from '../../domain/case/queries.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { caseSchema } from '../../domain/case/state.ts';
import { looksAlike } from '../../domain/matching/look-alike.ts';
import { activeInvitations, listedCases } from '../../domain/meeting/queries.ts';
import { type MeetingState, meetingSchema } from '../../domain/meeting/state.ts';
import { system, type Worker } from '../../domain/shared/actor.ts';
import { deriveId } from '../../domain/shared/ids.ts';
import type { App } from '../app.ts';
import { executeCommand } from '../execute-command.ts';
import { loadAgency, loadCase, loadPerson } from '../load-states.ts';
import type { Projection } from '../projections/projection.ts';
import type { AggregateRecord } from '../record.ts';

/** Facts after which a worker, or a person, is new to a case or a meeting. */
const caseFacts: readonly string[] = [
  'meeting.called',
  'referral.submitted',
  'draft.saved',
  'agency.taking_part',
  'agency.represented',
  'member.added',
  'member.role_changed',
  'member.split',
  'misidentification.confirmed',
  'action.added',
  'action.handed_on',
  'lead.changed',
  'lead.convening',
  'lead.offered',
];
const meetingFacts: readonly string[] = [
  'meeting.scheduled',
  'meeting.invited',
  'meeting.reply',
  'meeting.case_listed',
];

const tells = (record: AggregateRecord, facts: readonly string[]): boolean =>
  Object.values(record.outbox)
    .flat()
    .some((entry) => entry.entry === 'audit' && facts.includes(entry.event.type));

/** Workers named in a case are compared with the people in it, after the fact and without stopping anything. */
export const caseLookAlikes: Projection = {
  name: 'look-alikes',
  async project(app, record) {
    if (tells(record, caseFacts)) await askAbout(app, caseSchema.parse(record.data));
  },
};

/** The same for those who are invited to, chair or minute a meeting, and their proxies, in each of its cases. */
export const meetingLookAlikes: Projection = {
  name: 'look-alikes',
  async project(app, record) {
    if (!tells(record, meetingFacts)) return;
    const meeting = meetingSchema.parse(record.data);
    for (const { caseId } of listedCases(meeting)) {
      const state = await loadCase(app, caseId);
      if (state) await askAbout(app, state, workersOfMeeting(meeting, caseId));
    }
  },
};

/** A corrected name may look like a worker's as well. */
export async function lookAgain(app: App, caseIds: readonly string[]): Promise<void> {
  for (const caseId of caseIds) {
    const state = await loadCase(app, caseId);
    if (state) await askAbout(app, state);
  }
}

/** Everybody by name with a part in the case that gives them something of it, or power over it. */
function workersOf(state: CaseState): Worker[] {
  const { contacts, lead, referral } = state;
  return [
    referral.from,
    ...Object.values(contacts),
    ...lead.periods.filter(({ to }) => to === undefined),
    ...lead.offers.flatMap(({ status, to }) => (status === 'offered' ? [to] : [])),
    ...openActions(state).map(({ owner }) => owner),
    ...currentAgencies(state).flatMap(({ agencyId, representativeId }) =>
      representativeId === undefined ? [] : [{ agencyId, representativeId }],
    ),
  ].flatMap((worker) => (worker === undefined ? [] : [worker]));
}

function workersOfMeeting(meeting: MeetingState, caseId: string): Worker[] {
  const invited = activeInvitations(meeting).filter(({ caseIds }) => caseIds.includes(caseId));
  return [
    meeting.chair,
    ...(meeting.minuteTaker ? [meeting.minuteTaker] : []),
    ...invited.flatMap(({ agencyId, representativeId, proxy }) => [
      ...(representativeId === undefined ? [] : [{ agencyId, representativeId }]),
      ...(proxy ? [proxy] : []),
    ]),
  ];
}

/** Compare those who were not compared before, and have a person ask about each likeness. */
async function askAbout(app: App, state: CaseState, more: readonly Worker[] = []): Promise<void> {
  const people = currentMembers(state).filter(
    ({ role }) => role === 'person_using_violence' || role === 'other_party',
  );
  const workers = [...workersOf(state), ...more].filter(
    (worker, at, all) =>
      all.findIndex((other) => sameWorker(other, worker)) === at && !isExcluded(state, worker),
  );
  const pairs: (Worker & { personId: string })[] = [];
  for (const { personId } of people) {
    const person = await loadPerson(app, personId);
    for (const { agencyId, representativeId } of person ? workers : []) {
      if (isAsked(state, lookAlikeSubject(representativeId, personId))) continue;
      const agency = await loadAgency(app, agencyId);
      const name = agency?.representatives.find((r) => r.representativeId === representativeId)?.name;
      if (person && name !== undefined && looksAlike(name, person.identity.names))
        pairs.push({ agencyId, representativeId, personId });
    }
  }
  if (pairs.length === 0) return;
  const subjects = pairs.map(({ representativeId, personId }) =>
    lookAlikeSubject(representativeId, personId),
  );
  const commandId = deriveId('cmd', state.caseId, 'look-alikes', ...subjects);
  await executeCommand(app, {
    ref: { type: 'case', id: state.caseId },
    name: 'noteLookAlikes',
    input: { pairs },
    by: system('matching'),
    commandId,
    key: commandId,
  });
}
