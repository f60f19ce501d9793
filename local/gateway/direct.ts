import type { Call, Reply } from './answer.ts';

/** A request as SDK clients hand it to what carries it. */
interface SdkRequest {
  method: string;
  path: string;
  query?: Record<string, string | string[] | null>;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

interface SdkResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** What an SDK client takes as its `requestHandler`. */
export interface DirectHandler {
  handle(request: SdkRequest): Promise<{ response: SdkResponse }>;
}

/**
 * Carries the calls of our own functions to the gateway without a socket: the same bytes both ways, in an order
 * that no scheduler of packets decides, and in half the time. Visitors come over HTTP.
 */
export function createDirectHandler(answer: (call: Call) => Promise<Reply>): DirectHandler {
  return {
    async handle({ method, path, query = {}, headers, body }) {
      const reply = await answer({
        method,
        path,
        query: queryOf(query),
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
        ),
        body: bytesOf(body),
      });
      if (reply === 'lost') throw new ConnectionLost();
      return {
        response: { statusCode: reply.status, headers: reply.headers, body: Buffer.from(reply.body) },
      };
    },
  };
}

/** The SDK's own kind of byte array complains when it is asked whether it is a string. */
function bytesOf(body: string | Uint8Array = ''): Buffer {
  return typeof body === 'string'
    ? Buffer.from(body)
    : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}

function queryOf(query: Record<string, string | string[] | null>): URLSearchParams {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value ?? ''].flat().map((one): [string, string] => [name, one]),
  );
  return new URLSearchParams(pairs);
}

/** What Node says of a connection that breaks before the answer. */
class ConnectionLost extends Error {
  readonly code = 'ECONNRESET';

  constructor() {
    super('socket hang up');
  }
}
