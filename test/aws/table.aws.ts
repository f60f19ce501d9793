import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe } from 'vitest';
import { createDynamoStores, type DynamoStores } from '../../functions/adapters/dynamodb/index.ts';
import { createLocalKeys } from '../../functions/adapters/kms/local-keys.ts';
import { accessContract } from '../adapters/contract/access.ts';
import { aggregateContract } from '../adapters/contract/aggregates.ts';
import { ledgerContract } from '../adapters/contract/ledger.ts';
import { linkContract } from '../adapters/contract/links.ts';
import { listContract } from '../adapters/contract/lists.ts';
import { matchContract } from '../adapters/contract/matches.ts';
import { recordContract } from '../adapters/contract/records.ts';
import { tableInput } from '../adapters/dynamodb/local-table.ts';
import { accountUnderTest, temporaryName } from './account.ts';

/* What dynalite does, DynamoDB does: the suites of the adapters over a real table, made for it. */
describe('the stores over DynamoDB itself', () => {
  const client = new DynamoDBClient({});
  const tableName = temporaryName();
  let stores: DynamoStores | undefined;

  beforeAll(async () => {
    await accountUnderTest();
    await client.send(new CreateTableCommand(tableInput(tableName)));
    await waitUntilTableExists({ client, maxWaitTime: 120 }, { TableName: tableName });
    stores = createDynamoStores({
      client,
      tableName,
      keys: createLocalKeys(new Uint8Array(32).fill(7)),
      parse: (_type, data) => data,
      now: () => Date.parse('2026-03-02T01:00:00.000Z'),
    });
  });
  afterAll(async () => {
    if (stores) await client.send(new DeleteTableCommand({ TableName: tableName }));
  });
  const open = (): DynamoStores => {
    if (!stores) throw new Error('there is no table');
    return stores;
  };

  aggregateContract(open);
  recordContract(open);
  accessContract(open);
  ledgerContract(open);
  linkContract(open);
  listContract(open);
  matchContract(open);
});
