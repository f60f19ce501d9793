import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Route } from '../gateway/gateway.ts';
import { readBody } from '../gateway/http.ts';
import { answerByFunction } from './proxy-answer.ts';
import type { LambdaRuntime } from './runtime.ts';

/** Everything below a path, answered by a function as API Gateway (REST, proxy integration) has it answered. */
export const createPageRoute =
  (prefix: string, functionName: string, lambda: LambdaRuntime): Route =>
  async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (!path.startsWith(`${prefix}/`)) return false;
    const body = await readBody(request);
    const event = {
      httpMethod: request.method ?? 'GET',
      path,
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
      ),
      queryStringParameters: Object.fromEntries(searchParams),
      body: body.length === 0 ? null : body.toString('base64'),
      isBase64Encoded: body.length > 0,
      requestContext: { path },
    };
    await answerByFunction(lambda, functionName, event, response);
    return true;
  };
