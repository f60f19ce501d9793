import { type Credentials, signedHeaders } from './sign.ts';

/** A service of AWS said no. The name is its own (`AccessDenied`), the message says what was asked. */
class AwsCallError extends Error {
  override readonly name: string;
  readonly status: number;
  constructor(name: string, message: string, status: number) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

export interface ServiceRequest {
  /** As it stands in its host name: `lambda`, `events`, `cloudformation`, `sts`. */
  service: string;
  /** As IAM calls what is asked: `lambda:PutFunctionConcurrency`. */
  action: string;
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path?: string;
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

/** Ask a service that the project has no SDK client for; answers the body. Throws AwsCallError. */
export type CallService = (request: ServiceRequest) => Promise<string>;

export interface CallOptions {
  region: string;
  credentials: () => Promise<Credentials>;
  /** Another place than AWS, for tests. */
  endpoint?: string | undefined;
  /** Hears of each call by its IAM action. */
  onCall?: ((action: string) => void) | undefined;
}

export const createCalls =
  ({ region, credentials, endpoint, onCall }: CallOptions): CallService =>
  async ({ service, action, method = 'POST', path = '/', query = {}, headers = {}, body }) => {
    onCall?.(action);
    const url = new URL(path, endpoint ?? `https://${service}.${region}.amazonaws.com`);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const scope = { service, region, at: new Date(), credentials: await credentials() };
    const of = { method, url, headers, ...(body === undefined ? {} : { body }) };
    const response = await fetch(url, {
      method,
      headers: signedHeaders(scope, of),
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    if (response.ok) return text;
    throw new AwsCallError(nameIn(text, response), `${action}: ${messageIn(text)}`, response.status);
  };

/** JSON, REST and XML services each say it in another place. */
function nameIn(text: string, response: Response): string {
  const said =
    response.headers.get('x-amzn-errortype') ??
    /"(?:__type|code)"\s*:\s*"([^"]+)"/.exec(text)?.[1] ??
    /<Code>([^<]+)<\/Code>/.exec(text)?.[1];
  return said?.split(':')[0]?.split('#').at(-1) ?? `Status${response.status}`;
}

const messageIn = (text: string): string =>
  /"[mM]essage"\s*:\s*"([^"]+)"/.exec(text)?.[1] ??
  /<Message>([^<]+)<\/Message>/.exec(text)?.[1] ??
  'refused';

/** A call by the query protocol, which answers in XML. */
export const queryCall = (
  call: CallService,
  action: `${string}:${string}`,
  version: string,
  parameters: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const [service = '', Action = ''] = action.split(':');
  return call({
    service,
    action,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: new URLSearchParams({ Action, Version: version, ...parameters }).toString(),
  });
};
