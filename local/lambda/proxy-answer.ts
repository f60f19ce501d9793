import type { ServerResponse } from 'node:http';
import * as z from 'zod';
import type { LambdaRuntime } from './runtime.ts';

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

/** Has a function answer a request, as API Gateway (REST, proxy integration) does. */
export async function answerByFunction(
  lambda: Pick<LambdaRuntime, 'invoke'>,
  name: string,
  event: unknown,
  response: ServerResponse,
): Promise<void> {
  const answer = await lambda.invoke(name, event);
  const parsed = responseSchema.safeParse(answer.ok ? answer.payload : undefined);
  const { statusCode, headers, body } = parsed.success ? parsed.data : BAD;
  response.writeHead(statusCode, headers).end(body);
}
