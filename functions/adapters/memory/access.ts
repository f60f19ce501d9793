import type { AccessLog } from '../../application/access/access-log.ts';
import type { ReadingCounter } from '../../application/access/reading-counter.ts';
import { copy } from './copy.ts';
import type { MemoryWorld } from './world.ts';

const PAGE = 100;

/** The access log over one plain object. */
export function createMemoryAccessLog(world: MemoryWorld): AccessLog {
  const chainOf = (caseId: string) => world.accesses[caseId] ?? [];
  return {
    async put(caseId, entry) {
      const chain = chainOf(caseId);
      if (chain.some(({ seq }) => seq === entry.seq)) return false;
      world.accesses[caseId] = [...chain, copy(entry)].toSorted((a, b) => a.seq - b.seq);
      return true;
    },
    async page(caseId, after) {
      return copy(
        chainOf(caseId)
          .filter(({ seq }) => seq > after)
          .slice(0, PAGE),
      );
    },
    async latest(caseId, before = Number.MAX_SAFE_INTEGER) {
      const found = chainOf(caseId).filter(({ seq }) => seq < before);
      return copy(found.toReversed().slice(0, PAGE));
    },
  };
}

/** Cases read within an hour, over one plain object. */
export function createMemoryReadings(world: MemoryWorld): ReadingCounter {
  const key = (worker: { agencyId: string; representativeId: string }, hour: string) =>
    `${worker.agencyId}/${worker.representativeId}/${hour}`;
  return {
    async count(worker, hour, caseId) {
      const known = world.readings[key(worker, hour)] ?? { cases: [], alarmed: false };
      if (known.alarmed) return undefined;
      const cases = [...new Set([...known.cases, caseId])];
      world.readings[key(worker, hour)] = { ...known, cases };
      return cases.length;
    },
    async claimAlarm(worker, hour) {
      const known = world.readings[key(worker, hour)] ?? { cases: [], alarmed: false };
      if (known.alarmed) return false;
      world.readings[key(worker, hour)] = { ...known, alarmed: true };
      return true;
    },
  };
}
