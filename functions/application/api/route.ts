import type * as z from 'zod/mini';
import type { Purpose } from '../../domain/access/purpose.ts';
import type { Subject } from '../../domain/access/subject.ts';
import type { Refusal } from '../../domain/shared/refusal.ts';
import type { App } from '../app.ts';

/** A request that authentication, parsing and the router have been through. */
export interface ApiRequest {
  /** The route's own template, such as `/cases/{caseId}`. */
  path: string;
  params: Readonly<Record<string, string>>;
  /** Parsed by the route's `query` schema if it has one. */
  query: Readonly<Record<string, unknown>>;
  /** Parsed by the route's `body` schema; undefined for GET. */
  body: unknown;
  subject: Subject;
  /** From the header `Purpose`; absent when the caller gave none. */
  purpose?: Purpose | undefined;
  /** Stands for the header `Idempotency-Key`, which every POST has: see `Ledger.unguessable`. */
  idempotencyKey?: string | undefined;
  /** From the header `If-Match`. */
  ifMatch?: string | undefined;
}

export interface ApiAnswer {
  status: number;
  /** JSON, unless `contentType` says otherwise and it is a text. */
  body?: unknown;
  contentType?: string;
  headers?: Readonly<Record<string, string>>;
}

/**
 * A refusal with the HTTP status that it has. A bare Refusal gets its status from `problem.ts` by its code
 * (403 for access, 404 for what is not there or not to be seen, 409, 412, 422 otherwise).
 */
export interface RefusedRequest {
  refusal: Refusal;
  status?: number;
  headers?: Readonly<Record<string, string>>;
  /** Further members of the problem details, such as `changes` of a 412. */
  extra?: Readonly<Record<string, unknown>>;
}

/** One operation of the API: data for the router, for OpenAPI and for the tests. */
export interface Route {
  method: 'GET' | 'POST';
  /** From the API's root, parameters in braces: `/cases/{caseId}/consent-attempts`. */
  path: string;
  /** Unique, camelCase: `recordConsentAttempt`, `listCases`. */
  operationId: string;
  /** Imperative, in a worker's words. */
  summary: string;
  /** The thing people talk about: `Cases`, `Consent attempts`, `Meetings`, … */
  tag: string;
  description?: string;
  /** Duty ids that it serves. */
  duty?: readonly string[];
  query?: z.ZodMiniType;
  body?: z.ZodMiniType;
  /** What a success answers with, for OpenAPI and its test. */
  answer?: z.ZodMiniType;
  /** Content types of a success that is a text: a page, a file. */
  produces?: readonly string[];
  /** Status of success; 200 unless said. */
  status?: number;
  /** Needs no sign-in (`/openapi.json`). */
  open?: boolean;
  /** Wants the header If-Match. */
  conditional?: boolean;
  run(app: App, request: ApiRequest): Promise<ApiAnswer | RefusedRequest | Refusal>;
}

/** Whether a route is a page of its own that anybody may open, at one address. */
export const isPage = ({ open, produces, path }: Route): boolean =>
  open === true && produces?.includes('text/html') === true && !path.includes('{');
