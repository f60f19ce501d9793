import { AwsError, isObject, type Json } from '../gateway/aws-error.ts';
import type { Engine, Item } from './engine.ts';

/** What the gateway has to know of a table: its key attributes, and what each index copies. */
export interface TableShape {
  name: string;
  keys: string[];
  indexes: { keys: string[]; project(item: Item): Item }[];
}

export interface Tables {
  shape: (name: string) => Promise<TableShape>;
  /** Forget what was known of a table that may have changed. */
  forget(name: string): void;
  names(): Promise<string[]>;
}

/** Reads and remembers the shapes of tables. */
export function createTables(engine: Engine): Tables {
  const known = new Map<string, Promise<TableShape>>();
  return {
    shape(name) {
      const shape = known.get(name) ?? describe(engine, name);
      known.set(name, shape);
      // A table that is not there yet may be there the next time.
      shape.catch(() => known.delete(name));
      return shape;
    },
    forget: (name) => void known.delete(name),
    async names() {
      const answer = await engine.call('ListTables', {});
      return Array.isArray(answer['TableNames']) ? answer['TableNames'].map(String) : [];
    },
  };
}

/** Creates a table unless it is there, and waits until it can be used. */
export async function ensureTable(engine: Engine, definition: Json): Promise<void> {
  try {
    await engine.call('CreateTable', definition);
  } catch (error) {
    if (!(error instanceof AwsError && error.name === 'ResourceInUseException')) throw error;
  }
  // dynalite makes it active in a timer of 0 ms, so a few turns of the loop are enough.
  for (let turn = 0; turn < 1000; turn++) {
    const { Table } = await engine.call('DescribeTable', { TableName: definition['TableName'] });
    if (isObject(Table) && Table['TableStatus'] === 'ACTIVE') return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error(`Table ${String(definition['TableName'])} did not become active.`);
}

async function describe(engine: Engine, name: string): Promise<TableShape> {
  const { Table } = await engine.call('DescribeTable', { TableName: name });
  const table = isObject(Table) ? Table : {};
  const keys = keyNames(table['KeySchema']);
  return {
    name,
    keys,
    indexes: objects(table['GlobalSecondaryIndexes']).map((index) => indexShape(index, keys)),
  };
}

function indexShape(index: Json, tableKeys: string[]): TableShape['indexes'][number] {
  const keys = keyNames(index['KeySchema']);
  const projection = isObject(index['Projection']) ? index['Projection'] : {};
  if (projection['ProjectionType'] === 'ALL') return { keys, project: (item) => item };
  const extra = Array.isArray(projection['NonKeyAttributes'])
    ? projection['NonKeyAttributes'].map(String)
    : [];
  return { keys, project: (item) => pick(item, [...new Set([...tableKeys, ...keys, ...extra])]) };
}

function keyNames(schema: unknown): string[] {
  return objects(schema).map((element) => String(element['AttributeName']));
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The named attributes of an item, as far as it has them. */
export function pick(item: Item, names: string[]): Item {
  return Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));
}
