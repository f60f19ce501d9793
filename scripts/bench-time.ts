import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { createDynamoStores } from '../functions/adapters/dynamodb/index.ts';
import { aggregateKey } from '../functions/adapters/dynamodb/keys.ts';
import { evaluateCase } from '../functions/application/evaluate-case.ts';
import { parseState } from '../functions/application/load-states.ts';
import type { Cloud } from '../local/cloud.ts';
import { TABLE_NAME } from '../local/table.ts';

type Work = () => Promise<unknown>;

/** Milliseconds in the middle of so many tries of each, taken by turns, after some that do not count. */
async function medians(tries: number, works: readonly Work[]): Promise<number[]> {
  const taken = works.map((): number[] => []);
  for (let round = -20; round < tries; round += 1) {
    for (const [index, work] of works.entries()) {
      const started = performance.now();
      await work();
      if (round >= 0) taken[index]?.push(performance.now() - started);
    }
  }
  return taken.map((all) => all.toSorted((a, b) => a - b)[Math.floor(tries / 2)] ?? Number.NaN);
}

const notHere = async (): Promise<never> => {
  throw new Error('a look at a case opens nothing sealed');
};
/** A case is not sealed. */
const keys = { create: notHere, unwrap: notHere, rewrap: notHere };

export interface Ratios {
  /** Of the case's item, in bytes of JSON. */
  bytes: number;
  /** A look of the execution at a case where nothing is due, in bare reads of its item. */
  look: number;
  /** The case as the API shows it to a convenor, over HTTP, with sign-in, decision and access log. */
  read: number;
}

/**
 * Times in multiples of a bare consistent GetItem of the same item by the same client: hosts differ, ratios hardly.
 */
export async function measureRatios(cloud: Cloud, caseId: string, token: string): Promise<Ratios> {
  const ref = { type: 'case' as const, id: caseId };
  const client = clientOf(cloud);
  const { pk, sk } = aggregateKey(ref);
  const Key = { pk: { S: pk }, sk: { S: sk } };
  const record = await cloud.app.aggregates.load(ref);
  if (!record) throw new Error(`there is no case ${caseId}`);
  const input = {
    caseId,
    generation: record.generation,
    startedAt: record.at,
    wakes: 1,
    lastVersion: -1,
    definitionHash: cloud.app.definitionHash,
  };
  const { aggregates } = createDynamoStores({
    client,
    tableName: TABLE_NAME,
    keys,
    linkKeys: keys,
    parse: parseState,
    now: Date.now,
  });
  const bareRead = () =>
    client.send(new GetItemCommand({ TableName: TABLE_NAME, Key, ConsistentRead: true }));
  const look = () => evaluateCase({ ...cloud.app, aggregates }, input);
  const read = async () => {
    const headers = { authorization: `Bearer ${token}`, purpose: 'manage_mitigate' };
    const response = await fetch(`${cloud.url}/api/cases/${caseId}`, { headers });
    if (!response.ok) throw new Error(`GET /cases: ${response.status} ${await response.text()}`);
    return response.text();
  };
  const [bare = Number.NaN, looked = Number.NaN, answered = Number.NaN] = await medians(60, [
    bareRead,
    look,
    read,
  ]);
  return { bytes: JSON.stringify(record.data).length, look: looked / bare, read: answered / bare };
}

/** Bytes of all items of the table, as JSON: a little more than DynamoDB counts. */
export async function measureStored(cloud: Cloud): Promise<number> {
  const client = DynamoDBDocumentClient.from(clientOf(cloud));
  let bytes = 0;
  let from: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: TABLE_NAME, ...(from ? { ExclusiveStartKey: from } : {}) }),
    );
    for (const item of page.Items ?? []) bytes += JSON.stringify(item, lengthOfBytes).length;
    from = page.LastEvaluatedKey;
  } while (from);
  return bytes;
}

const lengthOfBytes = (_: string, value: unknown): unknown =>
  value instanceof Uint8Array ? '.'.repeat(value.length) : value;

const clientOf = ({ url }: Cloud): DynamoDBClient =>
  new DynamoDBClient({
    endpoint: url,
    region: 'ap-southeast-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
