import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPolicyBook } from '../../../functions/application/policy-book.ts';
import { profiles } from '../../../functions/domain/policy/index.ts';
import { openIssuer } from '../../../local/api/issuer.ts';
import { type Cloud, openCloud } from '../../../local/cloud.ts';
import { proxyEvent } from '../../../local/lambda/proxy-event.ts';

const directory = mkdtempSync(join(tmpdir(), 'api-'));
let cloud: Cloud;
const errors: unknown[] = [];
beforeAll(async () => {
  cloud = await openCloud({
    directory,
    port: 0,
    mode: 'jump',
    start: Date.parse('2026-03-02T01:00:00.000Z'),
    seed: 1,
    policies: createPolicyBook(profiles.wa),
    routes: () => [],
    observer: { invoked: () => undefined, aggregate: () => undefined, message: () => undefined },
    onError: (error) => errors.push(error),
  });
});
afterAll(async () => {
  await cloud.close();
  rmSync(directory, { recursive: true });
});

const admin = (): string =>
  openIssuer(directory).token(
    { agencyId: 'agy-operations', representativeId: 'rep-clerk1', roles: ['administrator'], regions: [] },
    Date.now(),
    1,
  );
type Init = { method?: string; body?: string; headers?: Record<string, string> };
const call = (path: string, { headers, ...init }: Init = {}) =>
  fetch(`${cloud.url}${path}`, { ...init, headers: { authorization: `Bearer ${admin()}`, ...headers } });
const agency = {
  name: 'Example Refuge',
  kind: 'specialist_fdv',
  government: false,
  domains: ['refuge.example.test'],
};
const create = (key: string, body: unknown) =>
  call('/api/agencies', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  });

describe('the API of the local cloud', () => {
  it('does a command over HTTP once, says where the thing is, and remembers the key on disk', async () => {
    const first = await create('k1', agency);
    const text = await first.text();
    expect(first.status, text).toBe(201);
    expect(first.headers.get('location')).toBe(`/api/agencies/${JSON.parse(text).id}`);
    const again = await create('k1', agency);
    expect([again.status, await again.text()]).toEqual([201, text]);
    expect((await create('k1', { ...agency, name: 'Example Other' })).status).toBe(422);
    const there = await call(first.headers.get('location') ?? '');
    expect(there.status).toBe(200);
    expect(there.headers.get('etag')).toMatch(/^"[0-9a-f]{20}"$/);
    expect(errors).toEqual([]);
  });

  it('refuses a stale edit of the agency with what changed', async () => {
    const { id } = JSON.parse(await (await create('k2', agency)).text());
    const path = `/api/agencies/${id}`;
    const seen = (await call(path)).headers.get('etag') ?? '';
    const post = (key: string, headers: Record<string, string> = {}) =>
      call(`${path}/posts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key, ...headers },
        body: JSON.stringify({ post: 'mailbox', phone: '0491 570 156' }),
      });
    expect((await post('k3', { 'if-match': seen })).status).toBe(200);
    const stale = await post('k4', { 'if-match': seen });
    expect(stale.headers.get('content-type')).toBe('application/problem+json');
    expect(await stale.json()).toMatchObject({ status: 412, changes: [{ agencyId: 'agy-operations' }] });
  });

  it('answers without a token with 401, and leaves other paths alone', async () => {
    expect((await fetch(`${cloud.url}/api/agencies`)).status).toBe(401);
    expect((await fetch(`${cloud.url}/apis`)).status).toBe(404);
  });

  it('opens the type of a problem as a page', async () => {
    const { type } = JSON.parse(await (await fetch(`${cloud.url}/api/agencies`)).text());
    const page = await fetch(`${cloud.url}${type}`);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('Sign in needed');
    expect((await fetch(`${cloud.url}/problems/none-such`)).status).toBe(404);
  });
});

it('makes the event of API Gateway: path from the root, every value of a header and a parameter', () => {
  const request = {
    method: 'POST',
    url: '/api/cases/%2e%2e/x?phase=a&phase=b#part',
    headersDistinct: { 'x-one': ['1', '2'] },
  };
  expect(proxyEvent(request, Buffer.from('{}'), { root: '/api', requestId: 'r-1' })).toEqual({
    httpMethod: 'POST',
    path: '/cases/%2e%2e/x',
    headers: { 'x-one': '2' },
    multiValueHeaders: { 'x-one': ['1', '2'] },
    queryStringParameters: { phase: 'b' },
    multiValueQueryStringParameters: { phase: ['a', 'b'] },
    body: 'e30=',
    isBase64Encoded: true,
    requestContext: { requestId: 'r-1', path: '/api/cases/%2e%2e/x' },
  });
});
