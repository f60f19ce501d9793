import type { AggregateStore } from '../../application/ports.ts';
import { type AggregateRecord, type AggregateRef, isOutboxEmpty } from '../../application/record.ts';
import { copy } from './copy.ts';
import { type MemoryWorld, refKey } from './world.ts';

/** Aggregates in memory. What goes in and comes out is copied, so that nobody shares a state with the store. */
export function createMemoryAggregates(world: MemoryWorld): AggregateStore {
  const find = (ref: AggregateRef): AggregateRecord | undefined => world.aggregates[refKey(ref)];

  return {
    async load(ref) {
      return copy(find(ref));
    },

    async create(record) {
      if (find(record)) return false;
      world.aggregates[refKey(record)] = copy(record);
      return true;
    },

    async save({ ref, expect, version, entries, ...change }) {
      const item = find(ref);
      if (item?.version !== expect.version || item.generation !== expect.generation) return false;
      Object.assign(item, copy(change), { version });
      if (entries.length > 0) {
        item.outbox[String(version)] = copy(entries);
        item.pending = 1;
      }
      return true;
    },

    async acknowledge(ref, versions, failed = []) {
      const item = find(ref);
      if (!item) return;
      for (const version of versions) delete item.outbox[version];
      for (const entryId of failed) delete item.failing[entryId];
      if (isOutboxEmpty(item)) delete item.pending;
    },

    async registerToken({ ref, generation, version, token, tokenAt }) {
      const item = find(ref);
      if (item?.version !== version || item.generation !== generation) return false;
      if (item.tokenAt !== undefined && item.tokenAt >= tokenAt) return false;
      Object.assign(item, { token, tokenVersion: version, tokenAt });
      return true;
    },

    async raiseGeneration(ref, from, attentionAt) {
      const item = find(ref);
      if (item?.generation !== from) return false;
      item.generation = from + 1;
      item.attentionAt = attentionAt;
      delete item.token;
      delete item.tokenVersion;
      delete item.tokenAt;
      return true;
    },

    async markSeenGeneration(ref, generation) {
      const item = find(ref);
      if (item?.generation !== generation) return false;
      item.seenGeneration = generation;
      return true;
    },

    async moveAttention({ ref, to, while: hold, sweep }) {
      const item = find(ref);
      if (item?.version !== hold.version) return false;
      if (hold.quiet && !isOutboxEmpty(item)) return false;
      if (hold.seen && item.tokenVersion !== item.version) return false;
      if (hold.attentionAt !== undefined && item.attentionAt !== hold.attentionAt) return false;
      if (to === undefined) delete item.attentionAt;
      else item.attentionAt = to;
      if (sweep) item.sweep = copy(sweep);
      return true;
    },

    async hurry(ref, at) {
      const item = find(ref);
      if (!item) return false;
      item.attentionAt = at;
      return true;
    },

    async countFailure(ref, entryId, version) {
      const item = find(ref);
      if (!item || (version !== undefined && item.outbox[version] === undefined)) return 0;
      const count = (item.failing[entryId] ?? 0) + 1;
      item.failing[entryId] = count;
      return count;
    },
  };
}
