import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Route } from '../gateway/gateway.ts';
import { readBody } from '../gateway/http.ts';
import type { LambdaRuntime } from './runtime.ts';

const responseSchema = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

/** Everything below a path, answered by a function as API Gateway (REST, proxy integration) has it answered. */
export const createPageRoute =
  (prefix: string, functionName: string, lambda: LambdaRuntime): Route =>
  async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (!path.startsWith(`${prefix}/`)) return false;
    const body = await readBody(request);
    const answer = await lambda.invoke(functionName, {
      httpMethod: request.method ?? 'GET',
      path,
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
      ),
      queryStringParameters: Object.fromEntries(searchParams),
      body: body.length === 0 ? null : body.toString('base64'),
      isBase64Encoded: body.length > 0,
      requestContext: { path },
    });
    // What API Gateway says when the function dies or answers nonsense.
    const bad = {
      statusCode: 502,
      headers: { 'content-type': 'application/json' },
      body: '{"message":"Internal server error"}',
    };
    const parsed = responseSchema.safeParse(answer.ok ? answer.payload : undefined);
    const { statusCode, headers, body: text } = parsed.success ? parsed.data : bad;
    response.writeHead(statusCode, headers).end(text);
    return true;
  };
