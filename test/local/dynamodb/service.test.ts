import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  InternalServerError,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import { openTestCloud, START, TABLE, type TestCloud, type TestCloudOptions } from '../gateway/cloud.ts';

const KEY = { pk: { S: 'CASE#1' }, sk: { S: 'CASE' } };
const NOT_THERE = { ConditionExpression: 'attribute_not_exists(pk)' };

describe('DynamoDB behind the gateway', () => {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });

  async function open(options: TestCloudOptions = {}): Promise<{ cloud: TestCloud; client: DynamoDBClient }> {
    const cloud = await openTestCloud(options);
    await cloud.dynamodb.createTable(TABLE);
    const client = new DynamoDBClient(cloud.client);
    closers.push(cloud.close, async () => client.destroy());
    return { cloud, client };
  }

  const put = (item: Record<string, { S: string } | { N: string }>) =>
    new PutItemCommand({ TableName: 'Cases', Item: { ...KEY, ...item } });
  const get = new GetItemCommand({ TableName: 'Cases', Key: KEY, ConsistentRead: true });

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
    closers.push(async () => rmSync(directory, { recursive: true }));
    const first = await open({ directory });
    await first.client.send(
      put({ attentionShard: { S: '0' }, attentionAt: { S: '2026-03-02T02:00:00.000Z' } }),
    );
    await first.cloud.close();
    closers.splice(closers.indexOf(first.cloud.close), 1);
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
      expect(cloud.dynamodb.units()).toEqual({ Cases: { read: 0, write: 2 } });
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

  describe('streams', () => {
    const pending = { dynamodb: { NewImage: { pending: { N: [{ exists: true }] } } } };

    it('bring each write that the filter wants to the function, as jobs of the clock', async () => {
      const events: unknown[] = [];
      const relay = async (event: unknown) => void events.push(event);
      const { cloud, client } = await open({ functions: { relay } });
      cloud.dynamodb.subscribe({ table: 'Cases', functionName: 'relay', filters: [pending] });
      await client.send(put({ pending: { N: '1' } }));
      const acknowledge = { TableName: 'Cases', Key: KEY, UpdateExpression: 'REMOVE pending' };
      await client.send(new UpdateItemCommand(acknowledge));
      await client.send(put({ pending: { N: '2' } }));
      await client.send(put({ pending: { N: '2' } }));
      await client.send(new DeleteItemCommand({ TableName: 'Cases', Key: KEY }));
      expect(events).toEqual([]);
      await cloud.clock.run();
      expect(events).toHaveLength(1);
      expect(events[0]).toMatchObject({
        Records: [
          { eventName: 'INSERT', dynamodb: { Keys: KEY, NewImage: { ...KEY, pending: { N: '1' } } } },
          { eventName: 'MODIFY', dynamodb: { Keys: KEY, NewImage: { ...KEY, pending: { N: '2' } } } },
        ],
      });
      expect(cloud.errors).toEqual([]);
    });

    it('show each of many concurrent writes to one item, in order', async () => {
      const seen: unknown[] = [];
      const relay = async (event: unknown) => {
        const { Records } = event as { Records: { eventName: string; dynamodb: { NewImage: unknown } }[] };
        seen.push(...Records.map((record) => [record.eventName, record.dynamodb.NewImage]));
      };
      const { cloud } = await open({ functions: { relay } });
      cloud.dynamodb.subscribe({ table: 'Cases', functionName: 'relay' });
      const raise = {
        TableName: 'Cases',
        Key: KEY,
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      };
      await Promise.all(Array.from({ length: 20 }, () => cloud.dynamodb.call('UpdateItem', raise)));
      await cloud.clock.run();
      const images = Array.from({ length: 20 }, (_, index) => ({ ...KEY, n: { N: String(index + 1) } }));
      expect(seen).toEqual(images.map((image, index) => [index === 0 ? 'INSERT' : 'MODIFY', image]));
    });

    it('carry the items of a batch, ten to an event', async () => {
      const sizes: number[] = [];
      const relay = async (event: unknown) => {
        sizes.push((event as { Records: unknown[] }).Records.length);
      };
      const { cloud, client } = await open({ functions: { relay } });
      cloud.dynamodb.subscribe({ table: 'Cases', functionName: 'relay' });
      const requests = Array.from({ length: 12 }, (_, index) => ({
        PutRequest: { Item: { pk: { S: `CASE#${index}` }, sk: { S: 'CASE' } } },
      }));
      await client.send(new BatchWriteItemCommand({ RequestItems: { Cases: requests } }));
      await cloud.clock.run();
      expect(sizes).toEqual([10, 2]);
    });

    it('try a failing function again, with delays, and then report', async () => {
      const times: number[] = [];
      const relay = async () => {
        times.push((cloud.clock.now() - START) / 1000);
        throw new Error('broken');
      };
      const { cloud, client } = await open({ functions: { relay } });
      cloud.dynamodb.subscribe({ table: 'Cases', functionName: 'relay' });
      await client.send(put({}));
      await cloud.clock.run();
      expect(times).toEqual([0, 1, 3, 7]);
      expect(cloud.errors).toHaveLength(1);
      expect(String(cloud.errors[0])).toContain('stream records of Cases to relay given up');
    });

    it('bring back only the records that the function says failed', async () => {
      const seen: string[][] = [];
      const relay = async (event: unknown) => {
        const { Records } = event as { Records: { dynamodb: { SequenceNumber: string } }[] };
        seen.push(Records.map((record) => record.dynamodb.SequenceNumber));
        return seen.length > 1 ? {} : { batchItemFailures: [{ itemIdentifier: seen[0]?.[1] }] };
      };
      const { cloud, client } = await open({ functions: { relay } });
      cloud.dynamodb.subscribe({ table: 'Cases', functionName: 'relay' });
      await client.send(put({ n: { N: '1' } }));
      await client.send(put({ n: { N: '2' } }));
      await cloud.clock.run();
      expect(seen).toEqual([[expect.anything(), expect.anything()], [seen[0]?.[1]]]);
    });

    it('refuse a filter that would never match on AWS', async () => {
      const { cloud } = await open();
      const filters = [{ dynamodb: { NewImage: { pending: [{ exists: true }] } } }];
      const subscribe = () => cloud.dynamodb.subscribe({ table: 'Cases', functionName: 'relay', filters });
      expect(subscribe).toThrow("name the attribute's type");
    });
  });

  describe('faults', () => {
    it('fail the next calls, before or after the work', async () => {
      const { cloud, client } = await open();
      cloud.dynamodb.faults.failNext('PutItem', 1, { name: 'ProvisionedThroughputExceededException' });
      await expect(client.send(put({}))).rejects.toMatchObject({
        name: 'ProvisionedThroughputExceededException',
      });
      expect((await client.send(get)).Item).toBeUndefined();
      cloud.dynamodb.faults.failNext('PutItem', 1, {
        name: 'InternalServerError',
        statusCode: 500,
        applied: true,
      });
      await expect(client.send(put({}))).rejects.toBeInstanceOf(InternalServerError);
      expect((await client.send(get)).Item).toEqual(KEY);
    });

    it('take the table out of service until a time', async () => {
      const { cloud, client } = await open();
      cloud.dynamodb.faults.setOutage(START + 1000);
      await expect(client.send(get)).rejects.toBeInstanceOf(InternalServerError);
      await cloud.clock.run({ until: START + 1000 });
      await expect(client.send(get)).resolves.toBeDefined();
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
