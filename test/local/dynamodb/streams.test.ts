import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  InternalServerError,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { START } from '../gateway/cloud.ts';
import { get, KEY, opener, put } from './opener.ts';

describe('streams of DynamoDB', () => {
  const open = opener();
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

describe('faults of DynamoDB', () => {
  const open = opener();
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
