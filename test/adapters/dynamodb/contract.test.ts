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

  it('keeps a case of 700 KB in an item of a tenth of it, and gives it back whole', async () => {
    const { aggregates } = table.stores;
    const ref = freshRef('case');
    const actions = Array.from({ length: 4_000 }, (_, n) => ({
      actionId: `act-${n}`,
      note: 'x'.repeat(150),
      n,
    }));
    await aggregates.create(newRecord(ref));
    const [data, next] = [{ actions }, { actions: actions.slice(1) }];
    const { version, generation } = newRecord(ref);
    const save = { ref, version: version + 1, at: T0, entries: [], recent: {}, auditSeq: 1, auditHash: 'h' };
    const saved = (of: object, expect: { version: number; generation: number }, version: number) =>
      aggregates.save({ ...save, data: of, expect, version, attentionAt: T0 });
    expect(await saved(data, { version, generation }, version + 1)).toBe(true);
    expect((await aggregates.load(ref))?.data).toEqual(data);
    expect(await saved(next, { version: version + 1, generation }, version + 2)).toBe(true);
    expect((await aggregates.load(ref))?.data).toEqual(next);
  });
});
