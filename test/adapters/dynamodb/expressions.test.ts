import { expect, it } from 'vitest';
import { createAggregateCodec } from '../../../functions/adapters/dynamodb/aggregate-codec.ts';
import { createDynamoAggregates } from '../../../functions/adapters/dynamodb/aggregates.ts';
import type { Table, Update } from '../../../functions/adapters/dynamodb/table.ts';
import { freshRef } from '../contract/fixtures.ts';

/** Bytes that an expression may have: DynamoDB's limit, which dynalite does not know. */
const LONGEST = 4096;

const unused = async (): Promise<never> => {
  throw new Error('only updates are expected');
};

it('an acknowledgement after a long outage fits into expressions that DynamoDB takes', async () => {
  const updates: Update[] = [];
  const table: Table = {
    get: unused,
    put: unused,
    removeWhile: unused,
    query: unused,
    update: async (_, update) => {
      updates.push(update);
      return undefined;
    },
  };
  const codec = createAggregateCodec((_, data) => data, { seal: unused, open: unused });
  const numbers = Array.from({ length: 400 }, (_, n) => String(n + 1));
  await createDynamoAggregates(table, codec).acknowledge(
    freshRef('case'),
    numbers,
    numbers.map((n) => `ent-${n}`),
  );
  const sizes = updates.flatMap(({ remove, when }) => [`REMOVE ${remove.join(', ')}`, when.join(' AND ')]);
  expect(Math.max(...sizes.map(({ length }) => length))).toBeLessThan(LONGEST);
  const named = new Set(updates.flatMap(({ names }) => Object.values(names)));
  expect(numbers.filter((n) => !named.has(n) || !named.has(`ent-${n}`))).toEqual([]);
});
