import { describe } from 'vitest';
import { createMemoryDisposals } from '../../../functions/adapters/memory/disposals.ts';
import { createMemoryStores, emptyWorld } from '../../../functions/adapters/memory/index.ts';
import { accessContract } from '../contract/access.ts';
import { aggregateContract } from '../contract/aggregates.ts';
import { chainContract } from '../contract/chains.ts';
import { disposalContract } from '../contract/disposals.ts';
import { ledgerContract } from '../contract/ledger.ts';
import { linkContract } from '../contract/links.ts';
import { listContract } from '../contract/lists.ts';
import { matchContract } from '../contract/matches.ts';
import { recordContract } from '../contract/records.ts';

describe('the memory adapter', () => {
  const stores = createMemoryStores(emptyWorld());
  aggregateContract(() => stores);
  recordContract(() => stores);
  accessContract(() => stores);
  chainContract(() => stores);
  const disposals = createMemoryDisposals();
  disposalContract(() => disposals);
  ledgerContract(() => stores);
  linkContract(() => stores);
  listContract(() => stores);
  matchContract(() => stores);
});
