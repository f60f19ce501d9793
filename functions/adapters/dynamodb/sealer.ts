import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { PersonKeys } from '../../application/ports.ts';
import { dataKeyKey } from './keys.ts';
import type { Table } from './table.ts';

/** Encrypts what belongs to a person or to the owner of a note with a data key of that owner's own. */
export interface Sealer {
  /** @param place what it is and where it stands, so that a text cannot be moved to another place */
  seal(ownerId: string, place: string, text: string): Promise<string>;
  open(ownerId: string, place: string, sealed: string): Promise<string>;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Unwrapped keys kept in the process, so that not every read asks the key service. */
const KEPT_KEYS = 200;

/** A sealed text whose owner has no key any more: erased by destroying the key. */
export class ErasedError extends Error {
  override readonly name = 'ErasedError';
}

/** AES-256-GCM; the wrapped key of each owner is an item beside the data, and the wrapping key never leaves its service. */
export function createSealer(table: Table, keys: PersonKeys): Sealer {
  const kept = new Map<string, Uint8Array>();

  function keep(ownerId: string, key: Uint8Array): Uint8Array {
    if (kept.size >= KEPT_KEYS) kept.delete(kept.keys().next().value ?? '');
    kept.set(ownerId, key);
    return key;
  }

  async function stored(ownerId: string): Promise<Uint8Array | undefined> {
    const item = await table.get(dataKeyKey(ownerId));
    const wrapped = item?.['wrapped'];
    return wrapped instanceof Uint8Array ? keep(ownerId, await keys.unwrap(ownerId, wrapped)) : undefined;
  }

  async function created(ownerId: string): Promise<Uint8Array> {
    const { plain, wrapped } = await keys.create(ownerId);
    const when = { condition: 'attribute_not_exists(pk)', names: {}, values: {} };
    if (await table.put({ ...dataKeyKey(ownerId), wrapped }, when)) return keep(ownerId, plain);
    const other = await stored(ownerId);
    if (!other) throw new ErasedError(`${ownerId} has no data key`);
    return other;
  }

  return {
    async seal(ownerId, place, text) {
      const key = kept.get(ownerId) ?? (await stored(ownerId)) ?? (await created(ownerId));
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(`${ownerId}|${place}`));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
    },

    async open(ownerId, place, sealed) {
      const key = kept.get(ownerId) ?? (await stored(ownerId));
      if (!key) throw new ErasedError(`${ownerId} has no data key`);
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(`${ownerId}|${place}`))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return Buffer.concat([
        decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8');
    },
  };
}
