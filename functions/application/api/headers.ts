import { type Purpose, purposes } from '../../domain/access/purpose.ts';
import { parseIfMatch } from './etag.ts';
import type { HttpAnswer, HttpRequest } from './http.ts';
import { problem } from './problem.ts';
import type { ApiRequest, Route } from './route.ts';

type Read = Pick<ApiRequest, 'purpose' | 'idempotencyKey' | 'ifMatch'>;
export type HeadersRead = { ok: true; read: Read } | { ok: false; answer: HttpAnswer };

/** Visible ASCII, as header values have it. */
const keyPattern = /^[\x21-\x7e]{1,255}$/;

const bad = (code: string, message: string): HeadersRead => ({
  ok: false,
  answer: problem(400, code, message),
});

/** The headers that mean something to a route: Purpose, Idempotency-Key for every POST, If-Match. */
export function readHeaders({ headers }: HttpRequest, route: Route): HeadersRead {
  const { purpose, 'idempotency-key': key, 'if-match': ifMatch } = headers;
  if (purpose !== undefined && !isPurpose(purpose))
    return bad('purpose-unknown', `Purpose: expected one of ${purposes.join(', ')}`);
  if (route.method === 'POST' && key === undefined)
    return bad(
      'idempotency-key-missing',
      'Idempotency-Key: give a key of your own, such as a UUID, with every POST',
    );
  if (key !== undefined && !keyPattern.test(key))
    return bad('idempotency-key-malformed', 'Idempotency-Key: expected 1 to 255 visible characters of ASCII');
  if (ifMatch !== undefined && !route.conditional)
    return bad('if-match-not-supported', 'If-Match: nothing here has an ETag that could be compared');
  if (ifMatch !== undefined && parseIfMatch(ifMatch) === undefined)
    return bad('if-match-malformed', 'If-Match: expected * or one or more ETags in double quotes');
  return { ok: true, read: { purpose, idempotencyKey: key, ifMatch } };
}

const isPurpose = (text: string): text is Purpose => purposes.some((purpose) => purpose === text);
