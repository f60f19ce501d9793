import middy, { type MiddlewareObj, type MiddyfiedHandler } from '@middy/core';
import { headersOf, type ProxyEvent, type ProxyResponse, proxyEventSchema } from './http/event.ts';
import { isPassing } from './http/passing.ts';
import type { Log } from './log.ts';

/** A request for a page: the last part of its path, and what a form sent. */
export interface PageRequest {
  method: 'GET' | 'POST';
  last: string;
  /** For a POST only. */
  fields?: URLSearchParams;
  cookies: Readonly<Record<string, string>>;
  /** The browser says that another site sent it. */
  foreign: boolean;
  /** The form is larger than any page of ours makes it. */
  tooLarge: boolean;
}

export interface PageResponse {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
  cookie?: { name: string; value: string } | undefined;
}

export interface PagesOptions {
  name: string;
  log: Log;
  run(request: PageRequest): Promise<PageResponse>;
  /** The page for a defect; its texts are what was typed, if any. */
  failed(fields: URLSearchParams | undefined): PageResponse;
  /** Hears the name of an error that no other try mends: operations must know of it. */
  broke(error: string): void;
}

/** Bytes of a form: eight texts of 8,000 characters that are written as `%20` and such. */
const LARGEST_FORM = 400 * 1024;

/** The stack of pages behind API Gateway. The log has methods and statuses, never a path: a link stands in it. */
export function createPages({
  name,
  log,
  run,
  failed,
  broke,
}: PagesOptions): MiddyfiedHandler<unknown, ProxyResponse> {
  const respond = (event: ProxyEvent, response: PageResponse): ProxyResponse => {
    log.info(`${name}.answered`, { method: event.httpMethod, status: response.status });
    return toResponse(response, event);
  };
  return middy<unknown, ProxyResponse>()
    .use(onDefect({ name, log, broke }, (event) => toResponse(failed(fieldsOf(event)), event)))
    .handler(async (event: unknown) => {
      const parsed = proxyEventSchema.parse(event);
      const { httpMethod: method } = parsed;
      if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') {
        const headers = { allow: 'GET, HEAD, POST', 'content-type': 'text/plain' };
        return respond(parsed, { status: 405, headers, body: '' });
      }
      return respond(parsed, await run(requestOf(parsed)));
    });
}

function requestOf(event: ProxyEvent): PageRequest {
  const headers = headersOf(event);
  const isPost = event.httpMethod === 'POST';
  const fields = fieldsOf(event);
  return {
    method: isPost ? 'POST' : 'GET',
    last: decode(event.path.split('/').at(-1) ?? ''),
    ...(fields ? { fields } : {}),
    cookies: cookiesOf(headers.get('cookie') ?? []),
    foreign: isPost && isForeign(headers),
    tooLarge: (event.body?.length ?? 0) > LARGEST_FORM,
  };
}

function fieldsOf({ httpMethod, body, isBase64Encoded }: ProxyEvent): URLSearchParams | undefined {
  if (httpMethod !== 'POST' || (body?.length ?? 0) > LARGEST_FORM) return undefined;
  const text = isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? '');
  return new URLSearchParams(text);
}

/** A path that is no text leads to no link. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

function cookiesOf(values: readonly string[]): Record<string, string> {
  const pairs = values.flatMap((value) => value.split(';')).map((pair) => pair.trim().split('='));
  return Object.fromEntries(pairs.flatMap(([name, value]) => (name && value ? [[name, value]] : [])));
}

/**
 * A form of ours comes from our own page. Browsers send no Origin with our referrer policy, or `null`; where
 * they say more it must be us.
 */
function isForeign(headers: ReadonlyMap<string, readonly string[]>): boolean {
  const [site = 'same-origin'] = headers.get('sec-fetch-site') ?? [];
  const [origin = 'null'] = headers.get('origin') ?? [];
  const [host = ''] = headers.get('host') ?? [];
  const isOther = origin !== 'null' && URL.parse(origin)?.host !== host;
  return (site !== 'same-origin' && site !== 'none') || isOther;
}

function toResponse({ status, headers, body, cookie }: PageResponse, event: ProxyEvent): ProxyResponse {
  return {
    statusCode: status,
    headers: {
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      ...headers,
      ...(cookie ? { 'set-cookie': cookieText(cookie, event) } : {}),
    },
    body: event.httpMethod === 'HEAD' ? '' : body,
    isBase64Encoded: false,
  };
}

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Gone when the browser is closed; `Secure` but on this very machine, where there is no TLS. */
function cookieText({ name, value }: NonNullable<PageResponse['cookie']>, event: ProxyEvent): string {
  const [host = ''] = headersOf(event).get('host') ?? [];
  return `${name}=${value}; Path=/; HttpOnly; ${LOOPBACK.test(host) ? '' : 'Secure; '}SameSite=Strict`;
}

function onDefect(
  { name, log, broke }: Pick<PagesOptions, 'name' | 'log' | 'broke'>,
  page: (event: ProxyEvent) => ProxyResponse,
): MiddlewareObj<unknown, ProxyResponse> {
  return {
    onError(request) {
      const parsed = proxyEventSchema.safeParse(request.event);
      const error = request.error?.name ?? 'unknown';
      log.error(`${name}.failed`, { error });
      if (!isPassing(error)) broke(error);
      if (parsed.success) request.response = page(parsed.data);
    },
  };
}
