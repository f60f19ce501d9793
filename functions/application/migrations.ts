import * as z from 'zod/mini';
import type { AggregateType } from '../domain/shared/aggregate.ts';
import { NewerSchemaError } from './errors.ts';

/** Everything that stands in a stored thing, by field. */
export type Stored = Readonly<Record<string, unknown>>;
/** What was written under one schema version, as the next has it. Pure; `schema` itself is seen to. */
export type Migration = (before: Stored) => Stored;
/** Every kind of item that the table holds. Which keys a kind has is said in the adapter's keys.ts. */
export const itemKinds = [
  'record',
  'audit',
  'note',
  'dead_letter',
  'message',
  'task',
  'task_pointer',
  'list_row',
  'list_pointer',
  'paging',
  'data_keys',
  'signing_key',
  'match',
  'match_pointer',
  'link',
  'binding',
  'access',
  'chain_move',
  'anchor_cursor',
  'disposal_proposal',
  'disposal_tombstone',
  'reading',
] as const;
export type ItemKind = (typeof itemKinds)[number];
/** The first step of a kind leads from version 1 to 2, and so on: the newest version is one more than the steps. */
export type Migrations = Readonly<Record<AggregateType | ItemKind, readonly Migration[]>>;

/** Before 0.1 an owner had one key without a number; no release has written that. */
const asItIs: Migration = (before) => before;

/**
 * How what earlier releases wrote becomes what this one reads. Nothing is rewritten when a release is deployed:
 * every read migrates, and the next change of an aggregate stores its state whole as the newest version. Whoever
 * raises `schema` of a kind adds a step here, and its items stand in the fixtures of the release before
 * (test/fixtures). A field that may be missing needs no step.
 *
 * First the states of aggregates, which are migrated once they are unsealed; then the items, which the table
 * migrates as it reads them and stamps as it writes them. `record` is the item around a state: it is written in
 * parts, so that old and new attributes stand side by side under the `schema` of its creation. A step of the record
 * takes each attribute by itself, and leaves alone what is new already. Entries of `audit` and `access` never get
 * a step: their hash holds what was written.
 *
 * A release reads nothing that a later one wrote (NewerSchemaError): once a release with a new step has written,
 * the way is forward.
 */
export const migrations: Migrations = {
  case: [],
  meeting: [],
  person: [],
  agency: [],
  report: [],
  search: [],

  record: [],
  audit: [],
  note: [],
  dead_letter: [],
  message: [],
  task: [],
  task_pointer: [],
  list_row: [],
  list_pointer: [],
  paging: [],
  data_keys: [asItIs],
  signing_key: [],
  match: [],
  match_pointer: [],
  link: [],
  binding: [],
  access: [],
  chain_move: [],
  anchor_cursor: [],
  disposal_proposal: [],
  disposal_tombstone: [],
  reading: [],
};

const stored = z.record(z.string(), z.unknown());
const versioned = z.looseObject({ schema: z.int().check(z.gte(1)) });

/** The schema version that a release with these steps writes. */
export const newestSchema = (kind: keyof Migrations, steps: Migrations = migrations): number =>
  steps[kind].length + 1;

/**
 * Stored data as this release has them. Whether they are whole is for their schema to say, which comes after; what
 * has no version stays as it is. Throws NewerSchemaError for what a later release wrote.
 */
export function migrate(kind: keyof Migrations, found: unknown, steps: Migrations = migrations): unknown {
  const parsed = versioned.safeParse(found);
  if (!parsed.success) return found;
  const { data } = parsed;
  const newest = newestSchema(kind, steps);
  if (data.schema > newest)
    throw new NewerSchemaError(`a ${kind} has schema ${data.schema}; this release reads up to ${newest}`);
  return steps[kind]
    .slice(data.schema - 1)
    .reduce<Stored>((before, step, n) => ({ ...step(before), schema: data.schema + n + 1 }), data);
}

/** An item of the table as this release has it. One without a version is of the first. Throws NewerSchemaError. */
export const migrateItem = (kind: ItemKind, item: Stored, steps: Migrations = migrations): Stored =>
  stored.parse(migrate(kind, { schema: 1, ...item }, steps));
