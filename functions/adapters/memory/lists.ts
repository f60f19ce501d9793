import type { ListStore, PagingStore } from '../../application/projections/list-store.ts';
import { copy } from './copy.ts';
import { type MemoryWorld, refKey } from './world.ts';

export function createMemoryLists(world: MemoryWorld): ListStore {
  return {
    async put({ source, order, rows }) {
      const key = refKey(source);
      const there = world.lists[key];
      if (there === undefined || there.order <= order) world.lists[key] = copy({ order, rows });
    },
    async list(name) {
      const rows = Object.values(world.lists).map((listed) => listed.rows[name]);
      return copy(rows.filter((row) => row !== undefined));
    },
    async some(name, of) {
      const rows = of.map((ref) => world.lists[refKey(ref)]?.rows[name]);
      return copy(rows.filter((row) => row !== undefined));
    },
  };
}

export function createMemoryPagings(world: MemoryWorld): PagingStore {
  return {
    async keep(paging) {
      world.pagings[`${paging.pagingId}/${paging.part}`] = copy(paging);
    },
    async load(pagingId, part) {
      return copy(world.pagings[`${pagingId}/${part}`]);
    },
  };
}
