import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { html, type Markup } from '../../functions/application/answers/pages/html.ts';
import type { SignIn } from '../../functions/application/operations/view/sign-in.ts';
import type { TokenRole } from '../../functions/domain/access/subject.ts';
import type { Route } from '../gateway/gateway.ts';
import { isLoopback, readBody } from '../gateway/http.ts';
import { layout, PAGE_HEADERS } from '../pages/layout.ts';
import type { AccountAgency } from './accounts.ts';
import type { Claimant, LocalIssuer } from './issuer.ts';
import { API_ROOT } from './route.ts';

/*
 * The sign-in page of the local cloud's identity provider: authorization code with PKCE, as a department's has it,
 * but that whoever asks chooses who to be.
 */

const CLIENT = 'operations-view';
const AUTHORIZE = '/sign-in/authorize';
const TOKEN = '/sign-in/token';
const VIEW = `${API_ROOT}/operations-view`;
const HOURS = 1;

/** What the view is told of it. Another name of the same machine, so that it is another origin, as it will be. */
export const localSignIn = (endpoint: string): SignIn => {
  const provider = endpoint.replace('127.0.0.1', 'localhost');
  return {
    clientId: CLIENT,
    authorizeUrl: `${provider}${AUTHORIZE}`,
    tokenUrl: `${provider}${TOKEN}`,
    scope: 'openid',
    token: 'access_token',
    parameters: {},
  };
};

interface Issued {
  claimant: Claimant;
  challenge: string;
  redirectUri: string;
}

const roles: readonly TokenRole[] = ['operations', 'representative'];

/** @param accounts who can be chosen; @param now ms since 1970, of the host: tokens know no other time */
export function createSignIn(
  issuer: Pick<LocalIssuer, 'token'>,
  accounts: () => readonly AccountAgency[],
  now: () => number,
): Route {
  const codes = new Map<string, Issued>();

  function authorize(query: URLSearchParams, response: ServerResponse): void {
    const [client, redirectUri = '', challenge = '', chosen] = [
      'client_id',
      'redirect_uri',
      'code_challenge',
      'who',
    ].map((name) => query.get(name) ?? undefined);
    if (client !== CLIENT || !isOurs(redirectUri) || challenge === '') {
      page(response, 400, html`<h1>This is no sign-in of the local cloud</h1>`);
      return;
    }
    if (chosen === undefined) {
      page(response, 200, choice(accounts(), query));
      return;
    }
    const [agencyId = '', representativeId = '', named] = chosen.split('/');
    const role = roles.find((one) => one === named) ?? 'representative';
    const code = randomBytes(16).toString('base64url');
    const claimant = { agencyId, representativeId, roles: [role], regions: [] };
    codes.set(code, { claimant, challenge, redirectUri });
    const back = new URLSearchParams({ code, state: query.get('state') ?? '' });
    response.writeHead(302, { ...PAGE_HEADERS, location: `${redirectUri}?${back.toString()}` }).end();
  }

  async function redeem(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams((await readBody(request)).toString());
    const code = form.get('code') ?? '';
    const issued = codes.get(code);
    codes.delete(code);
    const proof = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isGood = issued?.challenge === proof && issued.redirectUri === form.get('redirect_uri');
    const body =
      issued && isGood
        ? {
            access_token: issuer.token(issued.claimant, now(), HOURS),
            token_type: 'Bearer',
            expires_in: HOURS * 3_600,
          }
        : { error: 'invalid_grant' };
    const origin = request.headers.origin ?? '';
    const cors = isLoopback(URL.parse(origin)?.host) ? { 'access-control-allow-origin': origin } : {};
    response
      .writeHead(isGood ? 200 : 400, {
        'content-type': 'application/json',
        'cache-control': 'no-store',
        ...cors,
      })
      .end(JSON.stringify(body));
  }

  return async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (pathname === AUTHORIZE && request.method === 'GET') authorize(searchParams, response);
    else if (pathname === TOKEN && request.method === 'POST') await redeem(request, response);
    else return false;
    return true;
  };
}

const isOurs = (redirectUri: string): boolean => {
  const url = URL.parse(redirectUri);
  return url?.pathname === VIEW && isLoopback(url.host);
};

function page(response: ServerResponse, status: number, body: Markup): void {
  response
    .writeHead(status, { ...PAGE_HEADERS, 'content-type': 'text/html; charset=utf-8' })
    .end(layout({ title: 'Sign in', body }));
}

/** Everybody of the scenarios that were played here, in each role that the view knows apart. */
function choice(accounts: readonly AccountAgency[], query: URLSearchParams): Markup {
  const link = (who: string, text: string): Markup => {
    const to = new URLSearchParams([...query, ['who', who]]);
    return html`<li><a href="${AUTHORIZE}?${to.toString()}">${text}</a></li>`;
  };
  const people = accounts.flatMap(({ name, agencyId, staff }) =>
    staff.flatMap(({ alias, representativeId }) =>
      roles.map((role) => link(`${agencyId}/${representativeId}/${role}`, `${alias} of ${name}, as ${role}`)),
    ),
  );
  return html`<h1>Who are you?</h1>
<p>On AWS the department's identity provider asks this. Here everybody is plainly invented.</p>
<ul>${people}</ul>`;
}
