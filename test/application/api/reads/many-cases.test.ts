import { expect, it } from 'vitest';
import { type CaseRow, caseLists } from '../../../../functions/domain/views/case-row.ts';
import { workers } from '../../../domain/case/fixtures.ts';
import { createApiWorld } from '../world.ts';

const CASES = 5_000;
const HOUR_MS = 3_600_000;
const from = Date.parse('2026-03-01T00:00:00.000Z');
const { police } = workers;

/** As many live cases as some agency may have, due in no order. */
const rowOf = (n: number): CaseRow => ({
  caseId: `case-live${n}`,
  displayCode: 'K7QX-2MTR',
  region: 'kimberley',
  phase: 'action_deadlines',
  urgency: 'standard',
  openedAt: '2026-01-05T01:00:00.000Z',
  updatedAt: '2026-03-01T01:00:00.000Z',
  due: { rule: 'action.due', at: new Date(from + ((n * 7_919) % CASES) * HOUR_MS).toISOString() },
  agencies: [],
  parts: ['action_owner'],
  actions: [],
  excluded: [],
});

it('of 5,000 live cases the first page reads the list once, and each of the others its own rows alone', async () => {
  const api = await createApiWorld();
  for (let n = 0; n < CASES; n += 1) {
    const { caseId, ...row } = rowOf(n);
    api.data.lists[`case/${caseId}`] = {
      order: 1,
      rows: { [caseLists.ofAgency(police.agencyId)]: { caseId, ...row } },
    };
  }
  const { lists } = api.app;
  const read = { lists: 0, rows: 0 };
  api.app.lists = {
    ...lists,
    async list(name) {
      read.lists += 1;
      return lists.list(name);
    },
    async some(name, of) {
      read.rows += of.length;
      return lists.some(name, of);
    },
  };
  const due: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 4; page += 1) {
    const query = { limit: '50', ...(cursor === undefined ? {} : { cursor }) };
    const { body } = await api.get('/cases', { as: police, query });
    due.push(...(body['items'] as CaseRow[]).map((row) => row.due?.at ?? ''));
    cursor = String(body['nextCursor']);
    expect(read).toEqual({ lists: 1, rows: page * 50 });
  }
  const soonest = Array.from({ length: 200 }, (_, n) => new Date(from + n * HOUR_MS).toISOString());
  expect(due).toEqual(soonest);
});
