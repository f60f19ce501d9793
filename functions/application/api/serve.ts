import * as z from 'zod/mini';
import type { Subject } from '../../domain/access/subject.ts';
import { isRefusal } from '../../domain/shared/refusal.ts';
import type { App } from '../app.ts';
import { type Authenticator, isRejected } from './authenticator.ts';
import { readHeaders } from './headers.ts';
import type { HttpAnswer, HttpRequest } from './http.ts';
import { invalid } from './invalid.ts';
import { paramsOf } from './path.ts';
import { problem, problemOf } from './problem.ts';
import { type ApiRequest, isPage, type Route } from './route.ts';
import { createRouter } from './router.ts';

export interface ServeOptions {
  app: App;
  routes: readonly Route[];
  authenticator: Authenticator;
  /** Hears why a token was not accepted, by code. */
  rejected?(reason: string): void;
}

/** Nobody, where a route is open to all. */
const nobody: Subject = { agencyId: '', representativeId: '', roles: [], via: 'account', mfa: false };
const noQuery = z.strictObject({});
const BEARER = /^Bearer +([A-Za-z0-9._~+/=-]+) *$/i;

/** Answers requests: route, sign-in, headers, query, body, and then what the route itself says. */
export function createServe({ app, routes, authenticator, rejected }: ServeOptions) {
  const router = createRouter(routes);

  return async function serve(request: HttpRequest): Promise<HttpAnswer> {
    const found = router(request.method, request.path);
    if (found.kind === 'no-such-path')
      return problem(404, 'not-found', 'there is nothing here, or nothing for you');
    if (found.kind === 'other-method') return otherMethod(request, found.allow);
    const { route, params } = found;
    if (request.path.endsWith('/') && isPage(route)) return withoutSlash(route);
    const subject = route.open ? nobody : await subjectOf(request);
    if ('status' in subject) return subject;
    const headers = readHeaders(request, route);
    if (!headers.ok) return headers.answer;
    const query = (route.query ?? noQuery).safeParse(request.query);
    if (!query.success) return invalid(400, 'query-invalid', query.error);
    const body = route.body?.safeParse(request.body ?? {});
    if (body?.success === false) return invalid(422, 'input-invalid', body.error);
    const { idempotencyKey, ...read } = headers.read;
    return answer(route, {
      path: route.path,
      params,
      query: z.record(z.string(), z.unknown()).parse(query.data),
      body: body?.data,
      subject,
      ...read,
      ...(idempotencyKey !== undefined && { idempotencyKey: await app.ledger.unguessable(idempotencyKey) }),
    });
  };

  async function answer(route: Route, request: ApiRequest): Promise<HttpAnswer> {
    const outcome = await route.run(app, request);
    const fromPath = paramsOf(route.path);
    if (isRefusal(outcome)) return problemOf({ refusal: outcome }, fromPath);
    return 'refusal' in outcome ? problemOf(outcome, fromPath) : outcome;
  }

  async function subjectOf({ headers }: HttpRequest): Promise<Subject | HttpAnswer> {
    const { authorization } = headers;
    if (authorization === undefined) return signIn('Bearer');
    const token = BEARER.exec(authorization)?.[1];
    const found = token === undefined ? undefined : await authenticator.authenticate(token);
    if (found !== undefined && !isRejected(found)) return found;
    rejected?.(found?.reason ?? 'no-bearer-token');
    return signIn('Bearer error="invalid_token"');
  }
}

/**
 * What a page links to stands beside it, and a sign-in comes back to its one address: a slash leads elsewhere. The
 * address is the route's own, never what was asked for: `//elsewhere` would be another host.
 */
const withoutSlash = ({ path }: Route): HttpAnswer => ({ status: 308, headers: { location: path } });

/** The same for every fault of a token: whoever tries tokens learns nothing by it. */
const signIn = (challenge: string): HttpAnswer =>
  problem(401, 'sign-in-needed', 'sign in with your agency and send the token as Authorization: Bearer …', {
    headers: { 'www-authenticate': challenge },
  });

function otherMethod({ method }: HttpRequest, allowed: readonly string[]): HttpAnswer {
  const headers = { allow: allowed.join(', ') };
  if (method === 'OPTIONS') return { status: 204, headers };
  return problem(405, 'method-not-allowed', `here is ${allowed.join(', ')}`, { headers });
}
