import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  randomBytes,
  sign,
} from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Issuer } from '../../functions/adapters/jwt/issuers.ts';
import type { TokenRole } from '../../functions/domain/access/subject.ts';

const FILE = 'issuer.json';
const keySchema = z.object({ kid: z.string(), jwk: z.looseObject({ kty: z.literal('EC') }) });

/** For whom a token is. */
export interface Claimant {
  agencyId: string;
  representativeId: string;
  roles: readonly TokenRole[];
  regions: readonly string[];
  /** Signed in with a second factor, unless it says false. */
  mfa?: boolean;
}

/** The identity provider of a local cloud: one key in a file of its data folder. */
export interface LocalIssuer {
  /** As it stands on the list of those who are trusted. */
  config: Issuer;
  /** A token from now on (ms since 1970, of the host: tokens know no other time) for so many hours. */
  token(claimant: Claimant, now: number, hours: number): string;
}

const ISSUER = 'https://sign-in.local.example.test';
const AUDIENCE = 'macm-local';

/** Is there a cloud with an issuer in this folder? */
export const issuerFile = (directory: string): string => join(directory, FILE);

/** Opens the issuer of a data folder; its key is made on first use and readable by its owner only. */
export function openIssuer(directory: string): LocalIssuer {
  const file = issuerFile(directory);
  try {
    writeFileSync(file, JSON.stringify(newKey()), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const { kid, jwk } = keySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  const shown = {
    ...createPublicKey(key).export({ format: 'jwk' }),
    kty: 'EC',
    kid,
    alg: 'ES256',
    use: 'sig',
  };
  return {
    config: {
      issuer: ISSUER,
      audience: AUDIENCE,
      jwks: { keys: [shown] },
      claims: {
        agency: 'agency',
        representative: 'sub',
        roles: 'roles',
        regions: 'regions',
        mfa: { claim: 'amr', values: ['mfa'] },
      },
    },
    token({ agencyId, representativeId, roles, regions, mfa = true }, now, hours) {
      const iat = Math.floor(now / 1000);
      const times = { iat, nbf: iat, exp: iat + hours * 3_600 };
      const who = { sub: representativeId, agency: agencyId, roles, regions, amr: mfa ? ['mfa'] : ['pwd'] };
      const head = `${encoded({ alg: 'ES256', typ: 'JWT', kid })}.${encoded({ iss: ISSUER, aud: AUDIENCE, ...times, ...who })}`;
      return `${head}.${sign('sha256', Buffer.from(head), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
    },
  };
}

function newKey(): { kid: string; jwk: JsonWebKey } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { kid: randomBytes(8).toString('hex'), jwk: privateKey.export({ format: 'jwk' }) };
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
