import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as keys from '../../../functions/adapters/dynamodb/keys.ts';
import { createExpression, createTable } from '../../../functions/adapters/dynamodb/table.ts';
import {
  type ItemKind,
  itemKinds,
  type Migrations,
  migrations,
  newestSchema,
} from '../../../functions/application/migrations.ts';
import { type LocalTable, openLocalTable } from './local-table.ts';

const ref = { type: 'case', id: 'case-0000000001' } as const;
/** A key of each kind, as the adapters make it. */
const keyOf: Readonly<Record<ItemKind, keys.Key>> = {
  record: keys.aggregateKey(ref),
  audit: keys.auditKey(ref, 1),
  note: keys.noteKey(ref, 'note-1'),
  dead_letter: keys.deadLetterKey(ref, 'ent-1'),
  message: keys.messageKey('msg-1'),
  task: keys.worklistKey('agy-1', 'tsk-1'),
  task_pointer: keys.taskPointerKey('tsk-1'),
  list_row: keys.listKey('cases', ref),
  list_pointer: keys.listPointerKey(ref),
  paging: keys.pagingKey('pag-1', 0),
  data_keys: keys.dataKeyKey('per-1'),
  signing_key: keys.dataKeyKey(keys.signingOwner('2026-03')),
  match: keys.matchKey('hash', 'per-1'),
  match_pointer: keys.matchedKey('per-1'),
  link: keys.linkKey('hash'),
  binding: keys.ledgerKey('key-1'),
  access: keys.accessKey(ref.id, 1),
  chain_move: keys.movedKey('2026-03-02T01', 'audit/case/case-1'),
  anchor_cursor: keys.anchorCursorKey,
  disposal_proposal: keys.disposalKey(ref.id, 'PROPOSAL'),
  disposal_tombstone: keys.disposalKey(ref.id, 'TOMBSTONE'),
  reading: keys.readingKey({ agencyId: 'agy-1', representativeId: 'rep-1' }, '2026-03-02T01'),
};

/** A release in which every kind has one step more than now. */
const nextSteps: Migrations = { ...migrations };
for (const kind of itemKinds)
  Object.assign(nextSteps, {
    [kind]: [...migrations[kind], (before: object) => ({ ...before, next: kind })],
  });

describe.each(itemKinds)('an item of kind %s', (kind) => {
  let local: LocalTable;
  beforeAll(async () => {
    local = await openLocalTable();
  });
  afterAll(() => local.close());
  const key = keyOf[kind];
  const release = (steps: Migrations) =>
    createTable(DynamoDBDocumentClient.from(local.client), local.tableName, steps);
  const query = (steps: Migrations) => {
    const { path, value, done } = createExpression();
    return release(steps).query({ condition: `${path('pk')} = ${value(key.pk)}`, ...done() });
  };

  it('is known by its keys', () => {
    expect(keys.kindOfKey(key)).toBe(kind);
  });

  it('is stamped when it is put, and takes the next step when it is read', async () => {
    await release(migrations).put({ ...key, of: kind });
    const Key = { pk: { S: key.pk }, sk: { S: key.sk } };
    const { Item } = await local.client.send(new GetItemCommand({ TableName: local.tableName, Key }));
    expect(Item?.['schema']).toEqual({ N: String(newestSchema(kind)) });
    const migrated = { ...key, of: kind, next: kind, schema: newestSchema(kind, nextSteps) };
    expect(await release(nextSteps).get(key)).toEqual(migrated);
    expect((await query(nextSteps)).items).toEqual([migrated]);
  });

  it('of a later release is refused by name, alone and in a list', async () => {
    await release(nextSteps).put({ ...key, of: kind });
    const refused = expect.objectContaining({ name: 'NewerSchemaError' });
    await expect(release(migrations).get(key)).rejects.toThrow(refused);
    await expect(query(migrations)).rejects.toThrow(refused);
  });

  it('is of the first version if it has none', async () => {
    const Item = { pk: { S: key.pk }, sk: { S: key.sk } };
    await local.client.send(new PutItemCommand({ TableName: local.tableName, Item }));
    expect(await release(migrations).get(key)).toEqual({ ...key, schema: newestSchema(kind) });
  });
});

describe('kinds of items', () => {
  it('are all that keys.ts makes keys of', () => {
    const makers = Object.keys(keys).filter((name) => /Key$/.test(name) && name !== 'ownerOfKey');
    const notItems = ['kindOfKey', 'aggregateOfKey', 'attentiveOfKey', 'messageIdOfKey'];
    // The keys of aggregates, notes and so on: dataKeyKey makes two kinds, disposalKey two.
    expect(makers.filter((name) => !notItems.includes(name))).toHaveLength(itemKinds.length - 2);
  });

  it('refuse keys that nobody described', () => {
    expect(() => keys.kindOfKey({ pk: 'AGG#case#case-1', sk: 'ELSE' })).toThrow(/AGG and ELSE/);
  });

  it('have no step where a hash holds what was written', () => {
    expect([migrations.audit, migrations.access]).toEqual([[], []]);
  });
});
