import * as z from 'zod/mini';
import type { PersonKeys } from '../../application/ports.ts';
import { ErasedError } from './erased-error.ts';
import { dataKeyKey } from './keys.ts';
import { type Attributes, createExpression, type Table } from './table.ts';

/** Data keys of one owner by number. What is sealed names its key; new things are sealed with the current one. */
export interface Ring {
  current: number;
  /** When the current key was made, ms since 1970. */
  since: number;
  /** One more with every write, so that nobody writes over what he has not read. */
  revision: number;
  wrapped: Readonly<Record<string, Uint8Array>>;
}

/** The data keys of a person or of an owner of narratives. Once destroyed nothing is left but `erasedAt`. */
export const ringSchema = z.object({
  /** The number of the key that seals now. */
  current: z.number(),
  /** When that was made, ms since 1970. */
  since: z.number(),
  /** One more with every write. */
  revision: z.number(),
  /** Number -> key, wrapped by the key service under the key for people. */
  wrapped: z.record(z.string(), z.instanceof(Uint8Array)),
});

/** How long a process uses what it knows of a ring; after twice that nobody seals with a replaced key. */
export const RING_MINUTES = 5;
/** Rings and unwrapped keys kept in the process, so that not every read asks the key service. */
const KEPT = 200;

/** The data keys of owners: wrapped in an item beside the data, unwrapped only in the memory of the process. */
export interface KeyRing {
  /** The key that seals now; the owner's first is made when there is none. Throws ErasedError. */
  current(ownerId: string): Promise<{ number: number; key: Uint8Array }>;
  /** The key of that number. Throws ErasedError when it, or the whole ring, is gone. */
  numbered(ownerId: string, number: number): Promise<Uint8Array>;
  /** All keys, newest first; none when the owner has no ring. */
  all(ownerId: string): Promise<{ number: number; key: Uint8Array }[]>;
  /** As the table has it now. Throws ErasedError. */
  read(ownerId: string): Promise<Ring | undefined>;
  /** Over the ring that was read, or where there is none; false if somebody else wrote first. */
  write(ownerId: string, before: Ring | undefined, after: Ring): Promise<boolean>;
  /** Leave nothing of the ring but that it is gone, and when; false if somebody else wrote first. */
  erase(ownerId: string, before: Ring, at: string): Promise<boolean>;
}

/** @param now ms since 1970, of the host: how long a process trusts its memory has nothing to do with a case's time */
export function createKeyRing(table: Table, keys: PersonKeys, now: () => number): KeyRing {
  const rings = createKept<{ ring: Ring; until: number }>();
  const plain = createKept<Uint8Array>();

  async function read(ownerId: string): Promise<Ring | undefined> {
    const item = await table.get(dataKeyKey(ownerId));
    const parsed = ringSchema.safeParse(item);
    if (!parsed.success) {
      if (item?.['erasedAt'] !== undefined) throw new ErasedError(`${ownerId} has no data key any more`);
      return undefined;
    }
    rings.set(ownerId, { ring: parsed.data, until: now() + RING_MINUTES * 60_000 });
    return parsed.data;
  }

  async function known(ownerId: string): Promise<Ring | undefined> {
    const kept = rings.get(ownerId);
    return kept && now() < kept.until ? kept.ring : read(ownerId);
  }

  async function write(ownerId: string, before: Ring | undefined, after: Ring): Promise<boolean> {
    const item: Attributes = { ...after };
    const { path, value, done } = createExpression();
    const condition = before ? `${path('revision')} = ${value(before.revision)}` : 'attribute_not_exists(pk)';
    const written = await table.put({ ...dataKeyKey(ownerId), ...item }, { condition, ...done() });
    if (written) rings.set(ownerId, { ring: after, until: now() + RING_MINUTES * 60_000 });
    return written;
  }

  async function first(ownerId: string): Promise<Ring> {
    const { wrapped } = await keys.create(ownerId);
    const made: Ring = { current: 1, since: now(), revision: 1, wrapped: { '1': wrapped } };
    if (await write(ownerId, undefined, made)) return made;
    const other = await read(ownerId);
    if (!other) throw new ErasedError(`${ownerId} has no data key`);
    return other;
  }

  async function unwrap(ownerId: string, ring: Ring, number: number): Promise<Uint8Array> {
    const wrapped = ring.wrapped[String(number)];
    if (!wrapped) throw new ErasedError(`${ownerId} has no data key ${number}`);
    const place = `${ownerId}|${number}|${Buffer.from(wrapped).toString('base64')}`;
    const kept = plain.get(place);
    if (kept) return kept;
    const key = await keys.unwrap(ownerId, wrapped);
    plain.set(place, key);
    return key;
  }

  return {
    read,
    write,
    async erase(ownerId, before, at) {
      const { path, value, done } = createExpression();
      const condition = `${path('revision')} = ${value(before.revision)}`;
      const gone = { ...dataKeyKey(ownerId), erasedAt: at };
      const written = await table.put(gone, { condition, ...done() });
      if (written) rings.delete(ownerId);
      return written;
    },
    async current(ownerId) {
      const ring = (await known(ownerId)) ?? (await first(ownerId));
      return { number: ring.current, key: await unwrap(ownerId, ring, ring.current) };
    },
    async numbered(ownerId, number) {
      const ring = await known(ownerId);
      // A key newer than what this process knows was made meanwhile.
      const current = ring?.wrapped[String(number)] ? ring : await read(ownerId);
      if (!current) throw new ErasedError(`${ownerId} has no data key`);
      return unwrap(ownerId, current, number);
    },
    async all(ownerId) {
      const ring = await known(ownerId);
      if (!ring) return [];
      const numbers = Object.keys(ring.wrapped)
        .map(Number)
        .toSorted((a, b) => b - a);
      return Promise.all(
        numbers.map(async (number) => ({ number, key: await unwrap(ownerId, ring, number) })),
      );
    },
  };
}

/** A map that forgets its oldest entry when it is full. */
function createKept<Value>(): Pick<Map<string, Value>, 'get' | 'set' | 'delete'> {
  const kept = new Map<string, Value>();
  return {
    get: (key) => kept.get(key),
    delete: (key) => kept.delete(key),
    set(key, value) {
      if (kept.size >= KEPT) kept.delete(kept.keys().next().value ?? '');
      return kept.set(key, value);
    },
  };
}
