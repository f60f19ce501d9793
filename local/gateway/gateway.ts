import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerCall, type Call, isCall, type Reply, replyOfFailure, type Services } from './answer.ts';
import { AwsError } from './aws-error.ts';
import { isLoopback, readBody } from './http.ts';

/** Answers a page or API request and says true, or says false and leaves the request alone. */
export type Route = (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;

export interface GatewayOptions extends Services {
  /** Asked in order for everything that is not a call of AWS. */
  routes?: Route[];
}

export interface Gateway {
  /** `http://127.0.0.1:<port>`, what AWS_ENDPOINT_URL has to be. */
  url: string;
  /** Answers a call of AWS that came another way than over HTTP. */
  answer(call: Call): Promise<Reply>;
  close(): Promise<void>;
}

/** How long requests may still run when the gateway closes. */
const LAST_ANSWERS_MS = 1000;

/** Listens on 127.0.0.1; port 0 takes a free one. Rejects if the port is taken. */
export async function openGateway(port: number, options: GatewayOptions): Promise<Gateway> {
  const server = createServer((request, response) => {
    respond(request, response, options).catch((error: unknown) => fail(error, response, options));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    answer: (call) => answerCall(options, call),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeIdleConnections();
        // A page that listens for changes would hold the shutdown up for ever.
        setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS).unref();
      }),
  };
}

/** A call of AWS or a page? */
async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  options: GatewayOptions,
): Promise<void> {
  const { method = 'GET', headers } = request;
  if (!isLoopback(headers.host)) {
    throw new AwsError('AccessDeniedException', 'Only loopback names are answered.', 403);
  }
  const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (isCall(options, { path, headers })) {
    const body = await readBody(request);
    const reply = await answerCall(options, { method, path, query, headers, body });
    if (reply === 'lost') request.socket.destroy();
    else send(response, reply);
    return;
  }
  for (const route of options.routes ?? []) if (await route(request, response)) return;
  throw new AwsError('UnknownOperationException', `${method} ${path} is not part of this local cloud.`, 404);
}

function fail(error: unknown, response: ServerResponse, { onError }: GatewayOptions): void {
  const reply = replyOfFailure(error, onError);
  if (!response.headersSent && !response.destroyed) send(response, reply);
}

function send(response: ServerResponse, { status, headers, body }: Exclude<Reply, 'lost'>): void {
  response.writeHead(status, headers).end(body);
}
