import type { IncomingMessage } from 'node:http';

/**
 * A request as API Gateway (REST, proxy integration) hands it to a function: `path` from the root of the API,
 * which the caller's path, in `requestContext`, has before it. Bodies are always base64, as with binary media
 * types.
 * @param root such as `/api`; empty where the path is the function's own
 */
export function proxyEvent(
  { method = 'GET', url = '/', headersDistinct }: Pick<IncomingMessage, 'method' | 'url' | 'headersDistinct'>,
  body: Buffer,
  { root, requestId }: { root: string; requestId: string },
) {
  const { searchParams } = new URL(url, 'http://127.0.0.1');
  // Not the parsed one, which has resolved dots and encoded anew: functions get what was written.
  const full = url.split(/[?#]/)[0] ?? '/';
  const headers = Object.entries(headersDistinct).map(([name, values = []]) => [name, values] as const);
  const query = [...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)] as const);
  return {
    httpMethod: method,
    path: full.slice(root.length) || '/',
    headers: lastOfEach(headers),
    multiValueHeaders: Object.fromEntries(headers),
    queryStringParameters: query.length === 0 ? null : lastOfEach(query),
    multiValueQueryStringParameters: query.length === 0 ? null : Object.fromEntries(query),
    body: body.length === 0 ? null : body.toString('base64'),
    isBase64Encoded: body.length > 0,
    requestContext: { requestId, path: full },
  };
}

const lastOfEach = (lists: readonly (readonly [string, readonly string[]])[]): Record<string, string> =>
  Object.fromEntries(lists.map(([name, values]) => [name, values.at(-1) ?? '']));
