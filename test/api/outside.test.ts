import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MemoryWorld } from '../../functions/adapters/memory/index.ts';
import type { TokenRole } from '../../functions/domain/access/subject.ts';
import type { Worker } from '../../functions/domain/shared/actor.ts';
import { settle } from '../application/support/settle.ts';
import { opening, workers } from '../domain/case/fixtures.ts';
import { type Answered, type ApiServer, openApiServer } from './commands/server.ts';

const directory = mkdtempSync(join(tmpdir(), 'outside-'));
let server: ApiServer;
let empty: MemoryWorld;
beforeAll(async () => {
  server = await openApiServer(directory);
  empty = structuredClone(server.api.data);
});
beforeEach(() => {
  Object.assign(server.api.data, structuredClone(empty));
});
afterAll(async () => {
  await server.close();
  rmSync(directory, { recursive: true });
});

const feed: Worker = { agencyId: 'agy-policefeed', representativeId: 'rep-policefeed' };
const system: readonly TokenRole[] = ['intake_system'];
const team: readonly TokenRole[] = ['representative', 'coordinator'];
const worker: readonly TokenRole[] = ['representative'];

/** Everything is answered as the document has it. */
const documented = async (said: Promise<Answered>): Promise<Answered> => {
  const answer = await said;
  expect(answer.fault).toBeUndefined();
  return answer;
};
const get = (path: string, template: string, as: Worker, roles: readonly TokenRole[], purpose?: string) =>
  documented(server.ask({ method: 'GET', path, template, headers: purpose ? { purpose } : {} }, as, roles));
const post = (path: string, body: object, as: Worker, roles: readonly TokenRole[], template = path) =>
  documented(server.post({ path, template, body }, as, roles));
const idsOf = (type: string): string[] =>
  Object.keys(server.api.data.aggregates).flatMap((key) =>
    key.startsWith(`${type}/`) ? [key.slice(type.length + 1)] : [],
  );

const named = (text: string, birthDate: string) => ({ names: [{ kind: 'legal', text }], birthDate });
const her = named('Kathryn Quillperson', '1987-03-04');
const him = named('Otto Mockperson', '1980-01-02');
const incident = (more: object = {}) => ({
  kind: 'police_incident',
  reference: 'IR-40213',
  occurredAt: '2026-03-01T10:00:00.000Z',
  severity: 'serious',
  persons: [
    { role: 'adult_victim', identity: her },
    { role: 'person_using_violence', identity: him },
  ],
  ...more,
});
const release = {
  kind: 'prison_release',
  reference: 'RN-7',
  releaseOn: '2026-03-20',
  persons: [{ role: 'person_using_violence', identity: him }],
};
const REPORTS = '/intake/reports';
const send = async (report: object, narrative?: string): Promise<Answered> => {
  const said = await post(REPORTS, { report, ...(narrative !== undefined && { narrative }) }, feed, system);
  await settle(server.api.app);
  return said;
};

describe('a report of another system, over HTTP', () => {
  it('S2-05 opens a referral once, however often it is sent, and the receipt says nothing of anybody', async () => {
    const said = await send(incident(), 'Kathryn was heard next door.');
    expect(said).toMatchObject({ status: 202, body: { receipt: expect.stringMatching(/^rpt-/) } });
    expect(Object.keys(said.body)).toEqual(['receipt']);
    const [caseId = ''] = idsOf('case');
    expect(server.api.caseState(caseId)).toMatchObject({ phase: 'referral', referral: { from: feed } });
    const before = idsOf('person');
    expect((await send(incident(), 'Kathryn was heard next door.')).body).toEqual(said.body);
    expect([idsOf('case'), idsOf('person')]).toEqual([[caseId], before]);
  });

  it('S2-18 S2-32 of a release reaches the case of whoever is released', async () => {
    await send(incident());
    const [caseId = ''] = idsOf('case');
    expect((await send(release)).status).toBe(202);
    const { members } = server.api.caseState(caseId);
    const violent = members.find(({ role }) => role === 'person_using_violence')?.personId;
    const record = server.api.data.aggregates[`person/${violent}`];
    expect(JSON.stringify(record?.data)).toContain('2026-03-20');
    expect(idsOf('case')).toEqual([caseId]);
  });

  it('is read and settled by the convening team, with its correction, and by nobody else', async () => {
    const { receipt } = (await send(incident(), 'Kathryn was heard next door.')).body;
    await send(incident({ severity: 'severe' }), 'Kathryn was hurt.');
    const path = `${REPORTS}/${String(receipt)}`;
    const template = `${REPORTS}/{reportId}`;
    for (const [as, roles] of [
      [workers.police, worker],
      [feed, system],
      [workers.specialist, team],
    ] as const)
      expect((await get(path, template, as, roles)).status, as.agencyId).toBe(404);
    const read = await get(path, template, workers.triage, team);
    expect(read).toMatchObject({ status: 200, body: { kind: 'police_incident', asked: ['corrected'] } });
    expect(read.body['sent']).toMatchObject([
      { narrative: 'Kathryn was heard next door.' },
      { narrative: 'Kathryn was hurt.' },
    ]);
    const clerk = { ...workers.triage, representativeId: 'rep-clerk1' };
    expect((await get(path, template, clerk, worker)).status).toBe(404);
    const outcome = { outcome: 'nothing_to_do' };
    const place = [`${path}/outcome`, `${template}/outcome`] as const;
    expect((await post(place[0], outcome, workers.police, worker, place[1])).status).toBe(404);
    expect((await post(place[0], outcome, workers.triage, team, place[1])).status).toBe(200);
    expect(await get(path, template, workers.triage, team)).toMatchObject({
      body: { status: 'settled', settled: outcome },
    });
  });

  it('is taken from systems alone, and under one reference for one kind', async () => {
    const report = { report: incident() };
    expect((await post(REPORTS, report, workers.police, worker)).status).toBe(403);
    await send(incident());
    const before = structuredClone(server.api.data.aggregates);
    const reused = await send({ ...release, reference: 'IR-40213' });
    expect(reused).toMatchObject({ status: 422, body: { type: '/problems/reference-reused' } });
    expect(server.api.data.aggregates).toEqual(before);
  });
});

const SEARCHES = '/person-searches';
const seek = (text: string) => ({
  reason: 'before_referral',
  sought: { names: [{ kind: 'legal', text }], birthDate: '1987' },
});

describe('a search, over HTTP', () => {
  it('S0-13 is answered the same whether or not there is such a person, to the letter', async () => {
    await send(incident());
    const answers = [];
    for (const text of ['Catherine Quillperson', 'Nobody Anywhere']) {
      const { status, body, headers } = await post(SEARCHES, seek(text), workers.hospital, worker);
      const { date: _, 'x-correlation-id': __, ...said } = headers;
      answers.push({ status, body, said });
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject({ status: 202, body: { received: true } });
  });

  it('is seen to by the convening team, who alone read what was found', async () => {
    await send(incident());
    await post(SEARCHES, seek('Catherine Quillperson'), workers.hospital, worker);
    await settle(server.api.app);
    const [searchId] = idsOf('search');
    const path = `${SEARCHES}/${searchId}`;
    const template = `${SEARCHES}/{searchId}`;
    expect((await get(path, template, workers.hospital, worker)).status).toBe(404);
    const clerk = { ...workers.triage, representativeId: 'rep-clerk1' };
    expect((await get(path, template, clerk, worker)).status).toBe(404);
    const read = await get(path, template, { ...clerk, representativeId: 'rep-other1' }, team);
    expect(read).toMatchObject({
      status: 200,
      body: {
        agencyId: 'agy-hospital',
        asked: [{ hits: [{ basis: expect.arrayContaining(['similar_name']) }] }],
      },
    });
    const [asked] = read.body['asked'] as { askId: string }[];
    const answer = { askId: asked?.askId, outcome: 'told_worker' };
    expect((await post(`${path}/answers`, answer, workers.triage, team, `${template}/answers`)).status).toBe(
      200,
    );
  });

  it('alarms when one worker looks for many, and says nothing of it to them', async () => {
    const { alarms } = server.api.world;
    const had = alarms.length;
    const limit = server.api.app.policies.current().policy.matching.searchesPerHour;
    const answers = new Set<string>();
    for (let n = 0; n <= limit; n += 1) {
      const { status, body } = await post(SEARCHES, seek('Nobody Anywhere'), workers.hospital, worker);
      answers.add(JSON.stringify([status, body]));
      await settle(server.api.app);
      expect(alarms.length).toBe(had + (n < limit ? 0 : 1));
    }
    expect(answers.size).toBe(1);
    expect(alarms.at(-1)).toBe('unusual-searching');
    const [searchId] = idsOf('search');
    const place = [`${SEARCHES}/${searchId}/review`, `${SEARCHES}/{searchId}/review`] as const;
    const review = await post(place[0], { outcome: 'spoken_to' }, workers.triage, team, place[1]);
    expect(review.status).toBe(200);
  });
});

const PERSON = '/cases/{caseId}/persons/{personId}/possible-matches';

/** She is entered twice, under two spellings, by two agencies. */
async function entered(): Promise<{ at: string; caseId: string; personId: string; other: string }> {
  await send(incident());
  const [caseId = ''] = idsOf('case');
  const other = server.api.caseState(caseId).members[0]?.personId ?? '';
  const identity = named('Catherine Quillperson', '1987-03-04');
  const { body } = await post('/persons', { identity }, workers.hospital, worker);
  const personId = String(body['id']);
  const members = [{ personId, role: 'adult_victim' }];
  const referred = await post(
    '/cases/referrals',
    { ...opening(), members, agencies: [] },
    workers.hospital,
    worker,
  );
  expect(referred.status).toBe(201);
  await settle(server.api.app);
  const own = String(referred.body['id']);
  return {
    at: PERSON.replace('{caseId}', own).replace('{personId}', personId),
    caseId: own,
    personId,
    other,
  };
}
const matchesAt = async (at: string) =>
  (await get(at, PERSON, workers.triage, team)).body['matches'] as Record<string, unknown>[];

describe('possible matches, over HTTP', () => {
  it('S0-13 are shown to the convening team and not to who entered her, confirmed once', async () => {
    const { at, other } = await entered();
    expect(await matchesAt(at)).toMatchObject([{ personId: other, basis: expect.any(Array) }]);
    expect((await get(at, PERSON, workers.hospital, worker)).status).toBe(403);
    const place = [`${at}/confirmations`, `${PERSON}/confirmations`] as const;
    expect((await post(place[0], { personId: other }, workers.hospital, worker, place[1])).status).toBe(403);
    expect((await post(place[0], { personId: other }, workers.triage, team, place[1])).status).toBe(200);
    expect(await matchesAt(at)).toMatchObject([{ personId: other, decision: 'confirmed' }]);
    expect(await post(place[0], { personId: other }, workers.triage, team, place[1])).toMatchObject({
      body: { type: '/problems/match-confirmed' },
    });
  });

  it('S0-13 are dismissed, and a confirmed one is taken apart again', async () => {
    const { at, other, caseId } = await entered();
    const place = [`${at}/dismissals`, `${PERSON}/dismissals`] as const;
    const wrong = { personId: other, reason: 'different_person' };
    expect((await post(place[0], wrong, workers.triage, team, place[1])).status).toBe(200);
    expect(await matchesAt(at)).toMatchObject([{ personId: other, decision: 'dismissed' }]);
    const into = (await post('/persons', { identityUnknown: true }, workers.triage, team)).body['id'];
    const splits = at.replace('possible-matches', 'splits');
    const split = await post(
      splits,
      { into, caseIds: [caseId] },
      workers.triage,
      team,
      PERSON.replace('possible-matches', 'splits'),
    );
    expect(split.status).toBe(200);
    await settle(server.api.app);
    expect(server.api.caseState(caseId).members.map(({ personId }) => personId)).toContain(into);
  });
});

describe('a narrative of a person, over HTTP', () => {
  it('is read in a case by who may read its narratives, for a purpose, and by nobody else', async () => {
    const { at, other, caseId, personId } = await entered();
    const dismissal = {
      personId: other,
      reason: 'different_person',
      notes: { rationale: 'Kathryn was elsewhere that day.' },
    };
    const place = [`${at}/dismissals`, `${PERSON}/dismissals`] as const;
    expect((await post(place[0], dismissal, workers.triage, team, place[1])).status).toBe(200);
    const [noteId] = Object.values(server.api.data.notes).flatMap(({ note }) =>
      note.owner.id === personId ? [note.noteId] : [],
    );
    const NOTE = '/cases/{caseId}/members/{personId}/notes/{noteId}';
    const read = (as: Worker, purpose?: string, of = personId) =>
      get(`/cases/${caseId}/members/${of}/notes/${noteId}`, NOTE, as, worker, purpose);
    const endorse = (as: Worker) =>
      post(
        `/cases/${caseId}/declarations`,
        { mode: 'electronic' },
        as,
        worker,
        '/cases/{caseId}/declarations',
      );
    expect((await read(workers.hospital, 'identify_risk')).body['type']).toBe('/problems/not-endorsed');
    for (const as of [workers.hospital, workers.triage]) expect((await endorse(as)).status).toBe(200);
    for (const as of [workers.hospital, workers.triage]) {
      expect((await read(as)).body['type']).toBe('/problems/purpose-missing');
      expect(await read(as, 'identify_risk')).toMatchObject({
        status: 200,
        body: { noteId, field: 'rationale', text: 'Kathryn was elsewhere that day.' },
      });
    }
    expect((await read(workers.police, 'identify_risk')).status).toBe(404);
    expect((await read(workers.hospital, 'identify_risk', other)).status).toBe(404);
  });
});
