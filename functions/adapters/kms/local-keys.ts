import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { PersonKeys } from '../../application/ports.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Wraps data keys with a key that the caller holds: for the local cloud and tests, never for real people.
 * @param master 32 bytes
 */
export function createLocalKeys(master: Uint8Array): PersonKeys {
  return {
    async create(ownerId) {
      const plain = randomBytes(32);
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', master, iv).setAAD(Buffer.from(ownerId));
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return { plain, wrapped: Buffer.concat([iv, cipher.getAuthTag(), body]) };
    },
    async unwrap(ownerId, wrapped) {
      const decipher = createDecipheriv('aes-256-gcm', master, wrapped.subarray(0, IV_BYTES))
        .setAAD(Buffer.from(ownerId))
        .setAuthTag(wrapped.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(wrapped.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    },
  };
}
