import { type Place, places } from './place.ts';

/**
 * No connection is used twice: the emulator ends one that rests while the CLI works, and this process, which waits for
 * the CLI, would learn of it by a failed request.
 */
export const AFRESH = { connection: 'close' };

/**
 * A POST to a service that the project has no SDK for, or a GET without a body. The emulator wants to know service
 * and region, and checks no signature.
 * @param url the emulator @param at whose account, and which region if not that of its cases
 */
export function callService(
  url: string,
  service: string,
  path: string,
  request: { body?: string | URLSearchParams; headers?: Record<string, string> } = {},
  at: { place?: Place; region?: string } = {},
): Promise<Response> {
  const { account, region } = places[at.place ?? 'wa'];
  const scope = `${account}/20260101/${at.region ?? region}/${service}/aws4_request`;
  return fetch(`${url}${path}`, {
    ...request,
    method: request.body === undefined ? 'GET' : 'POST',
    headers: {
      ...AFRESH,
      ...request.headers,
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
    },
  });
}
