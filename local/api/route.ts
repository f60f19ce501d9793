import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Route } from '../gateway/gateway.ts';
import { readBody } from '../gateway/http.ts';
import { answerByFunction } from '../lambda/proxy-answer.ts';
import { proxyEvent } from '../lambda/proxy-event.ts';
import type { LambdaRuntime } from '../lambda/runtime.ts';

/** Where the API is. */
export const API_ROOT = '/api';

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
    await answerByFunction(lambda, 'serve-api', event, response);
    return true;
  };
