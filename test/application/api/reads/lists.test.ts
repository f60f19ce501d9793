import { describe, expect, it } from 'vitest';
import type { TokenRole } from '../../../../functions/domain/access/subject.ts';
import type { Worker } from '../../../../functions/domain/shared/actor.ts';
import { caseIn, workers } from '../../../domain/case/fixtures.ts';
import { createReadsWorld, type ReadsWorld, stranger, withMeeting } from './world.ts';

const { specialist, police, hospital } = workers;
type Row = Record<string, unknown>;

/** The default case and three more, in other phases and urgencies. */
async function department(): Promise<ReadsWorld> {
  const world = await createReadsWorld();
  const others = [
    caseIn('referral', { caseId: 'case-0000b', urgency: 'urgent' }),
    caseIn('consent_attempt', { caseId: 'case-0000c' }),
    caseIn('meeting_preparation', { caseId: 'case-0000d' }),
  ];
  for (const made of others) {
    world.seed(made);
    await world.list('case', made.caseId);
  }
  return world;
}

const list = async (
  world: ReadsWorld,
  query: Record<string, string> = {},
  as: Worker & { regions?: string[] } = specialist,
  roles: readonly TokenRole[] = ['representative'],
): Promise<{ status: number; items: Row[]; nextCursor?: string; body: Row }> => {
  const said = await world.get('/cases', { as, roles, query });
  const { items = [], nextCursor } = said.body as { items?: Row[]; nextCursor?: string };
  return { status: said.status, items, body: said.body, ...(nextCursor ? { nextCursor } : {}) };
};
const idsOf = (items: Row[]) => items.map(({ caseId }) => String(caseId)).toSorted();

describe('the list of cases', () => {
  it('shows an agency its cases, and another none of them', async () => {
    const world = await department();
    expect(idsOf((await list(world)).items)).toEqual([
      'case-0000a',
      'case-0000b',
      'case-0000c',
      'case-0000d',
    ]);
    expect((await list(world, {}, stranger)).items).toEqual([]);
    expect((await list(world, {}, hospital)).items).toEqual([]);
  });

  it('shows viewers the cases of their regions, and those who look at all, all', async () => {
    const world = await department();
    const viewer = { ...stranger };
    expect((await list(world, {}, viewer, ['national_viewer'])).items).toHaveLength(4);
    expect((await list(world, {}, viewer, ['regional_viewer'])).items).toEqual([]);
    expect((await list(world, {}, viewer, ['intake_system'])).status).toBe(404);
  });

  it('S4-07 shows who governs a region what is late there, and nothing of another', async () => {
    const world = await department();
    world.world.pass({ days: 60 });
    const late = async (region: string) =>
      idsOf(
        (await list(world, { overdue: 'true' }, { ...stranger, regions: [region] }, ['regional_viewer']))
          .items,
      );
    expect(await late('AU-WA')).toHaveLength(4);
    expect(await late('AU-VIC')).toEqual([]);
  });

  it('holds codes, ids and instants, and nothing of what happened', async () => {
    const { items } = await list(await department());
    const prepared = items.find(({ caseId }) => caseId === 'case-0000d');
    expect(Object.keys(prepared ?? {}).toSorted()).toEqual([
      'caseId',
      'displayCode',
      'due',
      'lead',
      'meeting',
      'openedAt',
      'overdue',
      'parts',
      'phase',
      'phaseTitle',
      'region',
      'updatedAt',
      'urgency',
    ]);
  });

  it('filters by phase, urgency, agency and date, and says what moves a case on', async () => {
    const world = await department();
    const phase = await list(world, { phase: 'referral' });
    expect(idsOf(phase.items)).toEqual(['case-0000b']);
    expect(phase.body['next']).toMatchObject({
      referral: expect.arrayContaining([
        expect.objectContaining({ command: 'acceptReferral', leadsTo: ['consent_attempt'] }),
      ]),
    });
    expect(idsOf((await list(world, { urgency: 'urgent' })).items)).toEqual(['case-0000b']);
    // Who leads a case finds what an agency has to do in it; who only has a part finds nobody else's.
    expect(idsOf((await list(world, { agency: police.agencyId })).items)).not.toContain('case-0000b');
    expect((await list(world, { agency: police.agencyId })).items).toHaveLength(3);
    expect((await list(world, { agency: hospital.agencyId })).items).toEqual([]);
    expect((await list(world, { agency: 'agy-childprot' }, police)).items).toEqual([]);
    expect((await list(world, { agency: specialist.agencyId })).items).toHaveLength(4);
    expect((await list(world, { dueBefore: '2026-03-02' })).items).toEqual([]);
    expect((await list(world, { overdue: 'true' })).items).toEqual([]);
    world.world.pass({ days: 60 });
    expect((await list(world, { overdue: 'true' })).items).toHaveLength(4);
    expect((await list(world, { overdue: 'false' })).items).toEqual([]);
  });

  it('sorts by what is due, opened or updated', async () => {
    const world = await department();
    for (const [sort, field] of [
      ['opened', 'openedAt'],
      ['updated', 'updatedAt'],
    ] as const) {
      const values = (await list(world, { sort })).items.map((row) => String(row[field]));
      expect(values).toEqual(values.toSorted().toReversed());
    }
    const due = (await list(world)).items.map((row) => (row['due'] as { at: string }).at);
    expect(due).toEqual(due.toSorted());
    const down = (await list(world, { order: 'desc' })).items.map((row) => (row['due'] as { at: string }).at);
    expect(down).toEqual(due.toReversed());
  });

  it('drops a case for a worker who is excluded, and for an agency that has left', async () => {
    const world = await department();
    const state = world.caseState('case-0000b');
    const because = 'conflict_of_interest' as const;
    const changed = structuredClone(state);
    changed.exclusions.push({ exclusionId: 'exc-0001', ...specialist, because, from: state.openedAt });
    const record = world.data.aggregates['case/case-0000b'];
    if (!record) throw new Error('it is not there');
    Object.assign(record, { data: changed, version: 2 });
    await world.list('case', 'case-0000b');
    expect(idsOf((await list(world)).items)).not.toContain('case-0000b');
    expect(idsOf((await list(world, {}, police)).items)).toContain('case-0000b');
    for (const agency of changed.agencies) {
      if (agency.agencyId === police.agencyId) agency.removedAt = state.openedAt;
    }
    record.version = 3;
    await world.list('case', 'case-0000b');
    expect(idsOf((await list(world, {}, police)).items)).not.toContain('case-0000b');
  });

  it('refuses what is not a filter, a limit or a cursor with 400', async () => {
    const world = await department();
    const wrong: Record<string, string>[] = [
      { phase: 'nowhere' },
      { limit: '0' },
      { limit: '101' },
      { limit: 'ten' },
      { cursor: 'AAAA' },
      { cursor: '%00' },
      { cursor: Buffer.from('{"p":"pag-0000","at":-1}').toString('base64url') },
      { cursor: Buffer.from('{"p":"pag-0000","at":0}').toString('base64url') },
      { sort: '__proto__' },
    ];
    for (const query of wrong) {
      expect((await list(world, query)).status, JSON.stringify(query)).toBe(400);
    }
  });

  it('takes a cursor from nobody else, and for no other list', async () => {
    const world = await department();
    const { nextCursor: cursor = '' } = await list(world, { limit: '2' });
    expect((await list(world, { limit: '2', cursor }, police)).status).toBe(400);
    expect((await list(world, { limit: '2', cursor, sort: 'opened' })).status).toBe(400);
    const rest = await list(world, { limit: '2', cursor });
    expect(rest.items).toHaveLength(2);
    expect(rest).not.toHaveProperty('nextCursor');
  });
});

describe('the worklist', () => {
  const read = (world: ReadsWorld, agencyId: string, as: Worker, query: Record<string, string> = {}) =>
    world.get(`/worklists/${agencyId}`, { as, query });

  it('S0-38 holds requests, actions and declarations, the next due first', async () => {
    const world = await createReadsWorld();
    await withMeeting(world);
    const said = await read(world, police.agencyId, police);
    const items = said.body['items'] as { kind: string; dueAt?: string }[];
    expect(new Set(items.map(({ kind }) => kind))).toEqual(
      new Set(['action', 'reply', 'written_return', 'declaration']),
    );
    const due = items.map(({ dueAt }) => dueAt ?? '~');
    expect(due).toEqual(due.toSorted());
    const actions = await read(world, police.agencyId, police, { kind: 'action' });
    expect(actions.body['items']).toMatchObject([{ kind: 'action', for: police, overdue: false }]);
  });

  it('shows tasks in words, with where they are answered', async () => {
    const world = await createReadsWorld();
    await world.app.worklist.put({
      taskId: 'tsk-one1',
      code: 'decide_basis',
      for: police,
      status: 'open',
      source: { type: 'case', id: world.caseId },
      order: '1',
    });
    const said = await read(world, police.agencyId, police, { kind: 'task' });
    expect(said.body['items']).toMatchObject([
      { title: 'Decide basis', path: `/cases/${world.caseId}`, displayCode: expect.any(String) },
    ]);
  });

  it('is of no other agency', async () => {
    const world = await createReadsWorld();
    expect((await read(world, police.agencyId, hospital)).status).toBe(404);
    expect((await read(world, 'agy-nowhere1', hospital)).status).toBe(404);
  });

  it('S4-24 shows a regional viewer what is of their regions, and a national viewer all', async () => {
    const world = await department();
    const see = async (role: TokenRole, regions?: string[]) => {
      const as = { ...stranger, ...(regions && { regions }) };
      const said = await world.get(`/worklists/${specialist.agencyId}`, { as, roles: [role] });
      return (said.body['items'] as Row[]).length;
    };
    const all = await see('national_viewer');
    expect(all).toBeGreaterThan(0);
    expect(await see('regional_viewer', ['AU-WA'])).toBe(all);
    expect(await see('regional_viewer', ['AU-VIC'])).toBe(0);
  });

  it('tells a colleague in an agency of named contacts only of no case, meeting or task', async () => {
    const world = await createReadsWorld();
    await withMeeting(world);
    const { agencyId } = police;
    await world.app.worklist.put({
      taskId: 'tsk-one1',
      code: 'fill_post',
      for: { agencyId, post: 'manager' },
      status: 'open',
      source: { type: 'agency', id: agencyId },
      order: '1',
    });
    await world.post(`/agencies/${agencyId}/named-contact-only`, {
      as: police,
      roles: ['agency_manager'],
      body: { on: true, integrityContactId: police.representativeId },
    });
    const paths = ['/cases', '/meetings', `/worklists/${agencyId}`];
    for (const path of paths) {
      for (const roles of [['representative'], ['agency_manager'], ['after_hours']] as const) {
        const said = await world.get(path, { as: workers.police2, roles });
        expect({ path, items: said.body['items'] }).toEqual({ path, items: [] });
      }
      expect((await world.get(path, { as: police })).body['items']).not.toEqual([]);
    }
  });

  it('leaves out what is about a case from which the worker is excluded', async () => {
    const world = await createReadsWorld();
    const state = world.caseState(world.caseId);
    const because = 'conflict_of_interest' as const;
    state.exclusions.push({ exclusionId: 'exc-0001', ...police, because, from: state.openedAt });
    const record = world.data.aggregates[`case/${world.caseId}`];
    if (record) record.version = 2;
    await world.list('case', world.caseId);
    await world.app.worklist.put({
      taskId: 'tsk-one1',
      code: 'decide_basis',
      for: { agencyId: police.agencyId, post: 'mailbox' },
      status: 'open',
      source: { type: 'case', id: world.caseId },
      order: '1',
    });
    expect((await read(world, police.agencyId, police)).body['items']).toEqual([]);
    const colleague = await read(world, police.agencyId, workers.police2);
    expect(colleague.body['items']).not.toEqual([]);
  });
});

describe('the list of meetings', () => {
  it('shows an agency those to which it is invited, with the cases that it may know', async () => {
    const world = await createReadsWorld();
    const meetingId = await withMeeting(world);
    const mine = await world.get('/meetings', { as: police });
    // The other case on its list is of no agency here.
    expect(mine.body['items']).toMatchObject([{ meetingId, caseIds: [world.caseId], status: 'scheduled' }]);
    expect(mine.text).not.toContain('outstanding');
    expect((await world.get('/meetings', { as: hospital })).body['items']).toEqual([]);
    expect((await world.get('/meetings', { as: police, query: { status: 'held' } })).body['items']).toEqual(
      [],
    );
  });

  it('keeps past ones apart', async () => {
    const world = await createReadsWorld();
    const meetingId = await withMeeting(world);
    const record = world.data.aggregates[`meeting/${meetingId}`];
    if (!record) throw new Error('there is no meeting');
    Object.assign(record, { version: 2, data: { ...(record.data as object), status: 'cancelled' } });
    await world.list('meeting', meetingId);
    expect((await world.get('/meetings', { as: police })).body['items']).toEqual([]);
    const past = await world.get('/meetings', { as: police, query: { status: 'cancelled' } });
    expect(past.body['items']).toMatchObject([{ meetingId }]);
  });
});

describe('me', () => {
  it('says who the token says I am, and what that opens', async () => {
    const world = await createReadsWorld();
    const said = await world.get('/me', { as: specialist });
    expect(said.body).toMatchObject({
      ...specialist,
      agencyName: 'Example Agency',
      known: true,
      reads: ['directory'],
      needs: { content: ['purpose', 'endorsement', 'agency_basis', 'case_basis'] },
    });
    expect((await world.get('/me')).status).toBe(401);
  });
});
