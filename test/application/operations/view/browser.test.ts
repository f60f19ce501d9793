import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  fetchPart,
  partUrl,
  placeOf,
} from '../../../../functions/application/operations/view/browser/pages.ts';
import {
  leaveFor,
  redeem,
  returnedWith,
  SignInError,
} from '../../../../functions/application/operations/view/browser/sign-in.ts';
import { SCRIPT } from '../../../../functions/application/operations/view/script.ts';
import type { SignIn } from '../../../../functions/application/operations/view/sign-in.ts';
import { builtScript } from '../../../../scripts/operations-script.ts';

const signIn: SignIn = {
  clientId: 'view',
  authorizeUrl: 'https://login.example.test/authorize?tenant=one',
  tokenUrl: 'https://login.example.test/token',
  scope: 'openid macm',
  token: 'access_token',
  parameters: { audience: 'macm', scope: 'everything' },
};
const BACK = 'https://api.example.test/operations-view';
const NOW = 1_700_000_000_000;
const pending = { state: 'state', verifier: 'verifier', place: '/cases' };

/** Answers once, and keeps what it was asked. */
function answering(status: number, body: string | object | undefined) {
  const calls: [string, RequestInit | undefined][] = [];
  const call: typeof fetch = async (url, init) => {
    calls.push([new Request(url).url, init]);
    if (body === undefined) throw new TypeError('no network');
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
  };
  return { call, calls };
}

it('is served as it is built (npm run operations-script)', async () => {
  expect(SCRIPT).toBe(await builtScript());
});

describe('signing in', () => {
  it('asks the provider for a code that only who holds the verifier can use', async () => {
    const { url, pending: kept } = await leaveFor(signIn, BACK, '/overview');
    const query = Object.fromEntries(new URL(url).searchParams);
    expect(query).toEqual({
      tenant: 'one',
      audience: 'macm',
      response_type: 'code',
      client_id: 'view',
      redirect_uri: BACK,
      scope: 'openid macm',
      state: kept.state,
      code_challenge: createHash('sha256').update(kept.verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    expect(url).not.toContain(kept.verifier);
    expect(kept.verifier).toMatch(/^[\w-]{43}$/);
    expect((await leaveFor(signIn, BACK, '')).pending.verifier).not.toBe(kept.verifier);
  });

  it.each([
    ['', pending, { kind: 'not-returned' }],
    ['?code=c&state=state', pending, { kind: 'code', code: 'c', pending }],
    ['?code=c&state=other', pending, { kind: 'refused', why: 'it was begun elsewhere', place: '/cases' }],
    ['?code=c&state=state', undefined, { kind: 'refused', why: 'it was begun elsewhere', place: '' }],
    ['?error=access_denied&state=state', pending, { kind: 'refused', why: 'access_denied', place: '/cases' }],
    ['?error=%3Cb%3E&state=state', pending, { kind: 'refused', why: 'unknown', place: '/cases' }],
  ])('reads %s', (search, kept, expected) => {
    expect(returnedWith(search, kept)).toEqual(expected);
  });

  it('gives the code with its verifier for a token, and keeps that until a little before its end', async () => {
    const { call, calls } = answering(200, { access_token: 'a', id_token: 'i', expires_in: 600 });
    expect(await redeem(signIn, { code: 'c', pending }, BACK, call, NOW)).toEqual({
      token: 'a',
      until: NOW + 595_000,
    });
    const [[url, init] = []] = calls;
    expect(url).toBe(signIn.tokenUrl);
    expect(init?.body instanceof URLSearchParams && Object.fromEntries(init.body)).toEqual({
      grant_type: 'authorization_code',
      code: 'c',
      redirect_uri: BACK,
      client_id: 'view',
      code_verifier: 'verifier',
    });
    const other = await redeem({ ...signIn, token: 'id_token' }, { code: 'c', pending }, BACK, call, NOW);
    expect(other.token).toBe('i');
  });

  it.each([
    [200, {}],
    [400, { error: 'invalid_grant', access_token: 'a' }],
    [200, 'no JSON'],
    [0, undefined],
  ])('takes nothing else for a token: %d %j', async (status, body) => {
    const { call } = answering(status, body);
    await expect(redeem(signIn, { code: 'c', pending }, BACK, call, NOW)).rejects.toThrow(SignInError);
  });
});

describe('a part of the view', () => {
  it.each([
    ['#/cases/case-abcd1234', '/cases/case-abcd1234'],
    ['#/cases?phase=closure&page=2', '/cases?phase=closure&page=2'],
    ['', '/overview'],
    ['#content', '/overview'],
    ['#/../../me', '/overview'],
    ['#//evil.example.test/', '/overview'],
    ['#/cases/a/b', '/overview'],
  ])('%s is %s', (hash, place) => expect(placeOf(hash)).toBe(place));

  it('stands beside the page, whatever the API stands below', () => {
    expect(partUrl('https://a.test/live/operations-view', '/overview')).toBe(
      'https://a.test/live/operations/pages/overview',
    );
  });

  it.each([
    [200, '<h1>It</h1>', { kind: 'shown', html: '<h1>It</h1>' }],
    [401, '', { kind: 'signed-out' }],
    [
      403,
      { type: '/problems/mfa-required' },
      { kind: 'refused', why: 'Sign in again with a second factor.' },
    ],
    [400, { detail: 'no such page' }, { kind: 'refused', why: 'no such page' }],
    [418, 'nonsense', { kind: 'refused', why: 'The API answered 418.' }],
    [429, '', { kind: 'unreachable' }],
    [503, '', { kind: 'unreachable' }],
    [0, undefined, { kind: 'unreachable' }],
  ])('is, after %d %j, %j', async (status, body, expected) => {
    const { call, calls } = answering(status, body);
    expect(await fetchPart(call, 'https://a.test/part', 'token')).toEqual(expected);
    expect(calls[0]?.[1]).toMatchObject({ headers: { authorization: 'Bearer token' }, credentials: 'omit' });
  });

  it('is not empty but out of reach when the answer breaks off', async () => {
    const broken = new ReadableStream({ start: (controller) => controller.error(new TypeError('gone')) });
    const call = async () => new Response(broken);
    expect(await fetchPart(call, 'https://a.test/part', 'token')).toEqual({ kind: 'unreachable' });
  });
});
