import type { AggregateType } from '../../../functions/domain/shared/aggregate.ts';
import type { ApiWorld } from '../../application/api/world.ts';
import { recordOf } from '../../application/support/people.ts';
import { caseIn, persons, workers } from '../../domain/case/fixtures.ts';
import { listed, MeetingUnderTest, scheduling } from '../../domain/meeting/fixtures.ts';
import { PersonUnderTest } from '../../domain/person/fixtures.ts';

export const caseId = 'case-0000a';
export const second = 'case-0000b';
export const at = '2026-03-02T01:00:00.000Z';
const task = (code: string, who: { agencyId: string }, subject?: string) => ({
  taskId: 'tsk-0001',
  code,
  for: { agencyId: who.agencyId },
  openedAt: at,
  status: 'open',
  ...(subject === undefined ? {} : { subject }),
});

/** A case to be heard by a meeting, another, their persons, a report and a search that wait for the convening team. */
export function seedOthers(api: ApiWorld, name = 'Testa Invented'): void {
  api.seed(caseIn('meeting_preparation', { caseId }));
  api.seed(caseIn('meeting_scheduling', { caseId: second }));
  const meeting = new MeetingUnderTest();
  const invitees = [workers.police, workers.specialist, workers.childProtection].map((one) => ({
    ...one,
    required: false,
  }));
  meeting.run(
    'scheduleMeeting',
    scheduling({ cases: [listed(caseId, { persons: Object.values(persons), invitees })] }),
  );
  const put = (type: AggregateType, id: string, data: unknown): void => {
    api.data.aggregates[`${type}/${id}`] = recordOf(type, id, data);
  };
  put('meeting', 'mtg-0001', { ...meeting.meeting, tasks: [task('return_incomplete', workers.convenor)] });
  const alike = [persons.child, persons.personUsingViolence];
  const possibleMatches = alike.map((personId) => ({ personId, basis: ['birth_date'], score: 80, at }));
  const tasks = [
    ...alike.map((personId, n) => ({
      ...task('review_match', workers.triage, personId),
      taskId: `tsk-100${n}`,
    })),
    task('confirm_flag', workers.convenor),
  ];
  for (const personId of Object.values(persons)) {
    const person = new PersonUnderTest(personId);
    person.run('createPerson', { identity: { names: [{ kind: 'legal', text: name }] } });
    for (const each of [caseId, second]) person.run('joinCase', { caseId: each }, 'system');
    put('person', personId, { ...person.person, possibleMatches, tasks });
  }
  const agency = api.data.aggregates['agency/agy-police']?.data as { tasks: unknown[] };
  agency.tasks = [task('mend_address', workers.police)];
  put('report', 'rpt-0001', {
    schema: 1,
    reportId: 'rpt-0001',
    from: workers.police,
    area: 'AU-WA',
    kind: 'police_incident',
    receivedAt: at,
    status: 'placed',
    content: [],
    candidates: [],
    steps: [],
    asked: ['who_is_meant'],
    tasks: [task('review_report', workers.triage)],
    received: {},
  });
  put('search', 'sch-0001', {
    schema: 1,
    searchId: 'sch-0001',
    worker: workers.police,
    hour: '2026-03-02T01',
    asked: [{ askId: 'ask-0001', at, reason: 'referral', hits: [] }],
    sought: {},
    tasks: [
      { ...task('review_search', workers.triage, 'ask-0001'), taskId: 'tsk-0002' },
      { ...task('check_unusual_searching', workers.triage), taskId: 'tsk-0003' },
    ],
    received: {},
  });
}
