import { chainName, hourOf } from '../../application/anchors/anchor.ts';
import type { ChainMoves } from '../../application/anchors/ports.ts';
import { aggregateTypes } from '../../domain/shared/aggregate.ts';
import { copy } from './copy.ts';
import type { MemoryWorld } from './world.ts';

/** Which chains moved, as their entries say, and how far they are anchored. */
export function createMemoryChains(world: MemoryWorld): ChainMoves {
  return {
    async moved(hour) {
      const within = (entries: readonly { at: string }[]) => entries.some(({ at }) => hourOf(at) === hour);
      const audits = Object.entries(world.audit).flatMap(([key, entries]) => {
        const [name = '', id = ''] = key.split('/');
        const type = aggregateTypes.find((one) => one === name);
        return type && within(entries) ? [chainName({ log: 'audit', ref: { type, id } })] : [];
      });
      const accesses = Object.entries(world.accesses).flatMap(([ownerId, entries]) =>
        within(entries) ? [chainName({ log: 'access', ownerId })] : [],
      );
      return [...audits, ...accesses];
    },
    async cursor() {
      return copy(world.anchored);
    },
    async advance(from, to) {
      if (world.anchored?.root !== from?.root) return false;
      world.anchored = to;
      return true;
    },
  };
}
