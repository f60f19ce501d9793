import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod/mini';

/** Ids are opaque and carry no personal data: a letter for the kind, then 20 characters. */
export const idSchema = z.string().check(z.regex(/^[a-z]{1,4}-[a-z0-9]{4,40}$/));

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * Derive an id from its cause, so that doing the same thing twice gives the same id (design: ids of
 * entries and messages come from their cause, never from a version).
 * @param prefix one to four letters naming the kind, e.g. `msg`
 * @param cause the parts that make the thing what it is; their order matters
 */
export function deriveId(prefix: string, ...cause: readonly (string | number)[]): string {
  const bytes = sha256(utf8ToBytes(JSON.stringify(cause)));
  let id = '';
  for (let i = 0; i < 20; i += 1) id += alphabet[(bytes[i] ?? 0) % 32];
  return `${prefix}-${id}`;
}

/** SHA-256 of a text, in lower-case hex. */
export function hashText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/**
 * A short code that stands for a case in e-mail and nowhere else (aws-facts 3.3), such as `K7QX-2MTR`.
 * It cannot be turned back into the case id.
 */
export function displayCode(caseId: string): string {
  const bytes = sha256(utf8ToBytes(`display:${caseId}`));
  const letters = Array.from(bytes.slice(0, 8), (b) => alphabet[b % 32] ?? '0')
    .join('')
    .toUpperCase();
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/** Four letters by which the actions of one case are told apart in e-mail, in a plan and on a page, such as `R4TM`. */
export const actionCode = (actionId: string): string => displayCode(actionId).slice(0, 4);
