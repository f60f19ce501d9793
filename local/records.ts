import { attentiveOfKey } from '../functions/adapters/dynamodb/keys.ts';
import type { AggregateRecord, AggregateRef } from '../functions/application/record.ts';
import type { StoredMessage } from '../functions/application/stored-message.ts';
import type { Cloud } from './cloud.ts';
import { TABLE_NAME } from './table.ts';

/** Everything that the table holds, found by its keys. On AWS nobody may scan; here it is how a run is checked. */
export interface Records {
  aggregates: AggregateRecord[];
  messages: StoredMessage[];
}

/** Read every aggregate and message through the adapters, in the order of their keys. */
export async function readRecords(cloud: Cloud): Promise<Records> {
  const refs = new Map<string, AggregateRef>();
  const messageIds = new Set<string>();
  for (const { pk, sk } of await keysOf(cloud)) {
    const found = attentiveOfKey({ pk, sk }, '');
    if (found?.kind === 'aggregate') refs.set(found.ref.id, found.ref);
    if (found?.kind === 'message') messageIds.add(found.messageId);
  }
  const aggregates: AggregateRecord[] = [];
  for (const ref of [...refs.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const record = await cloud.app.aggregates.load(ref);
    if (record) aggregates.push(record);
  }
  const messages: StoredMessage[] = [];
  for (const messageId of [...messageIds].toSorted()) {
    const stored = await cloud.app.messages.load(messageId);
    if (stored) messages.push(stored);
  }
  return { aggregates, messages };
}

async function keysOf(cloud: Cloud): Promise<{ pk: string; sk: string }[]> {
  const keys: { pk: string; sk: string }[] = [];
  let start: unknown;
  do {
    const page = await cloud.dynamodb.call('Scan', {
      TableName: TABLE_NAME,
      ProjectionExpression: 'pk, sk',
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    for (const { pk, sk } of page['Items'] as Record<'pk' | 'sk', { S: string }>[])
      keys.push({ pk: pk.S, sk: sk.S });
    start = page['LastEvaluatedKey'];
  } while (start !== undefined);
  return keys;
}
