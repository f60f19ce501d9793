import { createRequire } from 'node:module';
import { ACCOUNT, REGION } from '../gateway/arn.ts';
import { AwsError, type Json } from '../gateway/aws-error.ts';

/** A DynamoDB without streams, transactions or consumed index capacity: dynalite, called in process. */
export interface Engine {
  /** Runs one operation. Rejects with AwsError, also for operations and fields that dynalite does not know. */
  call(operation: string, request: Json): Promise<Json>;
  /**
   * The item under a key as it lies there, past all that makes a call of it. Nothing for a key that is none.
   * Throws ResourceNotFoundException without such a table.
   */
  item(table: string, key: Item): Promise<Item | undefined>;
  close(): Promise<void>;
}

export type Item = Record<string, Record<string, unknown>>;

/** The parts of dynalite that its HTTP handler is made of. We skip HTTP: one hop fewer for each call. */
interface Store {
  tableDb: { awsAccountId: string; awsRegion: string };
  db: {
    open(): Promise<void>;
    get(key: string, callback: (error: unknown, value?: unknown) => void): void;
    getSync(key: string): unknown;
    put(key: string, value: unknown, done: (error?: unknown) => void): void;
    del(key: string, done: (error?: unknown) => void): void;
    close(callback: (error?: Error | null) => void): void;
  };
  getTable(name: string, done: (error: unknown, table: Json) => void): void;
  getItemDb(table: string): { get(key: string, done: (error: unknown, item?: Item) => void): void };
}
interface Db {
  create(options: Json): Store;
  validateKey(key: Item, table: Json): Error | null | undefined;
  createKey(key: Item, table: Json): string;
  capacityUnits(item: Item | undefined, isRead: boolean, isConsistent: boolean): number;
}
interface Rules {
  types: Json;
  custom: unknown;
}
interface Validations {
  checkTypes(request: Json, types: Json): Json;
  checkValidations(request: Json, types: Json, custom: unknown, store: Store): void;
}
type Action = (store: Store, request: Json, done: (error: unknown, answer: Json) => void) => void;

const require = createRequire(import.meta.url);
const db: Db = require('dynalite/db');
const validations: Validations = require('dynalite/validations');

const OPERATIONS = [
  'BatchGetItem BatchWriteItem CreateTable DeleteItem DeleteTable DescribeTable DescribeTimeToLive GetItem',
  'ListTables ListTagsOfResource PutItem Query Scan TagResource UntagResource UpdateItem UpdateTable',
].flatMap((line) => line.split(' '));

/** Opens the tables in `directory`, or empty ones in memory. */
export async function openEngine(directory: string | undefined): Promise<Engine> {
  // Tables change state at once: nobody here wants to wait as one does on AWS.
  const at = directory === undefined ? {} : { path: directory };
  const store = db.create({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0, ...at });
  store.tableDb.awsAccountId = ACCOUNT;
  store.tableDb.awsRegion = REGION;
  // A read while the files are still being opened ends in an iterator that nobody opened.
  await store.db.open();
  readAtOnce(store.db);

  return {
    call(operation, request) {
      return new Promise((resolve, reject) => {
        try {
          const { rules, action } = load(operation);
          const known = withoutConsistency(operation, request);
          refuseUnknownFields(known, rules.types);
          const checked = validations.checkTypes({ ...known }, rules.types);
          validations.checkValidations(checked, rules.types, rules.custom, store);
          action(store, checked, (error, answer) => (error ? reject(toAwsError(error)) : resolve(answer)));
        } catch (error) {
          reject(toAwsError(error));
        }
      });
    },
    item: (table, key) =>
      new Promise((resolve, reject) => {
        store.getTable(table, (error, found) => {
          if (error) return reject(toAwsError(error));
          if (db.validateKey(key, found)) return resolve(undefined);
          store.getItemDb(table).get(db.createKey(key, found), (_, item) => resolve(item));
        });
      }),
    close: () =>
      new Promise((resolve, reject) => {
        store.db.close((error) => (error ? reject(error) : resolve()));
      }),
  };
}

/** Where dynalite keeps the description of a table. */
const TABLES = 'table~';

/**
 * Each call of dynalite reads a table's description and an item, which LevelDB has in memory: a thread to fetch
 * them costs a hundred times the fetching. A description is read once until it is written again.
 */
function readAtOnce(level: Store['db']): void {
  const tables = new Map<string, string>();
  const { put, del } = level;
  level.get = (key, callback) => {
    let value: unknown;
    try {
      const known = tables.get(key);
      value = known === undefined ? level.getSync(key) : JSON.parse(known);
      if (known === undefined && value !== undefined && key.startsWith(TABLES))
        tables.set(key, JSON.stringify(value));
    } catch (error) {
      queueMicrotask(() => callback(error));
      return;
    }
    queueMicrotask(() => callback(null, value));
  };
  // Forgotten when the write is done: a read meanwhile still finds the old one.
  const forget =
    (key: string, done: (error?: unknown) => void) =>
    (error?: unknown): void => {
      tables.delete(key);
      done(error);
    };
  level.put = (key, value, done) => put(key, value, forget(key, done));
  level.del = (key, done) => del(key, forget(key, done));
}

/** Write units that an item of this size takes: one for each started KB, at least one. */
export function writeUnits(item: Item | undefined): number {
  return db.capacityUnits(item, false, true);
}

function load(operation: string): { rules: Rules; action: Action } {
  if (!OPERATIONS.includes(operation)) {
    throw new AwsError('UnknownOperationException', `DynamoDB ${operation} is not part of this local cloud.`);
  }
  const file = operation[0]!.toLowerCase() + operation.slice(1);
  return { rules: require(`dynalite/validations/${file}`), action: require(`dynalite/actions/${file}`) };
}

/** dynalite's scan does not know that it may be asked to be consistent; it always is. */
function withoutConsistency(operation: string, request: Json): Json {
  if (operation !== 'Scan') return request;
  const { ConsistentRead: _always, ...rest } = request;
  return rest;
}

/** dynalite drops fields it does not know; a dropped stream or condition would be a silent loss. */
function refuseUnknownFields(request: Json, types: Json): void {
  const unknown = Object.keys(request).filter((field) => !Object.hasOwn(types, field));
  if (unknown.length > 0) {
    throw new AwsError('ValidationException', `This local cloud does not support: ${unknown.join(', ')}`);
  }
}

function toAwsError(error: unknown): unknown {
  if (!(error instanceof Error && 'statusCode' in error && 'body' in error)) return error;
  const body = error.body;
  if (typeof body !== 'object' || body === null || !('__type' in body)) return error;
  const { __type, message, Message, ...fields } = body as Json;
  const name = String(__type).split('#').at(-1) ?? 'InternalServerError';
  return new AwsError(name, textOf(message ?? Message), Number(error.statusCode), fields);
}

function textOf(message: unknown): string {
  return typeof message === 'string' ? message : '';
}
