import { type DisposalStore, proposalSchema, tombstoneSchema } from '../../application/operations/dispose.ts';
import { disposalKey } from './keys.ts';
import type { Table } from './table.ts';

const UNLESS_THERE = { condition: 'attribute_not_exists(pk)', names: {}, values: {} };

/** Proposals and tombstones of disposals: one item each, never changed. */
export const createDynamoDisposals = (table: Table): DisposalStore => ({
  propose: (proposal) =>
    table.put({ ...disposalKey(proposal.caseId, 'PROPOSAL'), ...proposal }, UNLESS_THERE),
  async proposal(caseId) {
    const item = await table.get(disposalKey(caseId, 'PROPOSAL'));
    return item && proposalSchema.parse(item);
  },
  async bury(tombstone) {
    await table.put({ ...disposalKey(tombstone.caseId, 'TOMBSTONE'), ...tombstone }, UNLESS_THERE);
  },
  async tombstone(caseId) {
    const item = await table.get(disposalKey(caseId, 'TOMBSTONE'));
    return item && tombstoneSchema.parse(item);
  },
});
