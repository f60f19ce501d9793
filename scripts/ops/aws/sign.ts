import { createHash, createHmac } from 'node:crypto';

/* Signature version 4, for the few calls that the project has no SDK client for, and for links to objects. */

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
}

/** For which service and region a signature holds, and from when. */
export interface Scope {
  service: string;
  region: string;
  at: Date;
  credentials: Credentials;
}

export interface Unsigned {
  method: string;
  url: URL;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** `20260302T010000Z` */
const stampOf = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d{3}/g, '');

/** As AWS wants it: everything but letters, digits and `-._~`. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const canonicalQuery = ({ searchParams }: URL): string =>
  [...searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted()
    .join('&');

/** S3 takes the path as it stands; all others want it encoded once more. */
const canonicalPath = ({ pathname }: URL, service: string): string =>
  service === 's3' ? pathname : pathname.split('/').map(encoded).join('/');

function signatureOf(
  scope: Scope,
  { method, url }: Unsigned,
  headers: Readonly<Record<string, string>>,
  hash: string,
): { signature: string; signed: string } {
  const names = Object.keys(headers).toSorted();
  const signed = names.join(';');
  const lines = names.map((name) => `${name}:${(headers[name] ?? '').trim()}\n`).join('');
  const request = [method, canonicalPath(url, scope.service), canonicalQuery(url), lines, signed, hash].join(
    '\n',
  );
  const stamp = stampOf(scope.at);
  const text = [ALGORITHM, stamp, placeOf(scope), sha256(request)].join('\n');
  const { credentials, region, service } = scope;
  const day = hmac(`AWS4${credentials.secretAccessKey}`, stamp.slice(0, 8));
  const key = hmac(hmac(hmac(day, region), service), 'aws4_request');
  return { signature: hmac(key, text).toString('hex'), signed };
}

const placeOf = ({ at, region, service }: Scope): string =>
  `${stampOf(at).slice(0, 8)}/${region}/${service}/aws4_request`;

/**
 * The headers with which AWS takes a request.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function signedHeaders(scope: Scope, request: Unsigned): Record<string, string> {
  const { credentials } = scope;
  const token = credentials.sessionToken;
  const given = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]);
  const headers: Record<string, string> = {
    ...Object.fromEntries(given),
    host: request.url.host,
    'x-amz-date': stampOf(scope.at),
    ...(token === undefined ? {} : { 'x-amz-security-token': token }),
  };
  const { signature, signed } = signatureOf(scope, request, headers, sha256(request.body ?? ''));
  const { host: _host, ...sent } = headers;
  const authorization = `${ALGORITHM} Credential=${credentials.accessKeyId}/${placeOf(scope)}, SignedHeaders=${signed}, Signature=${signature}`;
  return { ...sent, authorization };
}

/**
 * A link that opens an object for whoever holds it.
 * @param seconds how long; the credentials' own end comes first
 */
export function presignedUrl(scope: Scope, object: URL, seconds: number): URL {
  const { credentials } = scope;
  const url = new URL(object);
  const parameters = {
    'X-Amz-Algorithm': ALGORITHM,
    'X-Amz-Credential': `${credentials.accessKeyId}/${placeOf(scope)}`,
    'X-Amz-Date': stampOf(scope.at),
    'X-Amz-Expires': String(seconds),
    ...(credentials.sessionToken === undefined ? {} : { 'X-Amz-Security-Token': credentials.sessionToken }),
    'X-Amz-SignedHeaders': 'host',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  const request = { method: 'GET', url };
  const { signature } = signatureOf(scope, request, { host: url.host }, 'UNSIGNED-PAYLOAD');
  url.searchParams.set('X-Amz-Signature', signature);
  return url;
}
