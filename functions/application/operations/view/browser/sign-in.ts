import type { SignIn } from '../sign-in.ts';

/** What must outlive the way to the provider and back. It opens nothing by itself, and is used once. */
export interface Pending {
  state: string;
  verifier: string;
  /** Where in the view somebody was. */
  place: string;
}

/** A token and until when (ms since 1970) it is kept, in memory only. */
export interface Held {
  token: string;
  until: number;
}

export type Returned =
  | { kind: 'not-returned' }
  | { kind: 'code'; code: string; pending: Pending }
  | { kind: 'refused'; why: string; place: string };

export class SignInError extends Error {
  override readonly name = 'SignInError';
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
/** 256 bits, of which nobody guesses one. */
const secret = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

/** The address of the provider's sign-in, and what to keep until somebody comes back (RFC 7636, S256). */
export async function leaveFor(
  signIn: SignIn,
  redirectUri: string,
  place: string,
): Promise<{ url: string; pending: Pending }> {
  const pending = { state: secret(), verifier: secret(), place };
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(pending.verifier));
  const url = new URL(signIn.authorizeUrl);
  const parameters = {
    ...signIn.parameters,
    response_type: 'code',
    client_id: signIn.clientId,
    redirect_uri: redirectUri,
    scope: signIn.scope,
    state: pending.state,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { url: url.href, pending };
}

/** What the address says when somebody comes back. A state that is not ours is as good as nobody. */
export function returnedWith(search: string, pending: Pending | undefined): Returned {
  const query = new URLSearchParams(search);
  const [code, error, state] = ['code', 'error', 'state'].map((name) => query.get(name) ?? undefined);
  if (code === undefined && error === undefined) return { kind: 'not-returned' };
  const place = pending?.place ?? '';
  if (!pending || state !== pending.state) return { kind: 'refused', why: 'it was begun elsewhere', place };
  if (code === undefined)
    return { kind: 'refused', why: /^\w{1,40}$/.test(error ?? '') ? `${error}` : 'unknown', place };
  return { kind: 'code', code, pending };
}

/** Seconds that a token is kept when its provider does not say. */
const UNSAID = 300;
/** A token is let go so long before its end that no request overtakes it. */
const EARLY = 5;

/** The token for a code. Throws SignInError: the provider does not answer, or not with a token. */
export async function redeem(
  { tokenUrl, clientId, token: which }: SignIn,
  { code, pending }: { code: string; pending: Pending },
  redirectUri: string,
  call: typeof fetch,
  now: number,
): Promise<Held> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    client_id: clientId,
    code_verifier: pending.verifier,
  });
  const answer = await call(tokenUrl, {
    method: 'POST',
    body,
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
  }).catch(() => undefined);
  if (!answer) throw new SignInError('the sign-in service does not answer');
  const said: unknown = await answer.json().catch(() => undefined);
  const token = memberOf(said, which);
  if (!answer.ok || typeof token !== 'string') throw new SignInError('the sign-in service gave no token');
  const seconds = memberOf(said, 'expires_in');
  return { token, until: now + (Number(seconds ?? UNSAID) - EARLY) * 1000 };
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
