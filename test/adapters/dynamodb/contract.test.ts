import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoDisposals } from '../../../functions/adapters/dynamodb/disposals.ts';
import { openTable } from '../../../functions/adapters/dynamodb/open-table.ts';
import { accessContract } from '../contract/access.ts';
import { aggregateContract } from '../contract/aggregates.ts';
import { chainContract } from '../contract/chains.ts';
import { disposalContract } from '../contract/disposals.ts';
import { freshRef, newRecord, T0 } from '../contract/fixtures.ts';
import { ledgerContract } from '../contract/ledger.ts';
import { linkContract } from '../contract/links.ts';
import { listContract } from '../contract/lists.ts';
import { matchContract } from '../contract/matches.ts';
import { recordContract } from '../contract/records.ts';
import { type LocalTable, openLocalTable } from './local-table.ts';

describe('the DynamoDB adapter', () => {
  let table: LocalTable;
  beforeAll(async () => {
    table = await openLocalTable();
  });
  afterAll(() => table.close());

  aggregateContract(() => table.stores);
  recordContract(() => table.stores);
  accessContract(() => table.stores);
  chainContract(() => table.stores);
  disposalContract(() => createDynamoDisposals(openTable(table.client, table.tableName)));
  ledgerContract(() => table.stores);
  linkContract(() => table.stores);
  listContract(() => table.stores);
  matchContract(() => table.stores);

  it('keeps identities and narratives out of every item in plain text', async () => {
    const { aggregates, notes } = table.stores;
    const ref = freshRef('person');
    const data = { identity: { name: 'Quillon Testperson' }, flags: [] };
    await aggregates.create(newRecord(ref, { data }));
    await notes.create(
      { owner: ref, noteId: 'note-one1', field: 'view', text: 'Wombatville', createdAt: T0 },
      T0,
    );
    expect((await aggregates.load(ref))?.data).toEqual(data);
    const all = JSON.stringify(
      (await table.client.send(new ScanCommand({ TableName: table.tableName }))).Items,
    );
    expect(all).toContain(ref.id);
    expect(all).not.toContain('Testperson');
    expect(all).not.toContain('Wombatville');
  });
});
