import { isDeepStrictEqual } from 'node:util';
import type { LocalClock } from '../clock.ts';
import { AwsError, type Json } from '../gateway/aws-error.ts';
import type { LambdaRuntime } from '../lambda/runtime.ts';
import { createAttention } from './attention.ts';
import { createMeter, type Units, unitsOfWrite } from './capacity.ts';
import { type Engine, type Item, openEngine, writeUnits } from './engine.ts';
import { createTableFaults, errorOfFault, type TableFaults } from './faults.ts';
import { createStreams, type StreamSubscription } from './stream.ts';
import { createTables, ensureTable } from './tables.ts';
import { isItem, type Target, targetsOf, WRITES } from './writes.ts';

export interface DynamoDb {
  /** One operation of the API, with its JSON. Rejects with AwsError. */
  call: (operation: string, request: Json) => Promise<Json>;
  /** Creates a table (the JSON of CreateTable) unless it is there. */
  createTable(definition: Json): Promise<void>;
  /** Feeds a function with the changes of a table from now on. */
  subscribe(subscription: StreamSubscription): void;
  /** Calls, and units that they consumed since the start; our own reads are not counted. */
  units(): Units;
  /** The lowest `attentionAt` over all items (ms), or nothing. */
  nextAttention(): number | undefined;
  onAttention(listener: () => void): void;
  faults: TableFaults;
  close(): Promise<void>;
}

export interface DynamoDbOptions {
  clock: LocalClock;
  lambda: LambdaRuntime;
  onError: (error: unknown) => void;
  /** Where the tables live; in memory without it. */
  directory?: string;
  /** The attribute by which items ask for the sweeper. */
  attentionAttribute?: string;
}

const READS = ['GetItem', 'BatchGetItem', 'Query', 'Scan'];

/** Opens DynamoDB: dynalite, with streams, faults, a meter and the view of `attentionAt` around it. */
export async function openDynamoDb(options: DynamoDbOptions): Promise<DynamoDb> {
  const engine = await openEngine(options.directory);
  const tables = createTables(engine);
  const attention = createAttention(options.attentionAttribute ?? 'attentionAt', options.onError);
  const streams = createStreams(options);
  const meter = createMeter();
  const faults = createTableFaults(options.clock);
  let lastWrite: Promise<unknown> = Promise.resolve();

  for (const table of await tables.names()) await seed(table);

  /** What a table already holds; writing each item again also mends an index that a kill left half written. */
  async function seed(table: string): Promise<void> {
    const { keys } = await tables.shape(table);
    let start: unknown;
    do {
      const page = await engine.call('Scan', {
        TableName: table,
        ...(start ? { ExclusiveStartKey: start } : {}),
      });
      for (const item of Array.isArray(page['Items']) ? page['Items'].filter(isItem) : []) {
        await engine.call('PutItem', { TableName: table, Item: item });
        attention.observe(table, keyOf(item, keys), item);
      }
      start = page['LastEvaluatedKey'];
    } while (start !== undefined);
  }

  /** One write after the other, so that the images before and after are those of this very write. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = lastWrite.then(work);
    lastWrite = turn.catch(() => undefined);
    return turn;
  }

  async function write(operation: string, request: Json): Promise<Json> {
    const { ReturnValuesOnConditionCheckFailure: onFailure, ...rest } = request;
    const targets = await targetsOf(operation, request, tables.shape);
    for (const table of new Set(targets.map(({ shape }) => shape.name))) meter.addWritingCall(table);
    const before = await Promise.all(targets.map((target) => imageOf(engine, target)));
    try {
      const answer = await engine.call(operation, rest);
      for (const [index, target] of targets.entries()) await record(target, before[index]);
      return answer;
    } catch (error) {
      if (!(error instanceof AwsError && error.name === 'ConditionalCheckFailedException')) throw error;
      // A failed condition costs what the write would have cost.
      for (const [index, { shape }] of targets.entries())
        meter.addWrite(shape.name, writeUnits(before[index]));
      const old = onFailure === 'ALL_OLD' ? before[0] : undefined;
      throw old === undefined ? error : new AwsError(error.name, error.message, 400, { Item: old });
    }
  }

  async function record(target: Target, before: Item | undefined): Promise<void> {
    const { shape, key } = target;
    const after = await imageOf(engine, target);
    meter.addWrite(shape.name, unitsOfWrite(shape, before, after));
    attention.observe(shape.name, key, after);
    // As on AWS, a write that changes nothing leaves no record.
    if (!isDeepStrictEqual(before, after)) streams.publish({ table: shape.name, key, before, after });
  }

  async function metered(operation: string, request: Json): Promise<Json> {
    const asked = request['ReturnConsumedCapacity'] ?? 'NONE';
    const answer = await engine.call(operation, {
      ...request,
      ReturnConsumedCapacity: asked === 'NONE' ? 'TOTAL' : asked,
    });
    meter.addRead(answer);
    if (asked === 'NONE') delete answer['ConsumedCapacity'];
    return answer;
  }

  async function manage(operation: string, request: Json): Promise<Json> {
    const answer = await engine.call(operation, request);
    const table = String(request['TableName']);
    if (['CreateTable', 'UpdateTable', 'DeleteTable'].includes(operation)) tables.forget(table);
    if (operation === 'DeleteTable') attention.forget(table);
    return answer;
  }

  function perform(operation: string, request: Json): Promise<Json> {
    if (WRITES.includes(operation)) return inTurn(() => write(operation, request));
    return READS.includes(operation) ? metered(operation, request) : manage(operation, request);
  }

  return {
    async call(operation, request) {
      const fault = faults.take(operation);
      if (fault === undefined) return perform(operation, request);
      if (fault.applied) await perform(operation, request);
      throw errorOfFault(fault);
    },
    createTable: (definition) => ensureTable(engine, definition),
    subscribe: streams.subscribe,
    units: meter.units,
    nextAttention: attention.next,
    onAttention: attention.onChange,
    faults,
    async close() {
      await lastWrite;
      await engine.close();
    },
  };
}

function keyOf(item: Item, keys: string[]): Item {
  return Object.fromEntries(keys.map((key) => [key, item[key] ?? {}]));
}

/** The item as it lies there. A key that dynalite refuses has no item; the write itself will say why. */
async function imageOf(engine: Engine, { shape, key }: Target): Promise<Item | undefined> {
  return engine.item(shape.name, key);
}
