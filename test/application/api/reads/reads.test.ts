import { beforeAll, describe, expect, it } from 'vitest';
import { readRoutes } from '../../../../functions/application/api/reads/index.ts';
import type { Route } from '../../../../functions/application/api/route.ts';
import type { TokenRole } from '../../../../functions/domain/access/subject.ts';
import { persons, workers } from '../../../domain/case/fixtures.ts';
import { createReadsWorld, noteText, type ReadsWorld, stranger, victimName, withMeeting } from './world.ts';

const { specialist, police, childProtection, hospital } = workers;
const noteId = 'note-told0000';
let world: ReadsWorld;
let ids: Record<string, string>;

beforeAll(async () => {
  world = await createReadsWorld();
  const { data, made, caseId } = world;
  const meetingId = await withMeeting(world);
  const owner = { type: 'case', id: caseId } as const;
  const note = { owner, noteId, field: 'view', text: noteText, createdAt: made.now };
  data.notes[`case/${caseId}/${noteId}`] = { note };
  const returns = await world.read(`/meetings/${meetingId}/written-returns`, specialist);
  const statuses = returns.body['items'] as { returnId: string; caseId: string }[];
  const given = statuses.find((one) => one.caseId === caseId);
  ids = {
    caseId,
    meetingId,
    noteId,
    personId: persons.victim,
    version: '1',
    actionId: made.case.actions[0]?.actionId ?? '',
    returnId: given?.returnId ?? '',
    agencyId: specialist.agencyId,
    representativeId: specialist.representativeId,
  };
});

const filled = (path: string, more: Record<string, string> = {}): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ({ ...ids, ...more })[name] ?? 'x');
const ofOneCase = readRoutes.filter(({ path }) => path.startsWith('/cases/{caseId}'));
const each = (routes: readonly Route[]) => routes.map((route) => [route.operationId, route] as const);

/** Reads that are no worker's but of a role; the lead of the case reads the rest. */
const readers: Readonly<Record<string, readonly TokenRole[]>> = {
  getDeidentified: ['national_viewer'],
  listDeidentified: ['national_viewer'],
  listEmergencyReadings: ['auditor'],
};

describe('every read', () => {
  it.each(each(readRoutes.filter(({ path }) => !path.endsWith('{noteId}'))))(
    '%s answers with what its schema says, and nothing else',
    async (_name, route) => {
      const roles = readers[route.operationId];
      const said = roles
        ? await world.get(filled(route.path), {
            as: stranger,
            roles,
            headers: { Purpose: 'manage_mitigate' },
          })
        : await world.read(filled(route.path), specialist);
      expect(said.status, said.text).toBe(200);
      expect(route.answer?.parse(said.body)).toEqual(said.body);
    },
  );

  it.each(each(ofOneCase))(
    '%s is not there for a stranger, as if it had never been',
    async (_name, route) => {
      const hidden = await world.read(filled(route.path), stranger);
      const missing = await world.read(filled(route.path, { caseId: 'case-nowhere1' }), stranger);
      expect(hidden.status).toBe(404);
      expect(hidden.body).toEqual(missing.body);
    },
  );

  it.each(each(ofOneCase))('%s shows nothing to a worker who is excluded', async (_name, route) => {
    const other = await createReadsWorld();
    other.caseState(other.caseId).exclusions.push({
      exclusionId: 'exc-0001',
      ...specialist,
      because: 'conflict_of_interest',
      from: other.made.now,
    });
    expect((await other.read(filled(route.path), specialist)).status).toBe(404);
  });

  it.each(each(ofOneCase))(
    '%s names nobody, unless it is who they are or what was told',
    async (_name, route) => {
      const said = await world.read(filled(route.path), specialist);
      if (route.path.endsWith('/members/{personId}')) expect(said.text).toContain(victimName);
      else if (!route.path.endsWith('{noteId}')) expect(said.text).not.toContain('Quillan');
    },
  );

  it('is of the table of routes once', () => {
    const names = readRoutes.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(readRoutes.map(({ operationId }) => operationId)).size).toBe(names.length);
  });
});

describe('a case', () => {
  it('S0-01 S4-09 shows its content to those who endorsed, with what can be done next and by whom', async () => {
    const { status, body } = await world.read(`/cases/${ids['caseId']}`, specialist);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      phase: 'action_deadlines',
      withheld: [],
      content: { riskLevel: 'high', actions: { open: 2 } },
    });
    const { moves, byTime } = body['next'] as { moves: { command: string }[]; byTime: object[] };
    expect(moves.find(({ command }) => command === 'callFollowUp')).toMatchObject({
      leadsTo: ['meeting_scheduling'],
      by: expect.arrayContaining(['lead agency']),
      yours: true,
      path: expect.stringMatching(`^/cases/${ids['caseId']}/`),
    });
    expect(moves.find(({ command }) => command === 'acceptNotUndertaken')).toMatchObject({
      by: ['chairperson'],
      yours: false,
    });
    expect(byTime).toContainEqual(
      expect.objectContaining({ rule: 'followup.call', leadsTo: ['follow_up_call'] }),
    );
  });

  it('S0-18 withholds its content from an agency that has not endorsed, and says what opens it', async () => {
    const { status, body } = await world.read(`/cases/${ids['caseId']}`, childProtection);
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('content');
    expect(body['withheld']).toMatchObject([{ what: 'content', missing: ['not-endorsed'] }]);
    expect(body).toMatchObject({ yourParts: ['member'], displayCode: expect.any(String) });
  });

  it('S1-10 asks for a purpose before it shows content', async () => {
    const { body } = await world.read(`/cases/${ids['caseId']}`, specialist, { purpose: '' });
    expect(body['withheld']).toMatchObject([{ what: 'content', because: 'purpose-missing' }]);
    expect((await world.read(`/cases/${ids['caseId']}/plans`, specialist, { purpose: '' })).status).toBe(403);
  });

  it('S1-22 shows the flags and the basis to all who see content, the reasons to those who ask her', async () => {
    const path = `/cases/${ids['caseId']}/consent-attempts`;
    const asker = await world.read(path, specialist);
    expect(asker.body).toMatchObject({ reasons: { attempts: [{ outcome: 'given' }] }, withheld: [] });
    const other = await world.read(path, police);
    expect(other.body).toMatchObject({ flags: [{ macmSharing: 'yes' }] });
    expect(other.body).not.toHaveProperty('reasons');
    expect(other.text).not.toContain('method');
  });

  it('has an address that is no case’s for what is no id', async () => {
    expect((await world.read('/cases/..%2Fx', specialist)).status).toBe(404);
    expect((await world.read('/cases/CASE', specialist)).status).toBe(404);
  });

  it('tags an action, so that an edit can say what it saw', async () => {
    const path = `/cases/${ids['caseId']}/actions/${ids['actionId']}`;
    const first = await world.read(path, specialist);
    expect(first.headers['etag'] ?? first.headers['ETag']).toMatch(/^"[0-9a-f]{20}"$/);
  });
});

describe('a person', () => {
  it('shows nothing of another case, and nobody of one', async () => {
    const { data } = world;
    const record = data.aggregates[`person/${persons.victim}`];
    const state = record?.data as Record<string, unknown>;
    const dated = { on: '2026-03-01', recordedAt: '2026-03-01T00:00:00.000Z', by: 'agy-police/rep-police1' };
    state['cases'] = [{ caseId: 'case-other1', since: dated.recordedAt }];
    state['matches'] = [{ personId: 'per-other1', basis: 'name', at: dated.recordedAt, by: dated.by }];
    const stages = [{ stage: 'granted', ...dated }];
    state['orders'] = [
      { orderId: 'ord-0001', kind: 'family', protects: ['per-other1'], stages },
      { orderId: 'ord-0002', kind: 'family', protects: [persons.child, 'per-other1'], stages },
    ];
    const flag = { type: 'weapon', reason: 'seen', placedAt: dated.recordedAt, expiresOn: '2027-01-01' };
    state['flags'] = [
      { ...flag, flagId: 'flg-0001', by: dated.by },
      { ...flag, flagId: 'flg-0002', by: 'agy-elsewhere/rep-one1' },
    ];
    const said = await world.read(`/cases/${ids['caseId']}/members/${persons.victim}`, specialist);
    expect(said.status, said.text).toBe(200);
    expect(said.text).not.toMatch(/case-other1|per-other1|ord-0001|elsewhere/);
    expect(said.body).toMatchObject({ flags: [{ by: dated.by }, { by: 'another agency' }] });
    expect(said.body).toMatchObject({ orders: [{ orderId: 'ord-0002', protects: [persons.child] }] });
  });

  it('is not there when they are in no such case', async () => {
    const said = await world.read(`/cases/${ids['caseId']}/members/per-other1`, specialist);
    expect(said.status).toBe(404);
  });
});

describe('a narrative', () => {
  const path = () => `/cases/${ids['caseId']}/notes/${noteId}`;

  it('is read by those who see content, with a record of it', async () => {
    const said = await world.read(path(), police);
    expect(said.body).toMatchObject({ text: noteText });
    const log = JSON.stringify(world.data);
    expect(log).toContain(`"item":"${noteId}"`);
  });

  it('S1-23 about asking her is for those who ask her', async () => {
    const attempt = world.caseState(ids['caseId'] ?? '').consent.attempts[0];
    if (!attempt) throw new Error('nobody has asked her');
    attempt.noteId = noteId;
    expect((await world.read(path(), police)).status).toBe(403);
    expect((await world.read(path(), specialist)).status).toBe(200);
    delete attempt.noteId;
  });
});

describe('a meeting', () => {
  it('shows each agency the cases that it is invited to, and no others', async () => {
    const path = `/meetings/${ids['meetingId']}`;
    const chair = await world.read(path, workers.chair);
    expect(chair.body['cases']).toHaveLength(2);
    expect((await world.read(path, hospital)).status).toBe(404);
    const invited = await world.read(path, police);
    expect(invited.body['cases']).toHaveLength(2);
    expect(invited.text).not.toMatch(/persons|chased|received/);
  });

  it('S0-35 lists who has not answered', async () => {
    const said = await world.read(`/meetings/${ids['meetingId']}/invitations`, police);
    const items = said.body['items'] as { reply: string }[];
    expect(items.every(({ reply }) => reply === 'no_response')).toBe(true);
  });
});

describe('an agency', () => {
  it('shows work addresses, and not that it is written to by named contact only', async () => {
    const said = await world.read(`/agencies/${police.agencyId}`, specialist);
    expect(said.status).toBe(200);
    expect(said.text).not.toContain('namedContactOnly":{');
  });
});
