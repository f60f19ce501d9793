import type { MatchIndex } from '../../application/matching/match-index.ts';
import { hashText } from '../../domain/shared/ids.ts';
import type { MemoryWorld } from './world.ts';

/** The index of people in memory. Its hashes have no secret, for nobody keeps it. */
export function createMemoryMatches(world: MemoryWorld): MatchIndex {
  return {
    async put(personId, version, keys) {
      const there = world.matches[personId];
      if (there === undefined || there.version <= version)
        world.matches[personId] = { version, hashes: keys.map(hashText) };
    },
    async find(keys) {
      const sought = keys.map(hashText);
      const shared = Object.entries(world.matches)
        .map(([personId, { hashes }]) => ({
          personId,
          count: hashes.filter((one) => sought.includes(one)).length,
        }))
        .filter(({ count }) => count > 0)
        .toSorted((a, b) => b.count - a.count);
      return { personIds: shared.map(({ personId }) => personId), more: false };
    },
  };
}
