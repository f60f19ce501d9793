import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoLists } from '../../../functions/adapters/dynamodb/lists.ts';
import type { Table } from '../../../functions/adapters/dynamodb/table.ts';
import { createTable } from '../../../functions/adapters/dynamodb/table.ts';
import { freshRef } from '../contract/fixtures.ts';
import { type LocalTable, openLocalTable } from './local-table.ts';

class Crash extends Error {}

describe('lists in DynamoDB', () => {
  let local: LocalTable;
  let table: Table;
  beforeAll(async () => {
    local = await openLocalTable();
    table = createTable(DynamoDBDocumentClient.from(local.client), local.tableName);
  });
  afterAll(() => local.close());

  /** A table that breaks at the n-th write. */
  const breaking = (at: number): Table => {
    let writes = 0;
    const count = () => {
      writes += 1;
      if (writes === at) throw new Crash();
    };
    return {
      ...table,
      put: async (...args) => {
        count();
        return table.put(...args);
      },
      update: async (...args) => {
        count();
        return table.update(...args);
      },
    };
  };

  it('end the same after a crash at any write', async () => {
    for (const at of [1, 2, 3, 4]) {
      const source = freshRef();
      const [stays, leaves] = [`stays-${source.id}`, `leaves-${source.id}`];
      const lists = createDynamoLists(table, () => 0);
      await lists.put({ source, order: 1, rows: { [stays]: { n: 1 }, [leaves]: { n: 1 } } });
      const later = { source, order: 2, rows: { [stays]: { n: 2 } } };
      await expect(createDynamoLists(breaking(at), () => 0).put(later)).rejects.toThrow(Crash);
      await lists.put(later);
      expect(await lists.list(stays)).toEqual([{ n: 2 }]);
      expect(await lists.list(leaves)).toEqual([]);
    }
  });

  it('cost one write as long as the rows say the same', async () => {
    const source = freshRef();
    const rows = { [`a-${source.id}`]: { n: 1 }, [`b-${source.id}`]: { n: 1 } };
    await createDynamoLists(table, () => 0).put({ source, order: 1, rows });
    await createDynamoLists(breaking(2), () => 0).put({ source, order: 2, rows });
  });
});
