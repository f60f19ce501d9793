import type { Anchor } from '../../application/anchors/anchor.ts';
import type { Anchors } from '../../application/anchors/ports.ts';
import { copy } from './copy.ts';

/** Anchors in a list: for tests. */
export function createMemoryAnchors(kept: Anchor[] = []): Anchors {
  return {
    async put(anchor) {
      if (!kept.some(({ root }) => root === anchor.root)) kept.push(copy(anchor));
    },
    async list(since) {
      return copy(kept.filter(({ to }) => to >= since).toSorted((a, b) => (a.to < b.to ? -1 : 1)));
    },
  };
}
