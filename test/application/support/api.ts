import type { HttpAnswer } from '../../../functions/application/api/http.ts';
import type { Route } from '../../../functions/application/api/route.ts';
import { createServe } from '../../../functions/application/api/serve.ts';
import type { App } from '../../../functions/application/app.ts';
import type { Subject } from '../../../functions/domain/access/subject.ts';

let keys = 0;

/** Calls of the API as one subject, below HTTP: what is sent and what is answered. */
export function apiOf(app: App, routes: readonly Route[], subject: Subject) {
  const serve = createServe({ app, routes, authenticator: { authenticate: async () => subject } });
  const call = (method: string, path: string, body?: unknown, key?: string): Promise<HttpAnswer> => {
    keys += 1;
    const headers = {
      authorization: 'Bearer token',
      'content-type': 'application/json',
      'idempotency-key': key ?? `call-${keys}`,
      purpose: 'manage_mitigate',
    };
    return serve({ method, path, query: {}, headers, body });
  };
  return {
    post: (path: string, body: unknown, key?: string) => call('POST', path, body, key),
    get: (path: string) => call('GET', path),
  };
}

export const subjectOf = (
  agencyId: string,
  representativeId: string,
  ...roles: Subject['roles']
): Subject => ({
  agencyId,
  representativeId,
  roles,
  via: 'account',
  mfa: true,
});
