import { createHash } from 'node:crypto';
import type { LinkKeys, LinkStore } from '../../application/answers/link-store.ts';
import { copy } from './copy.ts';
import type { MemoryWorld } from './world.ts';

export function createMemoryLinks(world: MemoryWorld): LinkStore {
  return {
    async load(linkId) {
      return copy(world.links[linkId]);
    },
    async create(linkId, link) {
      if (world.links[linkId]) return false;
      world.links[linkId] = copy(link);
      return true;
    },
    async save(linkId, link) {
      if (world.links[linkId]?.version !== link.version - 1) return false;
      world.links[linkId] = copy(link);
      return true;
    },
  };
}

/** Keys that everybody can compute: for tests only. */
export function createMemoryLinkKeys(world: MemoryWorld): LinkKeys {
  const keyOf = (kid: string) => createHash('sha256').update(`links-${kid}`).digest();
  return {
    find: async (kid) => (world.linkKeys.includes(kid) ? keyOf(kid) : undefined),
    async signing(kid) {
      if (!world.linkKeys.includes(kid)) world.linkKeys.push(kid);
      return keyOf(kid);
    },
  };
}
