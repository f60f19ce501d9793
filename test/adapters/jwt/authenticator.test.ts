import { describe, expect, it } from 'vitest';
import { createAuthenticator } from '../../../functions/adapters/jwt/authenticator.ts';
import { parseIssuers } from '../../../functions/adapters/jwt/issuers.ts';
import { IssuerUnavailableError } from '../../../functions/application/api/authenticator.ts';
import { claimsOf, createKey, hmacToken, ISSUER, issuerOf, part, signToken } from './tokens.ts';

const key = createKey('key-1');
const noNetwork = {
  fetch: async (): Promise<ArrayBuffer> => {
    throw new Error('nothing is fetched here');
  },
};
const authenticator = createAuthenticator([issuerOf(key)], noNetwork);
const reasonOf = async (token: string): Promise<unknown> => {
  const found = await authenticator.authenticate(token);
  return 'reason' in found ? found.reason : found;
};
const past = Math.floor(Date.now() / 1000) - 600;

describe('a token', () => {
  it('says who somebody is, from which agency, with which roles and factors', async () => {
    const claims = claimsOf({ roles: 'representative after_hours sorcerer', regions: ['south'] });
    expect(await authenticator.authenticate(signToken(key, claims))).toEqual({
      agencyId: 'agy-police',
      representativeId: 'rep-sergeant',
      roles: ['representative', 'after_hours'],
      via: 'account',
      mfa: true,
      regions: ['south'],
    });
  });

  it('says that there was one factor when the claim has nothing else', async () => {
    for (const amr of [['pwd'], 'pwd', undefined, 7, []])
      expect(await authenticator.authenticate(signToken(key, claimsOf({ amr })))).toMatchObject({
        mfa: false,
      });
  });

  const wrong: [string, string, string][] = [
    ['of another audience', signToken(key, claimsOf({ aud: 'other-api' })), 'audience'],
    ['without an audience', signToken(key, claimsOf({ aud: undefined })), 'audience'],
    ['of an issuer that is not on the list', signToken(key, claimsOf({ iss: `${ISSUER}/evil` })), 'issuer'],
    ['that is over', signToken(key, claimsOf({ exp: past })), 'expired'],
    ['that has no end', signToken(key, claimsOf({ exp: undefined })), 'no-exp'],
    ['that has not begun', signToken(key, claimsOf({ nbf: past + 86_400 })), 'not-yet-valid'],
    ['without an agency', signToken(key, claimsOf({ agency: undefined })), 'no-agency'],
    ['with something else as agency', signToken(key, claimsOf({ agency: ['agy-police'] })), 'no-agency'],
    ['without a representative', signToken(key, claimsOf({ representative: 'Ada' })), 'no-representative'],
    ['of a key that nobody knows', signToken(createKey('key-9'), claimsOf()), 'unknown-key'],
    ['of another key under a known id', signToken(createKey('key-1'), claimsOf()), 'signature'],
    ['with no algorithm', `${part({ alg: 'none', kid: 'key-1' })}.${part(claimsOf())}.AAAA`, 'algorithm'],
    [
      'signed with the public key as a secret',
      hmacToken('key-1', claimsOf(), JSON.stringify(key.jwk)),
      'algorithm',
    ],
    ['that is too long', signToken(key, claimsOf({ groups: 'g'.repeat(9_000) })), 'too-long'],
    ['that is none', 'not.a.token!', 'not-a-token'],
    ['that is empty', '', 'not-a-token'],
  ];
  it.each(wrong)('%s is rejected', async (_, token, reason) => {
    expect(await reasonOf(token)).toBe(reason);
  });

  it('whose content was changed is rejected', async () => {
    const [head, , signature] = signToken(key, claimsOf()).split('.');
    expect(await reasonOf(`${head}.${part(claimsOf({ agency: 'agy-other' }))}.${signature}`)).toBe(
      'signature',
    );
  });

  it('of an agency for which its issuer may not speak is rejected', async () => {
    const own = createAuthenticator([issuerOf(key, { agencies: ['agy-refuge'] })], noNetwork);
    expect(await own.authenticate(signToken(key, claimsOf()))).toMatchObject({
      reason: 'agency-of-another-issuer',
    });
    expect(await own.authenticate(signToken(key, claimsOf({ agency: 'agy-refuge' })))).toMatchObject({
      agencyId: 'agy-refuge',
    });
  });
});

describe('the list of issuers', () => {
  it('gives each its own audience and names of roles', async () => {
    const other = createKey('key-2');
    const second = issuerOf(other, {
      issuer: 'https://second.example.test',
      audience: 'second-api',
      roles: { 'MACM.Manager': 'agency_manager', representative: 'representative' },
    });
    const both = createAuthenticator([issuerOf(key), second], noNetwork);
    const claims = { iss: second.issuer, roles: ['MACM.Manager', 'toString', 'auditor'] };
    expect(
      await both.authenticate(signToken(other, claimsOf({ ...claims, aud: 'second-api' }))),
    ).toMatchObject({
      roles: ['agency_manager'],
    });
    expect(await both.authenticate(signToken(other, claimsOf(claims)))).toMatchObject({ reason: 'audience' });
    // One provider's key is worth nothing for another's name.
    expect(await both.authenticate(signToken(other, claimsOf()))).toMatchObject({ kind: 'rejected' });
  });

  it('fetches keys once, and says when they cannot be had', async () => {
    let fetched: string[] = [];
    const fetching = (bytes: string) => ({
      fetch: async (uri: string): Promise<ArrayBuffer> => {
        fetched.push(uri);
        return new TextEncoder().encode(bytes).buffer;
      },
    });
    const { jwks, ...issuer } = issuerOf(key);
    const remote = createAuthenticator([issuer], fetching(JSON.stringify(jwks)));
    await remote.authenticate(signToken(key, claimsOf()));
    await remote.authenticate(signToken(key, claimsOf()));
    expect(fetched).toEqual([`${ISSUER}/.well-known/jwks.json`]);
    fetched = [];
    const broken = createAuthenticator([issuer], fetching('<html>'));
    await expect(broken.authenticate(signToken(key, claimsOf()))).rejects.toThrow(IssuerUnavailableError);
  });

  it('trusts nobody when it is empty, and is refused when it is not well formed', async () => {
    expect(await createAuthenticator([]).authenticate('x.y.z')).toMatchObject({ kind: 'rejected' });
    expect(() => parseIssuers('[{"issuer":"https://login.example.test"}]')).toThrow();
    expect(parseIssuers(JSON.stringify([issuerOf(key)]))).toEqual([issuerOf(key)]);
  });
});
