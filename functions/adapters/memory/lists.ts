import type { ListStore, PagingStore } from '../../application/projections/list-store.ts';
import { type MemoryWorld, refKey } from './world.ts';

export function createMemoryLists(world: MemoryWorld): ListStore {
  return {
    async put({ source, order, rows }) {
      const key = refKey(source);
      const there = world.lists[key];
      if (there === undefined || there.order <= order) world.lists[key] = structuredClone({ order, rows });
    },
    async list(name) {
      const rows = Object.values(world.lists).map((listed) => listed.rows[name]);
      return structuredClone(rows.filter((row) => row !== undefined));
    },
  };
}

export function createMemoryPagings(world: MemoryWorld): PagingStore {
  return {
    async keep(paging) {
      world.pagings[`${paging.pagingId}/${paging.part}`] = structuredClone(paging);
    },
    async load(pagingId, part) {
      return structuredClone(world.pagings[`${pagingId}/${part}`]);
    },
  };
}
