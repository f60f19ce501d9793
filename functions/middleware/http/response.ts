import type { HttpAnswer } from '../../application/api/http.ts';
import type { ProxyResponse } from './event.ts';

/** What goes with every answer: nothing is stored on the way, nothing is framed, run or sniffed. */
const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** An answer as API Gateway wants it. `root` goes before a Location from the API's root. */
export function toResponse(
  { status, body, contentType, headers = {} }: HttpAnswer,
  { root, method, correlationId }: { root: string; method: string; correlationId: string },
): ProxyResponse {
  const type = contentType ?? 'application/json';
  const text =
    body === undefined
      ? ''
      : typeof body === 'string' && contentType !== undefined
        ? body
        : `${JSON.stringify(body)}\n`;
  const { location } = headers;
  return {
    statusCode: status,
    headers: {
      ...SECURITY_HEADERS,
      ...(body === undefined ? {} : { 'content-type': type }),
      ...headers,
      ...(location?.startsWith('/') ? { location: `${root}${location}` } : {}),
      'x-correlation-id': correlationId,
    },
    body: method === 'HEAD' ? '' : text,
    isBase64Encoded: false,
  };
}
