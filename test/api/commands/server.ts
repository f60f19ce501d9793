import { createServer, type IncomingMessage, request } from 'node:http';
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
  headers: IncomingMessage['headers'];
  body: Record<string, unknown>;
  /** What of it the document does not have. */
  fault: string | undefined;
}

/** A request as it goes over the wire. */
export interface Sent {
  method?: 'GET' | 'POST' | 'PUT';
  path: string;
  /** The route's path, for the document. */
  template: string;
  body?: string | Uint8Array | undefined;
  /** A list is a header that stands there more than once. */
  headers?: Record<string, string | string[]>;
  /** How whoever asks has signed in. */
  mfa?: boolean;
}

export interface ApiServer {
  api: ApiWorld;
  /** Any request; a token stands there only if `as` is given. */
  ask(sent: Sent, as?: Worker, roles?: readonly TokenRole[]): Promise<Answered>;
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
  // More than Node's own limit, so that the API's is met.
  const server = createServer({ maxHeaderSize: 64 * 1024 }, (incoming, response) => {
    Promise.resolve(route(incoming, response)).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let keys = 0;
  async function ask(
    { method = 'POST', path, template, body, headers = {}, mfa = true }: Sent,
    as?: Worker,
    roles: readonly TokenRole[] = ['representative'],
  ): Promise<Answered> {
    const bearer = as && `Bearer ${issuer.token({ ...as, roles, regions: [], mfa }, Date.now(), 1)}`;
    const answered = await exchange(
      { port, method, path: `/api${path}` },
      { ...(bearer === undefined ? {} : { authorization: bearer }), ...headers },
      body,
    );
    const said: Record<string, unknown> = JSON.parse(answered.text);
    const { status } = answered;
    const contentType = answered.headers['content-type'] ?? '';
    const fault = undocumented({ path: template, method, status, contentType, body: said });
    return { status, headers: answered.headers, body: said, fault };
  }
  return {
    api,
    ask,
    post({ path, template, body, headers = {} }, as, roles) {
      keys += 1;
      const own = { 'content-type': 'application/json', 'idempotency-key': `key-${keys}` };
      return ask({ path, template, body: JSON.stringify(body), headers: { ...own, ...headers } }, as, roles);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** One request over the wire, as it stands. */
const exchange = (
  to: { port: number; method: string; path: string },
  headers: Record<string, string | string[]>,
  body: string | Uint8Array | undefined,
): Promise<{ status: number; headers: IncomingMessage['headers']; text: string }> =>
  new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', ...to, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(parts).toString(),
        }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
