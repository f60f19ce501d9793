import type { IncomingHttpHeaders } from 'node:http';
import type { Json } from './aws-error.ts';

/** A request of an AWS REST protocol, with its body read. */
export interface RestRequest {
  method: string;
  /** The path with its percent signs, without the query. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** An answer; `lost` means that the work is done and the connection breaks before the caller hears of it. */
export type RestAnswer = { status: number; headers?: Record<string, string>; json: unknown } | 'lost';

/** A service of an AWS REST protocol. Rejects with AwsError. */
export interface RestService {
  claims(path: string): boolean;
  handle(request: RestRequest): Promise<RestAnswer>;
}

/** An answer of 200 with JSON. */
export function ok(json: Json): RestAnswer {
  return { status: 200, json };
}
