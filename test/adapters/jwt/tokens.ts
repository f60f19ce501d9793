import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Issuer } from '../../../functions/adapters/jwt/issuers.ts';

/** A pair of keys of an issuer, made for one test. */
export interface TestKey {
  kid: string;
  privateKey: KeyObject;
  jwk: { kty: string; kid: string; [member: string]: unknown };
}

export function createKey(kid: string): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kty: 'EC', kid, alg: 'ES256', use: 'sig' };
  return { kid, privateKey, jwk };
}

export const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token as an issuer signs it. */
export function signToken(key: TestKey, claims: object, header: object = {}): string {
  const head = `${part({ alg: 'ES256', typ: 'JWT', kid: key.kid, ...header })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(head), { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
  return `${head}.${signature.toString('base64url')}`;
}

/** The same signed with a secret of the attacker's choice. */
export function hmacToken(kid: string, claims: object, secret: string): string {
  const head = `${part({ alg: 'HS256', typ: 'JWT', kid })}.${part(claims)}`;
  return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`;
}

export const ISSUER = 'https://login.example.test/tenant';

export const issuerOf = (key: TestKey, more: Partial<Issuer> = {}): Issuer => ({
  issuer: ISSUER,
  audience: 'macm-api',
  jwks: { keys: [key.jwk] },
  claims: {
    agency: 'agency',
    representative: 'representative',
    roles: 'roles',
    regions: 'regions',
    mfa: { claim: 'amr', values: ['mfa', 'otp'] },
  },
  ...more,
});

const now = (): number => Math.floor(Date.now() / 1000);

/** The claims of a worker of the police, good for an hour. */
export const claimsOf = (more: object = {}): Record<string, unknown> => ({
  iss: ISSUER,
  aud: 'macm-api',
  iat: now(),
  nbf: now(),
  exp: now() + 3_600,
  agency: 'agy-police',
  representative: 'rep-sergeant',
  roles: ['representative'],
  amr: ['pwd', 'otp'],
  ...more,
});
