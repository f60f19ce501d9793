/** What came of asking the API for a part of the view. */
export type Part =
  | { kind: 'shown'; html: string }
  /** The token is not accepted, or no longer. */
  | { kind: 'signed-out' }
  /** Signed in, and not allowed to; or there is no such thing. */
  | { kind: 'refused'; why: string }
  /** Nothing is known; what is shown is old. */
  | { kind: 'unreachable' };

const placePattern = /^\/(?:overview|cases(?:\/[a-z0-9-]{1,60})?)(?:\?[\w=&-]{0,80})?$/;

/** The part that stands behind the `#` of an address; the overview for anything that is none. */
export const placeOf = (hash: string): string => {
  const place = hash.replace(/^#/, '');
  return placePattern.test(place) ? place : '/overview';
};

/** Where a part is, from the address of the page, whatever stands before it. */
export const partUrl = (page: string, place: string): string =>
  page.replace(/operations-view\/?$/, `operations/pages${place}`);

/** Ask for a part of the view. Never throws. */
export async function fetchPart(call: typeof fetch, url: string, token: string): Promise<Part> {
  const answer = await call(url, {
    headers: { authorization: `Bearer ${token}` },
    credentials: 'omit',
    cache: 'no-store',
  }).catch(() => undefined);
  if (!answer || answer.status >= 500 || answer.status === 429) return { kind: 'unreachable' };
  if (answer.status === 401) return { kind: 'signed-out' };
  const text = await answer.text().catch(() => undefined);
  // A body that broke off is no empty view: nothing late must not be read off it.
  if (text === undefined) return { kind: 'unreachable' };
  if (answer.ok) return { kind: 'shown', html: text };
  return { kind: 'refused', why: whyOf(answer.status, text) };
}

/** What to do about a refusal, for the two that have an answer; otherwise what the API says. */
function whyOf(status: number, text: string): string {
  const { type, detail } = problemIn(text);
  if (type?.endsWith('/mfa-required')) return 'Sign in again with a second factor.';
  if (status === 404) return 'There is no such case, or your account has not the role operations.';
  if (status === 403)
    return 'You have signed in, but your account has not the role operations. Ask the administrator.';
  return detail ?? `The API answered ${status}.`;
}

function problemIn(text: string): { type?: string; detail?: string } {
  try {
    const { type, detail } = JSON.parse(text);
    return { ...(typeof type === 'string' && { type }), ...(typeof detail === 'string' && { detail }) };
  } catch {
    return {};
  }
}
