import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { ConflictError } from '../../application/errors.ts';
import type { OwnerKeys } from '../../application/keys/owner-keys.ts';
import type { PersonKeys } from '../../application/ports.ts';
import { aggregateTypes } from '../../domain/shared/aggregate.ts';
import { placeOf, sealedFields } from './aggregate-codec.ts';
import { ErasedError } from './erased-error.ts';
import { type KeyRing, RING_MINUTES, type Ring } from './key-ring.ts';
import { aggregateKey, dataKeyPrefix, type Key, noteKey, notePrefix, ownerOfKey } from './keys.ts';
import { placeOfNote } from './records.ts';
import { keyNumberOf, type Sealer } from './sealer.ts';
import { type Attributes, createExpression, type Table } from './table.ts';

/** How long a replaced key is kept: twice as long as a process trusts what it knows of a ring. */
const GRACE_MS = 2 * RING_MINUTES * 60_000;
const TRIES = 8;

/** A sealed text: where it stands in the table, and where it stands as the seal knows it. */
interface Sealed {
  key: Key;
  path: readonly string[];
  place: string;
  text: string;
}

const noteSchema = z.object({ pk: z.string(), sk: z.string(), sealed: z.string() });
const recordSchema = z.object({ data: z.record(z.string(), z.unknown()) });

/** A page of the keys that begin so, over the whole table: it reads everything, so it is for operations only. */
export type ScanKeys = (
  prefix: string,
  start: Attributes | undefined,
) => Promise<{ keys: Key[]; next?: Attributes | undefined }>;

export const scanOf =
  (client: DynamoDBDocumentClient, tableName: string): ScanKeys =>
  async (prefix, start) => {
    const { Items, LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName: tableName,
        ConsistentRead: true,
        ProjectionExpression: 'pk, sk',
        FilterExpression: 'begins_with(pk, :prefix)',
        ExpressionAttributeValues: { ':prefix': prefix },
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    const keys = (Items ?? []).map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }));
    return { keys, next: LastEvaluatedKey };
  };

export interface OwnerKeysOptions {
  table: Table;
  scan: ScanKeys;
  ring: KeyRing;
  sealer: Sealer;
  keys: PersonKeys;
  /** Ms since 1970, of the host, as in the ring. */
  now: () => number;
}

/** No function has these: whoever replaces or destroys keys does it from outside, and is asked why. */
export function createDynamoOwnerKeys({ table, scan, ring, sealer, keys, now }: OwnerKeysOptions): OwnerKeys {
  async function sealedOf(ownerId: string): Promise<Sealed[]> {
    const found: Sealed[] = [];
    for (const type of aggregateTypes) {
      const key = aggregateKey({ type, id: ownerId });
      const record = sealedFields[type] && (await table.get(key));
      const { data } = record ? recordSchema.parse(record) : { data: {} };
      for (const field of sealedFields[type] ?? []) {
        const text = data[field];
        if (typeof text === 'string')
          found.push({ key, path: ['data', field], place: placeOf(type, field), text });
      }
      found.push(...(await notesOf(noteKey({ type, id: ownerId }, '').pk)));
    }
    return found;
  }

  async function notesOf(pk: string): Promise<Sealed[]> {
    const found: Sealed[] = [];
    let start: Attributes | undefined;
    do {
      const { path, value, done } = createExpression();
      const condition = `${path('pk')} = ${value(pk)} AND begins_with(${path('sk')}, ${value(notePrefix)})`;
      const page = await table.query({ condition, ...(start ? { start } : {}), ...done() });
      for (const item of page.items) {
        const { sk, sealed } = noteSchema.parse(item);
        const place = placeOfNote(sk.slice(notePrefix.length));
        found.push({ key: { pk, sk }, path: ['sealed'], place, text: sealed });
      }
      start = page.next;
    } while (start);
    return found;
  }

  /** Nothing is left to replace or wrap of an owner whose keys were destroyed. */
  async function ringOf(ownerId: string): Promise<Ring | undefined> {
    try {
      return await ring.read(ownerId);
    } catch (error) {
      if (error instanceof ErasedError) return undefined;
      throw error;
    }
  }

  /** False if somebody else wrote it meanwhile. */
  async function resealOne(ownerId: string, { key, path: at, place, text }: Sealed): Promise<boolean> {
    const fresh = await sealer.seal(ownerId, place, await sealer.open(ownerId, place, text));
    const { path, value, done } = createExpression();
    const set = [`${path(...at)} = ${value(fresh)}`];
    const stillThat = `${path(...at)} = ${value(text)}`;
    return (await table.update(key, { set, remove: [], when: [stillThat], ...done() })) !== undefined;
  }

  return {
    async page(cursor) {
      const start =
        cursor === undefined ? undefined : z.record(z.string(), z.string()).parse(JSON.parse(cursor));
      const { keys: found, next } = await scan(dataKeyPrefix, start);
      return {
        ownerIds: found.map(ownerOfKey),
        ...(next ? { cursor: JSON.stringify(next) } : {}),
      };
    },

    async begin(ownerId) {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const before = await ringOf(ownerId);
        if (!before) return undefined;
        if (Object.keys(before.wrapped).length > 1)
          return { current: before.current, settled: now() - before.since >= GRACE_MS };
        const { wrapped } = await keys.create(ownerId);
        const current = before.current + 1;
        const after = {
          current,
          since: now(),
          revision: before.revision + 1,
          wrapped: { ...before.wrapped, [String(current)]: wrapped },
        };
        if (await ring.write(ownerId, before, after)) return { current, settled: false };
      }
      throw new ConflictError(`keys of ${ownerId}: somebody else wrote first, ${TRIES} times`);
    },

    async reseal(ownerId) {
      const current = (await ring.read(ownerId))?.current;
      let done = 0;
      for (let tries = 0; tries < TRIES; tries += 1) {
        const stale = (await sealedOf(ownerId)).filter(({ text }) => keyNumberOf(text) !== current);
        if (stale.length === 0) return done;
        for (const one of stale) if (await resealOne(ownerId, one)) done += 1;
      }
      throw new ConflictError(`what ${ownerId} has sealed: somebody else wrote first, ${TRIES} times`);
    },

    async finish(ownerId, { current }) {
      const before = await ring.read(ownerId);
      const kept = before?.wrapped[String(current)];
      if (!before || !kept || before.current !== current) return false;
      const after = { ...before, revision: before.revision + 1, wrapped: { [String(current)]: kept } };
      return ring.write(ownerId, before, after);
    },

    async rewrap(ownerId) {
      const before = await ringOf(ownerId);
      if (!before) return true;
      const wrapped = await Promise.all(
        Object.entries(before.wrapped).map(
          async ([number, key]) => [number, await keys.rewrap(ownerId, key)] as const,
        ),
      );
      const after = { ...before, revision: before.revision + 1, wrapped: Object.fromEntries(wrapped) };
      return ring.write(ownerId, before, after);
    },

    async destroy(ownerId, at) {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const before = await ring.read(ownerId);
        if (!before) return false;
        if (await ring.erase(ownerId, before, at)) return true;
      }
      throw new ConflictError(`keys of ${ownerId}: somebody else wrote first, ${TRIES} times`);
    },
  };
}
