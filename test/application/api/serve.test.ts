import { describe, expect, it } from 'vitest';
import { workers } from '../../domain/case/fixtures.ts';
import { createApiWorld } from './world.ts';

const api = await createApiWorld();
const by = { as: workers.police };
const start = '/cases/case-none1/actions/act-none1/start';
const event = (more: object) => ({
  httpMethod: 'POST',
  path: start,
  headers: { 'Idempotency-Key': 'k', 'Content-Type': 'application/json' },
  body: null,
  requestContext: { requestId: 'request-77', path: start },
  ...more,
});

describe('sign-in', () => {
  it.each([
    ['without a token', {}, 'Bearer'],
    [
      'with a token that is none',
      { headers: { Authorization: 'Bearer nonsense' } },
      'Bearer error="invalid_token"',
    ],
    [
      'with another scheme',
      { headers: { Authorization: 'Basic cGxhY2Vob2xkZXI=' } },
      'Bearer error="invalid_token"',
    ],
  ])('%s is asked for, in the same words', async (_, call, challenge) => {
    const said = await api.get('/cases', call);
    expect(said).toMatchObject({ status: 401, body: { type: '/problems/sign-in-needed' } });
    expect(said.headers['www-authenticate']).toBe(challenge);
    expect(said.body['detail']).toBe(
      'sign in with your agency and send the token as Authorization: Bearer …',
    );
  });
});

describe('paths and methods', () => {
  it.each([
    '/nothing',
    '/cases/%2e%2e/secrets',
    '/cases/..',
    '/cases/a%2Fb',
    '/cases/%E0%A4%A',
    '/cases//members',
    `/cases/${'a'.repeat(3_000)}`,
    'cases',
    '',
  ])('%s is not there', async (path) => {
    expect(await api.get(path, by)).toMatchObject({ status: 404, body: { type: '/problems/not-found' } });
  });

  it('takes a slash at the end and an encoded letter for what they are', async () => {
    expect((await api.post(`${start}/`, by)).status).toBe(404);
    expect((await api.post(start.replace('start', 'st%61rt'), by)).body['type']).toBe('/problems/not-found');
    expect((await api.get('/me/', by)).status).toBe(200);
  });

  it('says which methods there are', async () => {
    const said = await api.send(event({ httpMethod: 'DELETE' }));
    expect(said).toMatchObject({ status: 405, headers: { allow: 'OPTIONS, POST' } });
    expect(await api.send(event({ httpMethod: 'OPTIONS' }))).toMatchObject({ status: 204, text: '' });
    expect((await api.send(event({ httpMethod: 'OPTIONS', path: '/me' }))).headers['allow']).toBe(
      'GET, HEAD, OPTIONS',
    );
  });

  it('answers HEAD as GET, without the body', async () => {
    const headers = {
      Authorization: `Bearer ${Buffer.from(JSON.stringify({ ...workers.police, roles: ['representative'], via: 'account', mfa: true })).toString('base64url')}`,
    };
    expect(await api.send(event({ httpMethod: 'HEAD', path: '/me', headers }))).toMatchObject({
      status: 200,
      text: '',
    });
  });

  it('refuses a query that nothing here reads', async () => {
    expect(await api.post(start, { ...by, query: { dryRun: 'true' } })).toMatchObject({
      status: 400,
      body: { type: '/problems/query-invalid' },
    });
  });
});

describe('headers', () => {
  it.each([
    [{ 'Idempotency-Key': '' }, 'idempotency-key-malformed'],
    [{ 'Idempotency-Key': 'x'.repeat(256) }, 'idempotency-key-malformed'],
    [{ 'Idempotency-Key': 'two words' }, 'idempotency-key-malformed'],
    [{ 'Idempotency-Key': 'straße' }, 'idempotency-key-malformed'],
    [{ Purpose: 'curiosity' }, 'purpose-unknown'],
    [{ 'If-Match': 'unquoted' }, 'if-match-malformed'],
    [{ 'If-Match': '"half' }, 'if-match-malformed'],
  ])('%j is refused as %s', async (headers, code) => {
    expect(await api.post(start, { ...by, headers })).toMatchObject({
      status: 400,
      body: { type: `/problems/${code}` },
    });
  });

  it('refuses a POST without a key, and If-Match where nothing has an ETag', async () => {
    const authorization = `Bearer ${Buffer.from(JSON.stringify({ ...workers.police, roles: [], via: 'account', mfa: true })).toString('base64url')}`;
    expect((await api.send(event({ headers: { authorization } }))).body['type']).toBe(
      '/problems/idempotency-key-missing',
    );
    const said = await api.post('/cases/case-none1/marks', { ...by, body: {}, headers: { 'If-Match': '*' } });
    expect(said.body['type']).toBe('/problems/if-match-not-supported');
  });

  it('refuses a header that stands there twice, and headers without end', async () => {
    const twice = event({ multiValueHeaders: { 'Idempotency-Key': ['a', 'b'] } });
    expect(await api.send(twice)).toMatchObject({ status: 400, body: { type: '/problems/header-twice' } });
    const long = event({ headers: { 'X-Long': 'x'.repeat(17_000) } });
    expect(await api.send(long)).toMatchObject({ status: 431 });
  });
});

describe('bodies', () => {
  const post = (body: string, type: string | undefined = 'application/json', more: object = {}) =>
    api.send(
      event({ body, headers: { ...(type && { 'content-type': type }), 'Idempotency-Key': 'k' }, ...more }),
    );

  it.each([
    ['{"reason":', 'application/json', 400, 'body-not-json'],
    ['{}', 'text/plain', 415, 'media-type-not-supported'],
    ['{}', 'application/json; charset=utf-16', 415, 'media-type-not-supported'],
    ['{}', 'application/jsonp', 415, 'media-type-not-supported'],
    ['[[[['.repeat(20) + ']]]]'.repeat(20), 'application/json', 400, 'body-too-deep'],
    ['{"reason":"\\ud800"}', 'application/json', 400, 'text-not-whole'],
    ['{"__proto__":{"reason":"moved"}}', 'application/json', 400, 'field-name-invalid'],
    [JSON.stringify({ reason: 'x'.repeat(256 * 1024) }), 'application/json', 413, 'body-too-large'],
  ])('%.20s as %s is refused', async (body, type, status, code) => {
    expect(await post(body, type)).toMatchObject({ status, body: { type: `/problems/${code}` } });
  });

  it('refuses bytes that are not UTF-8, and compressed ones', async () => {
    const body = Buffer.from([0x7b, 0xff, 0x7d]).toString('base64');
    expect(
      await post(body, undefined, { isBase64Encoded: true, headers: { 'content-type': 'application/json' } }),
    ).toMatchObject({
      body: { type: '/problems/body-not-utf8' },
    });
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    expect(await post('{}', undefined, { headers })).toMatchObject({ status: 415 });
  });

  it('says where JSON is broken and repeats nothing of it', async () => {
    const said = await post('{"reason": "Canary", }');
    expect(said.body['detail']).toMatch(/^the body is not JSON( \(line 1, column \d+\))?$/);
    expect(said.text).not.toContain('Canary');
  });

  it('reads base64, and any name for JSON', async () => {
    const body = Buffer.from('{}').toString('base64');
    expect((await post(body, 'application/json; charset=UTF-8', { isBase64Encoded: true })).status).toBe(401);
    expect((await post('{}', 'application/vnd.example+json')).status).toBe(401);
    expect((await post('', undefined)).status).toBe(401);
  });
});

describe('every answer', () => {
  it('is stored nowhere, framed nowhere, and has a correlation id', async () => {
    const said = await api.get('/me', by);
    expect(said.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': expect.stringContaining('max-age='),
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'x-correlation-id': expect.stringMatching(/^request-\d+$/),
    });
  });

  it('to a defect says that it was one, only the log says which, and somebody is woken', async () => {
    const broken = await createApiWorld();
    const load = broken.app.aggregates.load;
    broken.app.aggregates.load = async () => {
      throw new TypeError('Canary Testperson is not a function');
    };
    const said = await broken.post(start, by);
    expect(said).toMatchObject({ status: 500, body: { type: '/problems/failed' } });
    expect(said.body['correlationId']).toBe(said.headers['x-correlation-id']);
    expect(said.text).not.toMatch(/Canary|TypeError|\.ts/);
    expect(broken.lines.at(-1)).toMatchObject({
      level: 'error',
      code: 'serve-api.failed',
      keys: { error: 'TypeError' },
    });
    expect(JSON.stringify(broken.lines)).not.toContain('Canary');
    expect(broken.world.alarms).toEqual(['request-broke']);
    broken.app.aggregates.load = load;
  });

  it('to a race that was lost eight times says to try again', async () => {
    const busy = await createApiWorld();
    busy.app.aggregates.create = async () => false;
    const said = await busy.post('/agencies', {
      as: workers.triage,
      roles: ['administrator'],
      body: { name: 'Example Refuge', kind: 'police', government: false, domains: ['refuge.example.test'] },
    });
    expect(said).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
      body: { type: '/problems/try-again' },
    });
    expect(busy.world.alarms).toEqual([]);
  });
});
