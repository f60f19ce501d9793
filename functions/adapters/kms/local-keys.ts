import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { PersonKeys } from '../../application/ports.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Wraps data keys with a key that the caller holds: for the local cloud and tests, never for real people.
 * @param master 32 bytes
 */
export function createLocalKeys(master: Uint8Array): PersonKeys {
  const wrap = (ownerId: string, plain: Uint8Array): Uint8Array => {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', master, iv).setAAD(Buffer.from(ownerId));
    const body = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]);
  };
  const unwrap = (ownerId: string, wrapped: Uint8Array): Uint8Array => {
    const decipher = createDecipheriv('aes-256-gcm', master, wrapped.subarray(0, IV_BYTES))
      .setAAD(Buffer.from(ownerId))
      .setAuthTag(wrapped.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(wrapped.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  };
  return {
    async create(ownerId) {
      const plain = randomBytes(32);
      return { plain, wrapped: wrap(ownerId, plain) };
    },
    unwrap: async (ownerId, wrapped) => unwrap(ownerId, wrapped),
    rewrap: async (ownerId, wrapped) => wrap(ownerId, unwrap(ownerId, wrapped)),
  };
}
