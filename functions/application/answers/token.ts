import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { type Instant, instantSchema } from '../../domain/calendar/instants.ts';
import { idSchema } from '../../domain/shared/ids.ts';
import type { LinkKeys } from './link-store.ts';

const payloadSchema = z.strictObject({ linkId: idSchema, purpose: z.string(), exp: instantSchema });
/** What a link says of itself: an opaque id, what it is for, and until when. */
export type TokenPayload = z.infer<typeof payloadSchema>;

const FORM = /^v1\.(\d{6})\.([A-Za-z0-9_-]{1,400})\.([A-Za-z0-9_-]{43})$/;

/** The key id of a month, `202603`: keys change by themselves, and one month's links can be made worthless. */
export const kidAt = (now: Instant): string => `${now.slice(0, 4)}${now.slice(5, 7)}`;

const macOf = (key: Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** `v1.<kid>.<payload>.<mac>`, base64url. The MAC covers everything before it. */
export function signToken(key: Uint8Array, kid: string, payload: TokenPayload): string {
  const { linkId, purpose, exp } = payload;
  const body = `v1.${kid}.${Buffer.from(JSON.stringify({ linkId, purpose, exp })).toString('base64url')}`;
  return `${body}.${macOf(key, body).toString('base64url')}`;
}

/**
 * What a token says, if we signed it. What has not even the form of one costs the same work as one with a
 * wrong signature, so that the time tells nothing.
 */
export async function readToken(
  keys: LinkKeys,
  token: string,
  now: Instant,
): Promise<TokenPayload | undefined> {
  const [, kid = kidAt(now), body = '', mac = 'A'.repeat(43)] = FORM.exec(token) ?? [];
  const key = await keys.find(kid);
  const expected = macOf(key ?? new Uint8Array(32), `v1.${kid}.${body}`);
  const isOurs = timingSafeEqual(expected, Buffer.from(mac, 'base64url')) && key !== undefined;
  return isOurs ? payloadOf(body) : undefined;
}

function payloadOf(body: string): TokenPayload | undefined {
  const parsed = payloadSchema.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
  return parsed.success ? parsed.data : undefined;
}

/**
 * The n-th code of a link, six digits. It derives from the key, so that no store holds it and nobody who
 * reads the table can find it by trying all million.
 */
export function codeOf(key: Uint8Array, linkId: string, n: number): string {
  const bytes = macOf(key, `code|${linkId}|${n}`);
  return String(bytes.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

/** Compares codes in the same time whatever they are; spaces that somebody typed do not count. */
export function isCode(given: string, expected: string): boolean {
  const typed = given.replace(/\s/g, '').slice(0, 6).padEnd(6, ' ');
  const same = timingSafeEqual(
    Buffer.from(macOf(Buffer.alloc(32), typed)),
    macOf(Buffer.alloc(32), expected),
  );
  return same && given.replace(/\s/g, '').length === 6;
}
