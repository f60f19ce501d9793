import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import {
  createDynamoStores,
  type DynamoStores,
  type DynamoStoresOptions,
} from '../../../functions/adapters/dynamodb/index.ts';
import { createLocalKeys } from '../../../functions/adapters/kms/local-keys.ts';
import { tableDefinition } from '../../../local/table.ts';

const require = createRequire(import.meta.url);
/** dynalite has no types of its own. */
const dynalite: (options: Record<string, number>) => Server = require('dynalite');

export interface LocalTable {
  stores: DynamoStores;
  client: DynamoDBClient;
  tableName: string;
  close(): Promise<void>;
}

/** The table as the stack makes it, as far as keys and indexes go, under another name. */
export const tableInput = (TableName: string): CreateTableCommandInput => ({ ...tableDefinition, TableName });

/** The table as the stack makes it, in a dynalite of this process, and the stores over it. */
export async function openLocalTable(more: Partial<DynamoStoresOptions> = {}): Promise<LocalTable> {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('dynalite has no port');
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${address.port}`,
    region: 'ap-southeast-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const tableName = 'cases';
  await client.send(new CreateTableCommand(tableInput(tableName)));
  while (
    (await client.send(new DescribeTableCommand({ TableName: tableName }))).Table?.TableStatus !== 'ACTIVE'
  );
  const stores = createDynamoStores({
    client,
    tableName,
    keys: createLocalKeys(new Uint8Array(32).fill(7)),
    parse: (_type, data) => data,
    now: () => Date.parse('2026-03-02T01:00:00.000Z'),
    ...more,
  });
  return {
    stores,
    client,
    tableName,
    async close() {
      client.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
