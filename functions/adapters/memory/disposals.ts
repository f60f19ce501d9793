import type { DisposalProposal, DisposalStore, Tombstone } from '../../application/operations/dispose.ts';
import { copy } from './copy.ts';

/** Proposals and tombstones of disposals, for tests. */
export function createMemoryDisposals(): DisposalStore {
  const proposals = new Map<string, DisposalProposal>();
  const tombstones = new Map<string, Tombstone>();
  return {
    async propose(proposal) {
      if (proposals.has(proposal.caseId)) return false;
      proposals.set(proposal.caseId, copy(proposal));
      return true;
    },
    proposal: async (caseId) => copy(proposals.get(caseId)),
    async bury(tombstone) {
      if (!tombstones.has(tombstone.caseId)) tombstones.set(tombstone.caseId, copy(tombstone));
    },
    tombstone: async (caseId) => copy(tombstones.get(caseId)),
  };
}
