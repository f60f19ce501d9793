import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { type Migrations, migrateItem, migrations, newestSchema } from '../../application/migrations.ts';
import { type Key, kindOfKey } from './keys.ts';

export type Attributes = Record<string, unknown>;

/** Names and values of an expression, so that no attribute name collides with a reserved word. */
export interface Expression {
  names: Record<string, string>;
  values: Record<string, unknown>;
}

export interface ExpressionWriter {
  /** The placeholder of a path into the item: `path('outbox', '7')`. */
  path: (...parts: string[]) => string;
  value: (value: unknown) => string;
  done: () => Expression;
}

/** Collects names and values while an expression is written. */
export function createExpression(): ExpressionWriter {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  let made = 0;

  function nameOf(attribute: string): string {
    const known = Object.entries(names).find(([, name]) => name === attribute)?.[0];
    if (known) return known;
    made += 1;
    names[`#n${made}`] = attribute;
    return `#n${made}`;
  }

  function value(of: unknown): string {
    made += 1;
    values[`:v${made}`] = of;
    return `:v${made}`;
  }

  return { path: (...parts) => parts.map(nameOf).join('.'), value, done: () => ({ names, values }) };
}

/** One update: what to set and remove, and the clauses that must hold. */
export interface Update extends Expression {
  set: string[];
  /** Members for sets, as `#n :v`. */
  add?: string[];
  remove: string[];
  when: string[];
}

/**
 * The table, with only the calls that the adapters make. A condition that does not hold answers false. What is put
 * gets the schema version of its kind, and what is read is migrated to it: NewerSchemaError for what a later release wrote.
 */
export interface Table {
  get(key: Key): Promise<Attributes | undefined>;
  put(item: Key & Attributes, when?: { condition: string } & Expression): Promise<boolean>;
  update(key: Key, update: Update): Promise<Attributes | undefined>;
  /** Delete an item while it has an attribute; otherwise nothing happens. */
  removeWhile(key: Key, attribute: string): Promise<void>;
  query(
    of: {
      condition: string;
      index?: string;
      limit?: number;
      start?: Attributes;
      /** From the end of the partition. */
      backwards?: boolean;
    } & Expression,
  ): Promise<{
    items: Attributes[];
    next?: Attributes | undefined;
  }>;
}

/**
 * Reads are consistent, but for the index, where DynamoDB has no consistent read and which has keys only.
 * @param steps how what earlier releases wrote becomes what the adapters parse
 */
export function createTable(
  client: DynamoDBDocumentClient,
  name: string,
  steps: Migrations = migrations,
): Table {
  return {
    async get(key) {
      const { Item } = await client.send(new GetCommand({ TableName: name, Key: key, ConsistentRead: true }));
      return Item && { ...migrateItem(kindOfKey(key), Item, steps) };
    },

    async put(item, when) {
      const stamped = { schema: newestSchema(kindOfKey(item), steps), ...item };
      const condition = when && { ConditionExpression: when.condition, ...named(when) };
      return holds(client.send(new PutCommand({ TableName: name, Item: stamped, ...condition })));
    },

    async update(key, { set, add = [], remove, when, ...expression }) {
      const parts = [
        ...(set.length > 0 ? [`SET ${set.join(', ')}`] : []),
        ...(add.length > 0 ? [`ADD ${add.join(', ')}`] : []),
        ...(remove.length > 0 ? [`REMOVE ${remove.join(', ')}`] : []),
      ];
      const command = new UpdateCommand({
        TableName: name,
        Key: key,
        UpdateExpression: parts.join(' '),
        ConditionExpression: when.join(' AND '),
        ReturnValues: 'UPDATED_NEW',
        ...named(expression),
      });
      try {
        return (await client.send(command)).Attributes ?? {};
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    },

    async removeWhile(key, attribute) {
      const condition = {
        ConditionExpression: 'attribute_exists(#a)',
        ExpressionAttributeNames: { '#a': attribute },
      };
      await holds(client.send(new DeleteCommand({ TableName: name, Key: key, ...condition })));
    },

    async query({ condition, index, limit, start, backwards = false, ...expression }) {
      const { Items, LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: name,
          KeyConditionExpression: condition,
          ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
          ...(limit === undefined ? {} : { Limit: limit }),
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
          ...(backwards ? { ScanIndexForward: false } : {}),
          ...named(expression),
        }),
      );
      const found: Attributes[] = Items ?? [];
      const items = index === undefined ? found.map((item) => migrateFound(item, steps)) : found;
      return { items, next: LastEvaluatedKey };
    },
  };
}

const migrateFound = (item: Attributes, steps: Migrations): Attributes => ({
  ...migrateItem(kindOfKey({ pk: String(item['pk']), sk: String(item['sk']) }), item, steps),
});

/** An empty map of values is an error to DynamoDB. */
const named = ({ names, values }: Expression) => ({
  ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
  ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
});

async function holds(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
