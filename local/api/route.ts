import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Route } from '../gateway/gateway.ts';
import { readBody } from '../gateway/http.ts';
import { proxyEvent } from '../lambda/proxy-event.ts';
import type { LambdaRuntime } from '../lambda/runtime.ts';

/** Where the API is. */
export const API_ROOT = '/api';

const responseSchema = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

/** What API Gateway says when the function dies or answers nonsense. */
const BAD = {
  statusCode: 502,
  headers: { 'content-type': 'application/json' },
  body: '{"message":"Internal server error"}',
};

/** Where the `type` of problem details leads, which has the API at the root of its own domain. */
const PROBLEMS = '/problems/';

/** Everything below `/api`, and the pages of problems, answered by serve-api as behind API Gateway. */
export const createApiRoute =
  (lambda: Pick<LambdaRuntime, 'invoke'>): Route =>
  async (request: IncomingMessage, response: ServerResponse) => {
    const url = request.url ?? '/';
    const root = url.startsWith(PROBLEMS) ? '' : API_ROOT;
    if (root !== '' && url !== root && !url.startsWith(`${root}/`)) return false;
    const body = await readBody(request);
    const event = proxyEvent(request, body, { root, requestId: randomUUID() });
    const answer = await lambda.invoke('serve-api', event);
    const parsed = responseSchema.safeParse(answer.ok ? answer.payload : undefined);
    const { statusCode, headers, body: text } = parsed.success ? parsed.data : BAD;
    response.writeHead(statusCode, headers).end(text);
    return true;
  };
