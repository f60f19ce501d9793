import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAuthenticator } from '../../../functions/adapters/jwt/authenticator.ts';
import { createPolicyBook } from '../../../functions/application/policy-book.ts';
import type { TokenRole } from '../../../functions/domain/access/subject.ts';
import type { Worker } from '../../../functions/domain/shared/actor.ts';
import { openIssuer } from '../../../local/api/issuer.ts';
import { createApiRoute } from '../../../local/api/route.ts';
import type { LambdaRuntime } from '../../../local/lambda/runtime.ts';
import { type ApiWorld, createApiWorld } from '../../application/api/world.ts';
import { testPolicy } from '../../domain/test-policy.ts';
import { undocumented } from '../document.ts';
import { withLadders } from './stages.ts';

/** What somebody was answered. */
export interface Answered {
  status: number;
  body: Record<string, unknown>;
  /** What of it the document does not have. */
  fault: string | undefined;
}

export interface ApiServer {
  api: ApiWorld;
  /** A POST with a key of its own. @param template the route's path, for the document */
  post(
    sent: { path: string; template: string; body: unknown; headers?: Record<string, string> },
    as: Worker,
    roles: readonly TokenRole[],
  ): Promise<Answered>;
  close(): Promise<void>;
}

/** The API on a free port of this machine, over memory, with real tokens. */
export async function openApiServer(directory: string): Promise<ApiServer> {
  const issuer = openIssuer(directory);
  const api = await createApiWorld(undefined, createAuthenticator([issuer.config]));
  api.app.policies = createPolicyBook(testPolicy, [withLadders, { ...testPolicy, version: 'wa-8' }]);
  const lambda: Pick<LambdaRuntime, 'invoke'> = {
    async invoke(_name, event) {
      const { status: statusCode, headers, text: body } = await api.send(event as object);
      return { ok: true, payload: { statusCode, headers, body } };
    },
  };
  const route = createApiRoute(lambda);
  const server = createServer((request, response) => {
    Promise.resolve(route(request, response)).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let keys = 0;
  return {
    api,
    async post({ path, template, body, headers = {} }, as, roles) {
      keys += 1;
      const response = await fetch(`http://127.0.0.1:${port}/api${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${issuer.token({ ...as, roles, regions: [] }, Date.now(), 1)}`,
          'content-type': 'application/json',
          'idempotency-key': `key-${keys}`,
          ...headers,
        },
        body: JSON.stringify(body),
      });
      const said: Record<string, unknown> = JSON.parse(await response.text());
      const contentType = response.headers.get('content-type') ?? '';
      const asked = { path: template, method: 'POST', status: response.status, contentType, body: said };
      return { status: response.status, body: said, fault: undocumented(asked) };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
