import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyWorld } from '../../../../functions/adapters/memory/index.ts';
import { createMemoryPagings } from '../../../../functions/adapters/memory/lists.ts';
import {
  fromBase64,
  type Page,
  pageThrough,
  toBase64,
} from '../../../../functions/application/api/reads/paging.ts';
import type { ApiRequest } from '../../../../functions/application/api/route.ts';

interface Row {
  id: string;
  due: number;
}

const request = (query: Record<string, unknown>): ApiRequest => ({
  path: '/cases',
  params: {},
  query,
  body: undefined,
  subject: { agencyId: 'agy-one1', representativeId: 'rep-one1', roles: [], via: 'account', mfa: true },
});

/** What happens to the rows between two pages. */
const change = fc.oneof(
  fc.record({ do: fc.constant('move' as const), at: fc.nat(60), due: fc.nat(100) }),
  fc.record({ do: fc.constant('add' as const), due: fc.nat(100) }),
  fc.record({ do: fc.constant('remove' as const), at: fc.nat(60) }),
);

const ports = () => ({
  pagings: createMemoryPagings(emptyWorld()),
  clock: { now: () => '2026-03-02T01:00:00.000Z' },
  random: () => 0.5,
});

const listOf = <Of extends { id: string }>(rows: readonly Of[]) => ({
  all: async () => rows,
  idOf: ({ id }: Of) => id,
  some: async (ids: readonly string[]) => rows.filter(({ id }) => ids.includes(id)),
});

describe('paging', () => {
  it('shows each row that was there and stays exactly once, however rows move, come and go', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(100), { maxLength: 60 }),
        fc.integer({ min: 1, max: 100 }),
        fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 60 }),
        async (dues, limit, changes) => {
          const app = ports();
          let rows: Row[] = dues.map((due, n) => ({ id: `row-${n}`, due }));
          const began = rows.map(({ id }) => id);
          const removed = new Set<string>();
          const seen: string[] = [];
          let cursor: string | undefined;
          for (let page = 0; ; page += 1) {
            const sorted = rows.toSorted((a, b) => a.due - b.due || (a.id < b.id ? -1 : 1));
            const query = { limit, ...(cursor === undefined ? {} : { cursor }) };
            const answer = await pageThrough(app, request(query), listOf(sorted));
            if ('refusal' in answer) throw new Error(answer.refusal.code);
            expect(answer.items.length).toBeLessThanOrEqual(limit);
            seen.push(...answer.items.map(({ id }) => id));
            cursor = answer.nextCursor;
            if (cursor === undefined) break;
            for (const one of changes[page] ?? []) {
              if (one.do === 'add') rows = [...rows, { id: `new-${rows.length}-${page}`, due: one.due }];
              const target = one.do === 'add' ? undefined : rows[one.at];
              if (!target) continue;
              rows = rows.filter((row) => row !== target);
              if (one.do === 'move') rows = [...rows, { ...target, due: one.due }];
              else removed.add(target.id);
            }
          }
          expect(new Set(seen).size).toBe(seen.length);
          expect(seen.filter((id) => !began.includes(id))).toEqual([]);
          expect(began.filter((id) => !removed.has(id) && !seen.includes(id))).toEqual([]);
        },
      ),
      { seed: 20260302, numRuns: 300 },
    );
  });

  it('goes on over what takes several items to remember', async () => {
    const app = ports();
    const rows = Array.from({ length: 8_150 }, (_, n) => ({ id: `row-${n}` }));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: 97, ...(cursor === undefined ? {} : { cursor }) };
      const page: Page<{ id: string }> | { refusal: unknown } = await pageThrough(
        app,
        request(query),
        listOf(rows),
      );
      if ('refusal' in page) throw new Error('refused');
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(rows.map(({ id }) => id));
  });

  it('never breaks on a cursor that nobody was given', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.json(), fc.jsonValue().map(toBase64), fc.base64String()),
        async (cursor) => {
          const answer = await pageThrough(ports(), request({ cursor }), listOf([{ id: 'a' }]));
          expect(answer).toMatchObject({ status: 400, refusal: { code: 'cursor-invalid' } });
        },
      ),
      { seed: 20260302, numRuns: 500 },
    );
  });

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('p', 'at'), fc.nat()), (value) => {
        expect(fromBase64(toBase64(value))).toEqual({ ...value });
      }),
      { seed: 20260302 },
    );
  });
});
