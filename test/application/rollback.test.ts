import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aggregateKey } from '../../functions/adapters/dynamodb/keys.ts';
import { awaitSignal } from '../../functions/application/await-signal.ts';
import { evaluateCase } from '../../functions/application/evaluate-case.ts';
import type { AggregateRef } from '../../functions/application/record.ts';
import { relayAggregate, relayChanges } from '../../functions/application/relay.ts';
import { sweepAttention } from '../../functions/application/sweep.ts';
import { type LocalTable, openLocalTable } from '../adapters/dynamodb/local-table.ts';
import { createWorld, otherCase, type TestWorld, theCase } from './support/world.ts';

/*
 * A release is taken back, and the one before it meets what the later one wrote: it refuses by name, writes nothing
 * over it, serves every other case, and the later release finds everything when it comes again.
 */
const newer = expect.objectContaining({ name: 'NewerSchemaError' });
let local: LocalTable;
let world: TestWorld;
beforeAll(async () => {
  local = await openLocalTable();
  world = createWorld(local.stores);
  await world.command({ name: 'open' }, { add: 2 });
  await world.command({ name: 'open', ref: otherCase });
  await setSchema(theCase, 2);
});
afterAll(() => local.close());

const keyOf = (ref: AggregateRef) => {
  const { pk, sk } = aggregateKey(ref);
  return { TableName: local.tableName, Key: { pk: { S: pk }, sk: { S: sk } } };
};
const itemOf = async (ref: AggregateRef) => (await local.client.send(new GetItemCommand(keyOf(ref)))).Item;

/** As a release writes that has so many steps less one for a case. */
async function setSchema(ref: AggregateRef, schema: number): Promise<void> {
  await local.client.send(
    new UpdateItemCommand({
      ...keyOf(ref),
      UpdateExpression: 'SET #data.#schema = :schema',
      ExpressionAttributeNames: { '#data': 'data', '#schema': 'schema' },
      ExpressionAttributeValues: { ':schema': { N: String(schema) } },
    }),
  );
}

const lookAt = ({ id }: AggregateRef) =>
  evaluateCase(world.app, {
    caseId: id,
    generation: 1,
    startedAt: world.now(),
    wakes: 0,
    lastVersion: -1,
    definitionHash: 'hash-1',
  });

describe('a release that was taken back', () => {
  it('refuses by name what the later one wrote, and leaves it as it was', async () => {
    const before = await itemOf(theCase);
    await expect(world.command({ name: 'add' }, { add: 1 })).rejects.toThrow(newer);
    await expect(lookAt(theCase)).rejects.toThrow(newer);
    await expect(relayAggregate(world.app, theCase)).rejects.toThrow(newer);
    expect(await itemOf(theCase)).toEqual(before);
    expect(before?.['pending']).toEqual({ N: '1' });
  });

  it('gives its record of the stream back, and carries on every other case', async () => {
    expect(await relayChanges(world.app, [theCase, otherCase])).toEqual([theCase]);
    expect((await itemOf(otherCase))?.['pending']).toBeUndefined();
    expect(await lookAt(otherCase)).toMatchObject({ next: 'wait' });
    expect(await world.command({ name: 'add', ref: otherCase })).toMatchObject({ kind: 'accepted' });
  });

  it('keeps it in the sweeper’s sight', async () => {
    world.pass({ minutes: 5 });
    const before = await itemOf(theCase);
    expect((await sweepAttention(world.app)).failed).toBe(1);
    expect((await itemOf(theCase))?.['attentionAt']).toEqual(before?.['attentionAt']);
  });

  it('gives way to the later one again, which finds all that was to be done', async () => {
    await setSchema(theCase, 1);
    expect(await relayChanges(world.app, [theCase])).toEqual([]);
    expect(world.running.has(`${theCase.id}.g1`)).toBe(true);
    const { version } = await lookAt(theCase);
    const wait = { caseId: theCase.id, generation: 1, version, waitSeconds: 60, token: 'token-1' };
    await awaitSignal(world.app, { ...wait, enteredAt: world.now(), retryCount: 0 });
    expect((await itemOf(theCase))?.['tokenVersion']).toEqual({ N: '1' });
  });
});
