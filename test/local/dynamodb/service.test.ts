import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { START, TABLE } from '../gateway/cloud.ts';
import { get, KEY, NOT_THERE, opener, put } from './opener.ts';

describe('DynamoDB behind the gateway', () => {
  const open = opener();

  it('answers an SDK client, with the exception classes of the SDK', async () => {
    const { client } = await open();
    await client.send(put({ version: { N: '1' } }));
    expect((await client.send(get)).Item).toEqual({ ...KEY, version: { N: '1' } });
    const again = new PutItemCommand({
      TableName: 'Cases',
      Item: KEY,
      ...NOT_THERE,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    const refused = await client.send(again).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ConditionalCheckFailedException);
    expect(refused).toMatchObject({ Item: { ...KEY, version: { N: '1' } } });
  });

  it('names an operation that it does not have', async () => {
    const { client } = await open();
    const call = client.send(new TransactWriteItemsCommand({ TransactItems: [] }));
    await expect(call).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: expect.stringContaining('TransactWriteItems'),
    });
  });

  it('refuses a field that it would otherwise silently drop', async () => {
    const { cloud } = await open();
    const call = cloud.dynamodb.call('CreateTable', {
      ...TABLE,
      TableName: 'Other',
      StreamSpecification: {},
    });
    await expect(call).rejects.toThrow('StreamSpecification');
  });

  it('leaves a table that is there as it is', async () => {
    const { cloud, client } = await open();
    await client.send(put({}));
    await cloud.dynamodb.createTable(TABLE);
    expect((await client.send(get)).Item).toEqual(KEY);
  });

  it('keeps tables, indexes and the next attention on disk', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'tables-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const first = await open({ directory });
    await first.client.send(
      put({ attentionShard: { S: '0' }, attentionAt: { S: '2026-03-02T02:00:00.000Z' } }),
    );
    await first.cloud.close();
    const { cloud, client } = await open({ directory });
    expect(cloud.dynamodb.nextAttention()).toBe(Date.parse('2026-03-02T02:00:00.000Z'));
    const due = await client.send(
      new QueryCommand({
        TableName: 'Cases',
        IndexName: 'attention',
        KeyConditionExpression: 'attentionShard = :s AND attentionAt < :now',
        ExpressionAttributeValues: { ':s': { S: '0' }, ':now': { S: '2026-03-02T03:00:00.000Z' } },
      }),
    );
    expect(due.Items).toHaveLength(1);
  });

  describe('attention', () => {
    it('is the lowest time of all items, through writes, moves and deletions', async () => {
      const { cloud, client } = await open();
      expect(cloud.dynamodb.nextAttention()).toBeUndefined();
      let changes = 0;
      cloud.dynamodb.onAttention(() => changes++);
      const other = { pk: { S: 'CASE#2' }, sk: { S: 'CASE' } };
      const at = (time: string) => ({ attentionAt: { S: `2026-03-02T${time}:00.000Z` } });
      await client.send(put(at('05:00')));
      await client.send(new PutItemCommand({ TableName: 'Cases', Item: { ...other, ...at('04:00') } }));
      expect(cloud.dynamodb.nextAttention()).toBe(START + 3 * 3_600_000);
      await client.send(new DeleteItemCommand({ TableName: 'Cases', Key: other }));
      expect(cloud.dynamodb.nextAttention()).toBe(START + 4 * 3_600_000);
      const remove = { TableName: 'Cases', Key: KEY, UpdateExpression: 'REMOVE attentionAt' };
      await client.send(new UpdateItemCommand(remove));
      expect(cloud.dynamodb.nextAttention()).toBeUndefined();
      expect(changes).toBe(4);
    });
  });

  it('tells of a time that never comes, and lets nobody else suffer for it', async () => {
    const { cloud, client } = await open();
    await client.send(put({ attentionAt: { S: 'soon' } }));
    expect(cloud.dynamodb.nextAttention()).toBeUndefined();
    expect(String(cloud.errors)).toContain('no sweep will come');
  });

  describe('units', () => {
    it('counts writes by started KB, and once more for each index copy that changes', async () => {
      const { cloud, client } = await open();
      await client.send(put({ note: { S: 'x'.repeat(1500) } }));
      expect(cloud.dynamodb.units()).toEqual({ Cases: { calls: 1, read: 0, write: 2 } });
      await client.send(
        put({ note: { S: 'x' }, attentionShard: { S: '0' }, attentionAt: { S: '2026-03-02T02:00:00.000Z' } }),
      );
      expect(cloud.dynamodb.units()['Cases']?.write).toBe(2 + 2 + 1);
      await client.send(
        put({ note: { S: 'y' }, attentionShard: { S: '0' }, attentionAt: { S: '2026-03-02T03:00:00.000Z' } }),
      );
      expect(cloud.dynamodb.units()['Cases']?.write).toBe(5 + 1 + 2);
    });

    it('counts a failed condition as a write', async () => {
      const { cloud, client } = await open();
      await client.send(put({}));
      const again = client.send(new PutItemCommand({ TableName: 'Cases', Item: KEY, ...NOT_THERE }));
      await expect(again).rejects.toThrow();
      expect(cloud.dynamodb.units()['Cases']?.write).toBe(2);
    });

    it('counts reads by started 4 KB, half when eventually consistent', async () => {
      const { cloud, client } = await open();
      await client.send(put({ note: { S: 'x'.repeat(5000) } }));
      const answer = await client.send(get);
      expect(answer.ConsumedCapacity).toBeUndefined();
      await client.send(new GetItemCommand({ TableName: 'Cases', Key: KEY }));
      expect(cloud.dynamodb.units()['Cases']?.read).toBe(2 + 1);
    });
  });

  it('keeps conditional writes of many writers apart', async () => {
    const { client } = await open();
    await client.send(put({ version: { N: '0' } }));
    const raise = new UpdateItemCommand({
      TableName: 'Cases',
      Key: KEY,
      UpdateExpression: 'SET version = :next',
      ConditionExpression: 'version = :seen',
      ExpressionAttributeValues: { ':next': { N: '1' }, ':seen': { N: '0' } },
    });
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => client.send(raise)));
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });
});
