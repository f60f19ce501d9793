import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createAggregateCodec, type ParseData } from '../../functions/adapters/dynamodb/aggregate-codec.ts';
import { createDynamoAggregates } from '../../functions/adapters/dynamodb/aggregates.ts';
import { createKeyRing } from '../../functions/adapters/dynamodb/key-ring.ts';
import { createSealer } from '../../functions/adapters/dynamodb/sealer.ts';
import { createTable } from '../../functions/adapters/dynamodb/table.ts';
import { createLocalKeys } from '../../functions/adapters/kms/local-keys.ts';
import { registry } from '../../functions/application/definitions.ts';
import { parseState } from '../../functions/application/load-states.ts';
import {
  type Migration,
  type Migrations,
  migrate,
  migrations,
  newestSchema,
} from '../../functions/application/migrations.ts';
import type { AggregateStore } from '../../functions/application/ports.ts';
import { aggregateRecordSchema } from '../../functions/application/record.ts';
import { storedMessageSchema } from '../../functions/application/stored-message.ts';
import { personSchema } from '../../functions/domain/person/state.ts';
import { aggregateTypes } from '../../functions/domain/shared/aggregate.ts';
import { deriveId } from '../../functions/domain/shared/ids.ts';
import { type LocalTable, openLocalTable } from '../adapters/dynamodb/local-table.ts';
import { personRecord } from './support/people.ts';

/** What a next release might do: it says of a death how it is known, and holds both in one field. */
const deathInOneField: Migration = ({ deceasedAt, ...person }) => ({
  ...person,
  ...(deceasedAt === undefined ? {} : { death: { at: deceasedAt, source: 'not_recorded' } }),
});
const nextSteps: Migrations = { ...migrations, person: [deathInOneField] };
const { deceasedAt: _, schema: __, ...kept } = personSchema.shape;
const nextPerson = z.strictObject({
  ...kept,
  schema: z.literal(2),
  death: z.optional(z.object({ at: z.string(), source: z.string() })),
});
const nextParse: ParseData = (type, data) =>
  type === 'person' ? nextPerson.parse(data) : parseState(type, data);

describe('reading what an earlier release wrote', () => {
  let local: LocalTable;
  beforeAll(async () => {
    local = await openLocalTable();
  });
  afterAll(() => local.close());

  /** The stores of a release over the one table. */
  const release = (parse: ParseData, steps: Migrations): AggregateStore => {
    const table = createTable(DynamoDBDocumentClient.from(local.client), local.tableName);
    const keys = createLocalKeys(new Uint8Array(32).fill(7));
    const sealer = createSealer(createKeyRing(table, keys, () => 0));
    return createDynamoAggregates(table, createAggregateCodec(parse, sealer, steps));
  };
  const now = () => release(parseState, migrations);
  const next = () => release(nextParse, nextSteps);
  const ref = (n: number) => ({ type: 'person', id: deriveId('per', 'migrated', n) }) as const;

  it('gives the next release its own shape, the sealed name included', async () => {
    const { id } = ref(1);
    const written = personRecord(id, 'Testa Placeholder');
    await now().create({ ...written, data: { ...Object(written.data), deceasedAt: '2026-03-01' } });
    const data = (await next().load(ref(1)))?.data;
    expect(data).toMatchObject({
      schema: 2,
      death: { at: '2026-03-01', source: 'not_recorded' },
      identity: { names: [{ text: 'Testa Placeholder' }] },
    });
    expect(data).not.toHaveProperty('deceasedAt');
  });

  it('stores the new shape with the next change, after which the release before refuses to guess', async () => {
    await now().create(personRecord(ref(2).id, 'Testa Placeholder'));
    const before = await next().load(ref(2));
    if (!before) throw new Error('it was created just now');
    const { version, generation, at, recent, auditSeq, auditHash } = before;
    const change = { version: version + 1, at, data: before.data, recent, auditSeq, auditHash };
    const saved = await next().save({
      ref: ref(2),
      expect: { version, generation },
      entries: [],
      attentionAt: at,
      ...change,
    });
    expect(saved).toBe(true);
    expect((await next().load(ref(2)))?.data).toMatchObject({ schema: 2 });
    await expect(now().load(ref(2))).rejects.toThrow(expect.objectContaining({ name: 'NewerSchemaError' }));
  });
});

describe('the steps from one schema to the next', () => {
  const add =
    (field: string): Migration =>
    (before) => ({ ...before, [field]: Object.keys(before).length });

  it('are taken one after the other, from where the data stand', () => {
    const steps: Migrations = { ...migrations, case: [add('second'), add('third')] };
    expect(migrate('case', { schema: 1 }, steps)).toEqual({ schema: 3, second: 1, third: 2 });
    expect(migrate('case', { schema: 2, second: 1 }, steps)).toEqual({ schema: 3, second: 1, third: 2 });
    expect(migrate('case', { schema: 3 }, steps)).toEqual({ schema: 3 });
  });

  it('of a record leave alone what was written since, because an item is written in parts', () => {
    const renamed: Migration = ({ sweep, ...record }) => ({
      ...record,
      sweep: { ...Object(sweep), inARow: Object(sweep).inARow ?? Object(sweep).failures },
    });
    const steps: Migrations = { ...migrations, record: [renamed] };
    const once = migrate('record', { schema: 1, sweep: { failures: 2 } }, steps);
    expect(migrate('record', { ...Object(once), schema: 1 }, steps)).toEqual(once);
  });

  it('leave what has no version for the schema to refuse', () => {
    for (const stored of [undefined, {}, { schema: 'one' }, { schema: 0 }]) {
      expect(migrate('case', stored)).toBe(stored);
      expect(() => parseState('case', stored)).toThrow();
    }
  });

  it('lead each kind to the version that its schema has', () => {
    for (const type of aggregateTypes) {
      const shape: unknown = Reflect.get(registry[type]?.schema ?? {}, 'shape');
      const { schema } = z.object({ schema: z.custom<z.ZodMiniType>() }).parse(shape);
      expect({ type, newest: schema.safeParse(newestSchema(type)).success }).toEqual({ type, newest: true });
    }
    expect(aggregateRecordSchema.shape.schema.safeParse(newestSchema('record')).success).toBe(true);
    expect(storedMessageSchema.shape.schema.safeParse(newestSchema('message')).success).toBe(true);
  });
});
