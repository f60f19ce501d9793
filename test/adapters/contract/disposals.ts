import { describe, expect, it } from 'vitest';
import type { DisposalStore } from '../../../functions/application/operations/dispose.ts';
import { freshRef, T0, T1 } from './fixtures.ts';

/** What every store of disposals keeps to. */
export function disposalContract(disposals: () => DisposalStore): void {
  describe('disposals', () => {
    it('keep the first proposal and the first tombstone of a case', async () => {
      const store = disposals();
      const { id: caseId } = freshRef();
      const proposedBy = { agencyId: 'agy-one1', representativeId: 'rep-one1' };
      const proposal = { caseId, authority: 'DA 1', class: '1.1', proposedBy, proposedAt: T0 };
      expect(await store.proposal(caseId)).toBeUndefined();
      expect(await store.propose(proposal)).toBe(true);
      expect(await store.propose({ ...proposal, class: '2.2' })).toBe(false);
      expect(await store.proposal(caseId)).toEqual(proposal);
      const tombstone = {
        ...proposal,
        approvedBy: { agencyId: 'agy-one1', representativeId: 'rep-two2' },
        disposedAt: T1,
        audit: { seq: 3, hash: 'abc' },
        destroyed: [caseId],
        kept: [{ personId: 'per-one1', reason: 'not-ended' }],
      };
      expect(await store.tombstone(caseId)).toBeUndefined();
      await store.bury(tombstone);
      await store.bury({ ...tombstone, disposedAt: T0 });
      expect(await store.tombstone(caseId)).toEqual(tombstone);
    });
  });
}
