import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach } from 'vitest';
import { openTestCloud, TABLE, type TestCloud, type TestCloudOptions } from '../gateway/cloud.ts';

export const KEY = { pk: { S: 'CASE#1' }, sk: { S: 'CASE' } };
export const NOT_THERE = { ConditionExpression: 'attribute_not_exists(pk)' };

export const put = (item: Record<string, { S: string } | { N: string }>) =>
  new PutItemCommand({ TableName: 'Cases', Item: { ...KEY, ...item } });
export const get = new GetItemCommand({ TableName: 'Cases', Key: KEY, ConsistentRead: true });

/** Opens clouds with a table for one `describe`, and closes them after each test. */
export function opener() {
  const closers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
  return async (options: TestCloudOptions = {}): Promise<{ cloud: TestCloud; client: DynamoDBClient }> => {
    const cloud = await openTestCloud(options);
    await cloud.dynamodb.createTable(TABLE);
    const client = new DynamoDBClient(cloud.client);
    let closed: Promise<void> | undefined;
    const close = (): Promise<void> => (closed ??= cloud.close());
    closers.push(close, async () => client.destroy());
    return { cloud: { ...cloud, close }, client };
  };
}
