import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsError } from './aws-error.ts';
import { isLoopback, parseJson, readBody, sendError, sendJson } from './http.ts';
import type { JsonService } from './json-service.ts';
import type { RestService } from './rest-service.ts';

/** Answers a page or API request and says true, or says false and leaves the request alone. */
export type Route = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

export interface GatewayOptions {
  /** By the part of X-Amz-Target before the dot, such as `AWSStepFunctions`. */
  jsonServices: Record<string, JsonService>;
  restServices: RestService[];
  /** Asked in order for everything that is not a call of AWS. */
  routes?: Route[];
  /** Hears of failures that are bugs of the local cloud and not answers. */
  onError: (error: unknown) => void;
}

export interface Gateway {
  /** `http://127.0.0.1:<port>`, what AWS_ENDPOINT_URL has to be. */
  url: string;
  close(): Promise<void>;
}

/** How long requests may still run when the gateway closes. */
const LAST_ANSWERS_MS = 1000;

/** Listens on 127.0.0.1; port 0 takes a free one. Rejects if the port is taken. */
export async function openGateway(port: number, options: GatewayOptions): Promise<Gateway> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error: unknown) => fail(error, response, options));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeIdleConnections();
        // A page that listens for changes would hold the shutdown up for ever.
        setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS).unref();
      }),
  };
}

/** Which protocol is it? Calls of AWS are answered here and now, never as jobs of the clock. */
async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: GatewayOptions,
): Promise<void> {
  if (!isLoopback(request.headers.host)) {
    throw new AwsError('AccessDeniedException', 'Only loopback names are answered.', 403);
  }
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return answerJson(target, request, response, options);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const rest = options.restServices.find((service) => service.claims(pathname));
  if (rest !== undefined) return answerRest(rest, pathname, searchParams, request, response);
  for (const route of options.routes ?? []) if (await route(request, response)) return;
  throw new AwsError(
    'UnknownOperationException',
    `${request.method} ${pathname} is not part of this local cloud.`,
    404,
  );
}

async function answerJson(
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
  { jsonServices }: GatewayOptions,
): Promise<void> {
  const [service = '', operation = ''] = target.split('.');
  // SDKs speak JSON 1.0 to DynamoDB and Step Functions; the answer is in what was asked.
  response.setHeader('x-amzn-requestid', requestId());
  const contentType = request.headers['content-type']?.split(';')[0] ?? 'application/x-amz-json-1.0';
  const handler = Object.hasOwn(jsonServices, service) ? jsonServices[service] : undefined;
  if (handler === undefined)
    throw new AwsError('UnknownOperationException', `${target} is not part of this local cloud.`);
  sendJson(response, 200, await handler(operation, parseJson(await readBody(request))), contentType);
}

async function answerRest(
  service: RestService,
  path: string,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('x-amzn-requestid', requestId());
  const { method = 'GET', headers } = request;
  const result = await service.handle({ method, path, query, headers, body: await readBody(request) });
  if (result === 'lost') {
    request.socket.destroy();
    return;
  }
  response.writeHead(result.status, { 'content-type': 'application/json', ...result.headers });
  response.end(result.json === undefined ? undefined : JSON.stringify(result.json));
}

/** An AwsError is an answer; anything else is a bug, told to the operator and not to the caller. */
function fail(error: unknown, response: ServerResponse, { onError }: GatewayOptions): void {
  const known = error instanceof AwsError;
  if (!known) onError(error);
  if (response.headersSent || response.destroyed) return;
  const shown = known
    ? error
    : new AwsError('InternalServerError', 'The local cloud failed; see its log.', 500);
  sendError(response, shown, 'application/json');
}

let requests = 0;

function requestId(): string {
  requests += 1;
  return `00000000-0000-4000-a000-${requests.toString(16).padStart(12, '0')}`;
}
