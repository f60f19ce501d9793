import * as z from 'zod/mini';
import { canonicalJson } from '../../application/canonical.ts';
import { ConflictError } from '../../application/errors.ts';
import type { ListedRows, ListStore, PagingStore } from '../../application/projections/list-store.ts';
import { hashText } from '../../domain/shared/ids.ts';
import { listKey, listPartition, listPointerKey, pagingKey } from './keys.ts';
import { type Attributes, createExpression, type Table } from './table.ts';

/** The lists that an aggregate stands in. */
export const listPointerSchema = z.object({
  /** The version of the aggregate. */
  order: z.number(),
  /** All lists that ever had a row. */
  lists: z.array(z.string()),
  /** Hash of the rows that stand in the lists; missing while somebody is about to write others. */
  settled: z.optional(z.string()),
});
/** A row of a list; what it holds is for the list's reader to parse (projections). */
export const listRowSchema = z.object({
  /** False: it has left the list, and stays so long that no slow writer revives it. */
  listed: z.boolean(),
  row: z.optional(z.unknown()),
});
/** What a paging began with, so that its pages do not shift. */
export const pagingSchema = z.object({
  pagingId: z.string(),
  part: z.number(),
  of: z.string(),
  ids: z.array(z.string()),
});

/** A row that left a list stays this long as a tombstone, so that a slow writer cannot revive it. */
const TOMBSTONE_DAYS = 90;
const PAGING_SECONDS = 2 * 3600;
const TRIES = 5;

/**
 * Lists: a row in each list that an aggregate stands in, and a pointer that knows all of them. As long as the
 * rows say the same nothing but the pointer is written. Every write holds only over one that is not newer, so
 * that writers in any order and a crash between any two writes end the same.
 * @param now milliseconds since 1970, for the end of tombstones and pagings
 */
export function createDynamoLists(table: Table, now: () => number): ListStore {
  const endsIn = (seconds: number): number => Math.floor(now() / 1000) + seconds;

  /** The lists to write, or undefined when they show the rows already or something newer. */
  async function point({ source, order, rows }: ListedRows, digest: string): Promise<string[] | undefined> {
    const key = listPointerKey(source);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const item = await table.get(key);
      const pointer = item && listPointerSchema.parse(item);
      if (pointer && pointer.order > order) return undefined;
      const same = pointer?.settled === digest;
      if (same && pointer.order === order) return undefined;
      const lists = [...new Set([...(pointer?.lists ?? []), ...Object.keys(rows)])];
      const { path, value, done } = createExpression();
      const condition = pointer ? `${path('order')} = ${value(pointer.order)}` : 'attribute_not_exists(pk)';
      const next = { ...key, order, lists, ...(same ? { settled: digest } : {}) };
      if (await table.put(next, { condition, ...done() })) return same ? undefined : lists;
    }
    throw new ConflictError(`lists of ${source.id}: somebody else wrote first, ${TRIES} times`);
  }

  async function putRow(name: string, { source, order, rows }: ListedRows): Promise<void> {
    const row = rows[name];
    const { path, value, done } = createExpression();
    const condition = `attribute_not_exists(pk) OR ${path('order')} <= ${value(order)}`;
    const shown =
      row === undefined
        ? { listed: false, expiresAt: endsIn(TOMBSTONE_DAYS * 86_400) }
        : { listed: true, row };
    await table.put({ ...listKey(name, source), order, ...shown }, { condition, ...done() });
  }

  async function settle({ source, order }: ListedRows, digest: string): Promise<void> {
    const { path, value, done } = createExpression();
    const set = [`${path('settled')} = ${value(digest)}`];
    const when = [`${path('order')} = ${value(order)}`];
    await table.update(listPointerKey(source), { set, remove: [], when, ...done() });
  }

  return {
    async put(listed) {
      const digest = hashText(canonicalJson(listed.rows));
      const lists = await point(listed, digest);
      if (!lists) return;
      for (const name of lists) await putRow(name, listed);
      await settle(listed, digest);
    },
    async list(name) {
      const rows: unknown[] = [];
      let start: Attributes | undefined;
      do {
        const { path, value, done } = createExpression();
        const condition = `${path('pk')} = ${value(listPartition(name))}`;
        const page = await table.query({ condition, ...(start ? { start } : {}), ...done() });
        for (const item of page.items) {
          const { listed, row } = listRowSchema.parse(item);
          if (listed) rows.push(row);
        }
        start = page.next;
      } while (start);
      return rows;
    },
    async some(name, of) {
      const items = await Promise.all(of.map((ref) => table.get(listKey(name, ref))));
      return items.flatMap((item) => {
        const { listed, row } = item ? listRowSchema.parse(item) : { listed: false };
        return listed ? [row] : [];
      });
    },
  };
}

/** @param now milliseconds since 1970: a paging is forgotten after two hours */
export function createDynamoPagings(table: Table, now: () => number): PagingStore {
  return {
    async keep(paging) {
      const expiresAt = Math.floor(now() / 1000) + PAGING_SECONDS;
      await table.put({ ...pagingKey(paging.pagingId, paging.part), ...paging, expiresAt });
    },
    async load(pagingId, part) {
      const item = await table.get(pagingKey(pagingId, part));
      return item && pagingSchema.parse(item);
    },
  };
}
