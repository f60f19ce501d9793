import * as z from 'zod/mini';
import { type Migrations, migrate, migrations } from '../../application/migrations.ts';
import { pack, unpack } from '../../application/packing.ts';
import {
  type AggregateRecord,
  type AggregateRef,
  aggregateRecordSchema,
  refOf,
  shardOf,
} from '../../application/record.ts';
import type { AggregateType } from '../../domain/shared/aggregate.ts';
import { aggregateKey, type Key } from './keys.ts';
import type { Sealer } from './sealer.ts';
import type { Attributes } from './table.ts';

/** Parses the data of an aggregate with the schema that made its type. Throws if they do not fit. */
export type ParseData = (type: AggregateType, data: unknown) => unknown;

/** Attributes of aggregates that are encrypted for their owner. */
export const sealedFields: Partial<Record<AggregateType, readonly string[]>> = {
  person: ['identity'],
  report: ['content'],
  search: ['sought'],
};

/** Where a sealed attribute stands, as the seal knows it. */
export const placeOf = (type: AggregateType, field: string): string => `${type}.${field}`;

const dataSchema = z.record(z.string(), z.unknown());

/** Between an item of the table and a record: every read is unpacked, migrated and parsed, sealed attributes are opened. */
export interface AggregateCodec {
  toItem(record: AggregateRecord): Promise<Key & Attributes>;
  toRecord(item: Attributes): Promise<AggregateRecord>;
  sealData(ref: AggregateRef, data: unknown): Promise<unknown>;
}

/** @param steps how what earlier releases wrote becomes what `parse` takes */
export function createAggregateCodec(
  parse: ParseData,
  sealer: Sealer,
  steps: Migrations = migrations,
): AggregateCodec {
  async function sealData({ type, id }: AggregateRef, data: unknown): Promise<unknown> {
    const fields = sealedFields[type] ?? [];
    if (fields.length === 0) return pack(type, data);
    const sealed = { ...dataSchema.parse(data) };
    for (const field of fields) {
      if (sealed[field] === undefined) continue;
      sealed[field] = await sealer.seal(id, placeOf(type, field), JSON.stringify(sealed[field]));
    }
    return sealed;
  }

  async function openData({ type, id }: AggregateRef, data: unknown): Promise<unknown> {
    const fields = sealedFields[type] ?? [];
    if (fields.length === 0) return unpack(data);
    const open = { ...dataSchema.parse(data) };
    for (const field of fields) {
      const text = open[field];
      if (typeof text === 'string')
        open[field] = JSON.parse(await sealer.open(id, placeOf(type, field), text));
    }
    return open;
  }

  return {
    sealData,
    async toItem(record) {
      const { attentionAt, ...rest } = record;
      return {
        ...aggregateKey(record),
        ...rest,
        data: await sealData(refOf(record), record.data),
        ...(attentionAt === undefined ? {} : { attentionAt, attentionShard: shardOf(record.id) }),
      };
    },
    async toRecord(item) {
      const record = aggregateRecordSchema.parse(item);
      const data = migrate(record.type, await openData(refOf(record), record.data), steps);
      return { ...record, data: parse(record.type, data) };
    },
  };
}
