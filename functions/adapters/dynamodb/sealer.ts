import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeyRing } from './key-ring.ts';

/** Encrypts what belongs to a person or to the owner of a note with a data key of that owner's own. */
export interface Sealer {
  /** @param place what it is and where it stands, so that a text cannot be moved to another place */
  seal(ownerId: string, place: string, text: string): Promise<string>;
  /** Throws ErasedError when the key is gone. */
  open(ownerId: string, place: string, sealed: string): Promise<string>;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The number of the data key that a text is sealed with. */
export const keyNumberOf = (sealed: string): number => Number(sealed.slice(0, sealed.indexOf('.')));

/** AES-256-GCM with the owner's current data key; a sealed text is `<number of the key>.<base64>`. */
export function createSealer(ring: KeyRing): Sealer {
  return {
    async seal(ownerId, place, text) {
      const { number, key } = await ring.current(ownerId);
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(`${ownerId}|${place}`));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${number}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')}`;
    },

    async open(ownerId, place, sealed) {
      const key = await ring.numbered(ownerId, keyNumberOf(sealed));
      const bytes = Buffer.from(sealed.slice(sealed.indexOf('.') + 1), 'base64');
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
