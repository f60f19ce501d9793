import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { areas } from '../../../functions/application/api/commands/index.ts';
import { paramsOf } from '../../../functions/application/api/path.ts';
import type { TokenRole } from '../../../functions/domain/access/subject.ts';
import type { AggregateType } from '../../../functions/domain/shared/aggregate.ts';
import { directoryRequests } from '../../../local/player/requests.ts';
import { loadScenario } from '../../../local/scenario/load.ts';
import { opening, persons, workers } from '../../domain/case/fixtures.ts';
import { scheduling } from '../../domain/meeting/fixtures.ts';
import { at, caseId, second, seedOthers } from './others.ts';
import { idsIn, placeOf } from './places.ts';
import { type ApiServer, openApiServer } from './server.ts';
import { caseStories } from './stories.ts';

const directory = mkdtempSync(join(tmpdir(), 'commands-'));
let server: ApiServer;
beforeAll(async () => {
  server = await openApiServer(directory);
});
afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true });
});

beforeEach(() => seedOthers(server.api));

const own: Readonly<Partial<Record<AggregateType, string>>> = {
  meeting: 'mtg-0001',
  person: persons.victim,
  agency: 'agy-police',
  report: 'rpt-0001',
  search: 'sch-0001',
};

interface Given {
  as?: keyof typeof workers;
  notes?: readonly string[];
  ids?: Readonly<Record<string, string>>;
  roles?: readonly TokenRole[];
  /** It begins something. */
  makes?: boolean;
}

/** Commands that this file has seen accepted. */
const accepted = new Set<string>();

/** A command by its aggregate and name, over HTTP; it must be accepted, as the document says. */
async function give(command: string, body: Record<string, unknown> = {}, given: Given = {}): Promise<void> {
  const { as = 'convenor', notes = [], ids = {}, roles = ['representative'] } = given;
  const [aggregate, name] = command.split('.') as [AggregateType, string];
  const template = placeOf(aggregate, name);
  const state = server.api.data.aggregates[`${aggregate}/${own[aggregate]}`]?.data;
  const known: Record<string, string | undefined> = { caseId, [`${aggregate}Id`]: own[aggregate], ...ids };
  const newest = (param: string): string => known[param] ?? idsIn(state).get(param)?.at(-1) ?? 'xyz-none1';
  const path = paramsOf(template).reduce(
    (text, param) => text.replace(`{${param}}`, newest(param)),
    template,
  );
  const texts = Object.fromEntries(notes.map((field) => [field, 'Plainly invented.']));
  const sent = { path, template, body: { ...body, ...(notes.length > 0 && { notes: texts }) } };
  const said = await server.post(sent, workers[as], roles);
  expect(said.status, `${command}: ${JSON.stringify(said.body)}`).toBe(given.makes ? 201 : 200);
  accepted.add(command);
  const { location } = said.headers;
  expect(location !== undefined).toBe(given.makes === true && aggregate !== 'person');
  if (location !== undefined) {
    const made = location.replace(/^\/api/, '');
    const asked = {
      method: 'GET',
      path: made,
      template: `${template.split('/').slice(0, 2).join('/')}/{${aggregate}Id}`,
    } as const;
    expect(await server.ask(asked, workers[as], roles)).toMatchObject({ status: 200, fault: undefined });
  }
  expect(said.fault).toBeUndefined();
}

const other = { reason: 'other' };
const administrator = { as: 'triage', roles: ['administrator'] } as const;

it('a meeting is moved, takes a case, puts one off and is cancelled over HTTP', async () => {
  await give('meeting.rescheduleMeeting', { startsAt: '2026-03-16T02:00:00.000Z', ...other });
  await give('meeting.addCase', { caseId: second });
  await give('meeting.deferCase', other, { ids: { caseId: second } });
  await give('meeting.completeTask', { outcome: 'done' });
  await give('meeting.cancelMeeting', { reason: 'no_longer_needed' });
});

it('agencies answer a meeting over HTTP', async () => {
  const known = {
    involvement: Object.values(persons).map((personId) => ({ personId, involved: 'yes' })),
    items: [{ purposes: ['identify_risk'], nature: 'fact', about: [persons.victim] }],
    interventions: [{ code: 'safety_planning', success: 'partly' }],
  };
  await give('meeting.submitWrittenReturn', known, { as: 'police', notes: ['items.0'] });
  await give(
    'meeting.askMoreOfReturn',
    {},
    { as: 'specialist', notes: ['question'], ids: { agencyId: 'agy-police' } },
  );
  await give('meeting.answerQuestion', {}, { as: 'police', notes: ['answer'] });
  await give('meeting.nothingKnown', {}, { as: 'specialist' });
  await give('meeting.declineToShare', { basis: 'court_order' }, { as: 'childProtection' });
  await give('meeting.refuseConfidentiality', { reason: 'own_agency_rules' }, { as: 'police' });
});

it('a meeting that has come is recorded over HTTP', async () => {
  server.api.world.pass({ days: 11 });
  const present = [{ worker: workers.police, as: 'representative' }];
  await give('meeting.recordNotQuorate', { present, reason: 'too_few_agencies' }, { as: 'chair' });
});

it('what was discussed is recorded over HTTP', async () => {
  server.api.world.pass({ days: 11 });
  const present = [workers.police, workers.specialist].map((worker) => ({ worker, as: 'representative' }));
  await give('meeting.recordAttendance', { present }, { as: 'chair' });
  await give('meeting.recordDiscussion', {}, { as: 'chair', notes: ['victimSafety'] });
});

it('the record of a person is kept over HTTP', async () => {
  const as = 'specialist' as const;
  const identity = {
    names: [{ kind: 'alias', text: 'Tāne Whakatā' }],
    addresses: [],
    workplaces: [],
    schools: [],
    phones: [],
    emails: [],
  };
  await give('person.correctIdentity', { identity }, { as });
  await give(
    'person.recordCulturalNeeds',
    { aspect: 'interpreter', status: 'recorded', codes: ['auslan'] },
    { as },
  );
  const profile = {
    channels: [{ channel: 'phone', safe: true, leaveMessage: false }],
    times: [],
    safeToTalkTo: [],
    unsafeToTalkTo: [],
    fears: [],
  };
  await give('person.recordSafeContact', profile, { as });
  await give(
    'person.placeFlag',
    { type: 'address_confidential', reason: 'fear', expiresOn: '2026-12-01' },
    { as },
  );
  await give('person.withdrawFlag', { reason: 'not_needed' }, { as });
  await give('person.recordOrder', { kind: 'fvro', stage: 'applied', on: '2026-01-05' }, { as });
  await give('person.recordOrderStage', { stage: 'granted', on: '2026-02-01' }, { as });
  await give('person.recordBreach', { on: '2026-02-20', reportedToPolice: false }, { as });
  await give(
    'person.recordProgram',
    { kind: 'behaviour_change', stage: 'offered', on: '2026-01-05' },
    { as },
  );
  await give('person.designateSerial', { stage: 'applied', on: '2026-02-01' }, { as });
});

it('who is one person and who is two is decided over HTTP', async () => {
  await give('person.linkPossibleMatch', { personId: persons.child, basis: 'same_birth_date' });
  await give('person.dismissMatch', { personId: persons.child, reason: 'different_person' });
  await give('person.confirmMatch', { personId: persons.personUsingViolence });
  await give('person.splitPerson', { into: persons.child, caseIds: [second] });
  await give('person.completeTask', { outcome: 'done' }, { as: 'triage' });
});

it('an agency keeps its people and standing over HTTP', async () => {
  await give('agency.completeTask', { outcome: 'done' }, administrator);
  await give(
    'agency.nameDelegate',
    {
      delegateId: workers.police2.representativeId,
      from: '2026-06-03T00:00:00.000Z',
      to: '2026-06-10T00:00:00.000Z',
    },
    { ...administrator, ids: { representativeId: workers.police.representativeId } },
  );
  await give(
    'agency.recordAgreement',
    { code: 'invented_mou', signedAt: at, reviewOn: '2027-01-01' },
    administrator,
  );
  await give('agency.endAgreement', { reason: 'withdrawn' }, administrator);
  await give(
    'agency.setNamedContactOnly',
    { on: true, integrityContactId: workers.police.representativeId },
    administrator,
  );
  const ids = { representativeId: workers.police2.representativeId };
  await give('agency.verifyAddress', { ...ids, address: 'testa@agency.example.test' }, administrator);
  await give('agency.withdrawAddress', { ...ids, which: 'proposed', reason: 'mistyped' }, administrator);
  await give('agency.removeRepresentative', { reason: 'left' }, { ...administrator, ids });
});

it('the convening team answers reports and searches over HTTP', async () => {
  const team = { as: 'triage', roles: ['coordinator'] } as const;
  await give('report.settleReport', { outcome: 'nothing_to_do' }, team);
  await give('search.answerSearch', { askId: 'ask-0001', outcome: 'not_the_person' }, team);
  await give('search.reviewUnusualSearching', { outcome: 'part_of_the_work' }, team);
});

it('cases, meetings, persons and agencies begin over HTTP', async () => {
  const makes = { as: 'police', makes: true } as const;
  const call = { endorsement: { mode: 'electronic' } };
  const intake = {
    eligible: { answer: 'yes', reason: 'other' },
    suitable: { answer: 'yes', reason: 'other' },
  };
  await give('case.refer', { ...opening(), agencies: [] }, makes);
  await give('case.callMeeting', { ...opening(), ...call, agencies: [] }, makes);
  await give('case.saveDraft', { ...opening(), agencies: [] }, makes);
  await give(
    'case.selfRefer',
    {
      ...opening(),
      agencies: [],
      selfReferralReason: 'other',
      intake: { ...intake, immediateRisk: 'acted_on' },
    },
    makes,
  );
  const { cases: _, ...time } = scheduling();
  await give(
    'meeting.scheduleMeeting',
    { ...time, startsAt: '2026-06-12T02:00:00.000Z', caseIds: [second] },
    { makes: true },
  );
  await give('person.createPerson', { identityUnknown: true }, makes);
  const entry = {
    name: 'Example Refuge',
    kind: 'police',
    government: false,
    domains: ['refuge.example.test'],
  };
  await give('agency.createAgency', entry, { ...administrator, makes: true });
});

it('every command of a worker is accepted over HTTP, here or in a story or scenario', () => {
  const all = areas.flatMap(({ aggregate, creations, commands }) =>
    [...creations, ...commands.filter(({ by }) => by !== 'system')].map(({ name }) => `${aggregate}.${name}`),
  );
  const told = caseStories.flatMap(([, ...steps]) => steps.map(({ command }) => `case.${command}`));
  const played = readdirSync('local/scenarios')
    .filter((file) => /^(?!scenario\.schema).*\.json$/.test(file))
    .map((file) => loadScenario(`local/scenarios/${file}`))
    .flatMap((scenario) => [
      ...directoryRequests(scenario).map(({ type, name }) => `${type}.${name}`),
      ...scenario.steps
        .filter((step) => step.expect?.refused === undefined)
        .map((step) => `${(step.on ?? 'case').split(':')[0]}.${step.do}`),
    ]);
  const shown = new Set([...accepted, ...told, ...played]);
  expect(all.filter((name) => !shown.has(name))).toEqual([]);
});
