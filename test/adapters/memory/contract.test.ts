import { describe } from 'vitest';
import { createMemoryStores, emptyWorld } from '../../../functions/adapters/memory/index.ts';
import { accessContract } from '../contract/access.ts';
import { aggregateContract } from '../contract/aggregates.ts';
import { chainContract } from '../contract/chains.ts';
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
  ledgerContract(() => stores);
  linkContract(() => stores);
  listContract(() => stores);
  matchContract(() => stores);
});
