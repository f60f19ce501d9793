import { describe, expect, it } from 'vitest';
import type { Call, Reply } from '../../../local/gateway/answer.ts';
import { createDirectHandler } from '../../../local/gateway/direct.ts';

/** A handler, and the calls that came through it. */
function carrying(reply: Reply) {
  const calls: Call[] = [];
  const handler = createDirectHandler(async (call) => {
    calls.push(call);
    return reply;
  });
  return { handler, calls };
}
const ok: Reply = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '{"name":"Ngaio ā"}',
};
const post = { method: 'POST', path: '/', headers: {} };

describe('a call without a socket', () => {
  it('arrives as it would over the wire: lower-case names, bytes, every value of a query', async () => {
    const { handler, calls } = carrying(ok);
    await handler.handle({
      method: 'PUT',
      path: '/v2/email',
      headers: { 'X-Amz-Target': 'DynamoDB_20120810.GetItem' },
      query: { a: ['1', '2'], b: null, c: 'x y' },
      body: 'ā',
    });
    const [call] = calls;
    expect(call).toMatchObject({ method: 'PUT', path: '/v2/email' });
    expect(call?.headers).toEqual({ 'x-amz-target': 'DynamoDB_20120810.GetItem' });
    expect(call?.query.toString()).toBe('a=1&a=2&b=&c=x+y');
    expect(call?.body).toEqual(Buffer.from('ā'));
  });

  it('takes the part of a larger buffer that the SDK shows, and no body as an empty one', async () => {
    const { handler, calls } = carrying(ok);
    const buffer = Buffer.from('before body after');
    await handler.handle({ ...post, body: new Uint8Array(buffer.buffer, buffer.byteOffset + 7, 4) });
    await handler.handle(post);
    expect(calls.map(({ body }) => body.toString())).toEqual(['body', '']);
  });

  it('brings back status, headers and bytes of the answer', async () => {
    const { response } = await carrying(ok).handler.handle(post);
    expect(response).toEqual({
      statusCode: 200,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from('{"name":"Ngaio ā"}'),
    });
  });

  it('breaks off as a socket does when the answer is lost', async () => {
    const lost = carrying('lost').handler.handle(post);
    await expect(lost).rejects.toMatchObject({ code: 'ECONNRESET', message: 'socket hang up' });
  });
});
