import middy, { type MiddlewareObj, type MiddyfiedHandler } from '@middy/core';
import type { HttpAnswer, HttpRequest } from '../application/api/http.ts';
import { problem } from '../application/api/problem.ts';
import { readBody } from './http/body.ts';
import {
  headersOf,
  type ProxyEvent,
  type ProxyResponse,
  pathOf,
  proxyEventSchema,
  queryOf,
} from './http/event.ts';
import { isPassing } from './http/passing.ts';
import { toResponse } from './http/response.ts';
import type { Log } from './log.ts';

export interface HttpOptions {
  name: string;
  log: Log;
  run(request: HttpRequest): Promise<HttpAnswer>;
  /** Hears the name of an error that no other try mends: operations must know of it. */
  broke(error: string): void;
}

/** Bytes of all headers together; API Gateway itself takes 10 KB. */
const LARGEST_HEADERS = 16 * 1024;
/** Headers of which two would leave it open which one counts. */
const ONE_ONLY = [
  'authorization',
  'content-type',
  'content-encoding',
  'idempotency-key',
  'if-match',
  'purpose',
];
/** What only operations can put right: the policy of a record is not here, or a later release wrote it. */
const FOR_OPERATIONS: readonly string[] = ['UnknownPolicyError', 'NewerSchemaError'];
const CORRELATION = /^[\w-]{8,64}$/;

/**
 * The stack of everything behind API Gateway: the event becomes a request within its limits, the answer a
 * response with the house's headers, and whatever goes wrong problem details (RFC 9457) that say nothing of
 * how. The log has codes, methods, statuses and the correlation id, which is all that a caller gets of a defect.
 */
export function createHttp({ name, log, run, broke }: HttpOptions): MiddyfiedHandler<unknown, ProxyResponse> {
  return middy<unknown, ProxyResponse>()
    .use(failed({ name, log, broke }))
    .handler(async (event: unknown) => {
      const parsed = proxyEventSchema.parse(event);
      const { httpMethod: method } = parsed;
      const { path, root } = pathOf(parsed);
      const correlationId = correlationOf(parsed);
      const request = requestOf(parsed, path);
      const answer = 'status' in request ? request : await run(request);
      log.info(`${name}.answered`, { method, status: answer.status, correlationId });
      return toResponse(answer, { root, method, correlationId });
    });
}

const correlationOf = ({ requestContext }: ProxyEvent): string =>
  CORRELATION.test(requestContext?.requestId ?? '') ? (requestContext?.requestId ?? '') : 'unknown';

/** The request, or the answer to one that is none. */
function requestOf(event: ProxyEvent, path: string): HttpRequest | HttpAnswer {
  const headers = headersOf(event);
  const size = [...headers].reduce((sum, [name, values]) => sum + name.length + values.join('').length, 0);
  if (size > LARGEST_HEADERS) return problem(431, 'headers-too-large', 'the headers are too large');
  const doubled = ONE_ONLY.find((name) => (headers.get(name)?.length ?? 0) > 1);
  if (doubled !== undefined) return problem(400, 'header-twice', `${doubled} stands there more than once`);
  const one = (name: string): string | undefined => headers.get(name)?.[0];
  const read = readBody(event.body ?? '', {
    base64: event.isBase64Encoded ?? false,
    type: one('content-type'),
    encoding: one('content-encoding'),
  });
  if (!read.ok) {
    const { status, code, message, field } = read.bad;
    return problem(status, code, message, field === undefined ? {} : { field });
  }
  return {
    method: event.httpMethod,
    path,
    query: queryOf(event),
    headers: Object.fromEntries([...headers].map(([name, [value]]) => [name, value])),
    body: read.body,
  };
}

/** The last word on an error: its name goes to the log, the caller hears whether to try again. */
function failed({ name, log, broke }: Omit<HttpOptions, 'run'>): MiddlewareObj<unknown, ProxyResponse> {
  return {
    onError(request) {
      const parsed = proxyEventSchema.safeParse(request.event);
      const correlationId = parsed.success ? correlationOf(parsed.data) : 'unknown';
      const method = parsed.success ? parsed.data.httpMethod : 'GET';
      const error = request.error?.name ?? 'unknown';
      log.error(`${name}.failed`, { method, correlationId, error });
      if (!isPassing(error)) broke(error);
      const answer = answerTo(error, correlationId);
      request.response = toResponse(answer, { root: '', method, correlationId });
    },
  };
}

/** What a caller hears of an error: whether to try again, or whom the correlation id helps. */
function answerTo(error: string, correlationId: string): HttpAnswer {
  const extra = { correlationId };
  if (isPassing(error)) {
    const headers = { 'retry-after': '1' };
    return problem(503, 'try-again', 'nothing was lost; try again with the same Idempotency-Key', {
      headers,
      extra,
    });
  }
  if (FOR_OPERATIONS.includes(error)) {
    const headers = { 'retry-after': '900' };
    return problem(503, 'needs-operations', 'nothing was lost; operations must see to this record first', {
      headers,
      extra,
    });
  }
  return problem(500, 'failed', 'this did not work; the correlation id leads operations to the reason', {
    extra,
  });
}
