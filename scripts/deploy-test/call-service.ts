import { REGION } from './place.ts';

/**
 * A POST to a service that the project has no SDK for, or a GET without a body. The emulator wants to know service
 * and region, and checks no signature.
 * @param url the emulator
 */
export function callService(
  url: string,
  service: string,
  path: string,
  request: { body?: string | URLSearchParams } = {},
): Promise<Response> {
  const scope = `test/20260101/${REGION}/${service}/aws4_request`;
  return fetch(`${url}${path}`, {
    ...request,
    method: request.body === undefined ? 'GET' : 'POST',
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none` },
  });
}
