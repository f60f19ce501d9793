import { beforeEach, describe, expect, it } from 'vitest';
import { ConflictError } from '../../functions/application/errors.ts';
import { signInLink } from '../../functions/domain/message/model.ts';
import { createHandler } from '../../functions/handlers/serve-answers/handler.ts';
import type { ProxyResponse } from '../../functions/middleware/http/event.ts';
import { createDesk, type Desk, meetingId, startsAt } from '../application/answers/desk.ts';

const logged: string[] = [];
const log = {
  info: (code: string, keys = {}) => void logged.push(JSON.stringify({ code, keys })),
  error: (code: string, keys = {}) => void logged.push(JSON.stringify({ code, keys })),
};
let desk: Desk;
let path: string;
beforeEach(async () => {
  desk = createDesk();
  path = new URL(await desk.linkIn('invitation', { meetingId, startsAt })).pathname;
  logged.length = 0;
});

const HOST = 'answers.example';
interface Sent {
  httpMethod?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string | null;
}
/** A request as API Gateway hands it on. */
const ask = async ({ headers, ...more }: Sent = {}): Promise<ProxyResponse> => {
  const event = { httpMethod: 'GET', path, headers: { Host: HOST, ...headers }, body: null, ...more };
  return (await createHandler(desk.app, log)(event, {} as never)) as ProxyResponse;
};
const accept = (headers: Record<string, string> = {}) =>
  ask({ httpMethod: 'POST', headers, body: 'form=reply&reply=accept' });
const reply = () => desk.meeting().invitations[0]?.reply;

describe('serve-answers', () => {
  it('serves a page that loads nothing, is kept nowhere and has a neutral title', async () => {
    const { statusCode, headers, body } = await ask();
    expect(statusCode).toBe(200);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'self'; form-action 'self'/,
    );
    expect(headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    expect(body).toContain('<title>Work item</title>');
    expect(body).toContain('ring 000');
    expect(body).toContain('(08) 5550 0000');
    expect(body).not.toMatch(/src="http|style="|onclick|<img/);
  });

  it('takes a form of its own page, with and without what browsers say of its origin', async () => {
    expect((await accept({ Origin: 'null', 'Sec-Fetch-Site': 'same-origin' })).statusCode).toBe(200);
    expect(reply()).toBe('accepted');
  });

  const foreign: Record<string, string>[] = [
    { Origin: 'https://elsewhere.example' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { Origin: 'null', 'Sec-Fetch-Site': 'same-site' },
  ];
  it.each(foreign)('takes no form that another site sent: %o', async (headers) => {
    expect((await accept(headers)).statusCode).toBe(403);
    expect(reply()).toBe('no_response');
  });

  it('keeps the proof in a cookie that no script and no other site can use', async () => {
    await ask({ httpMethod: 'POST', body: 'form=send_code' });
    const code = /\b\d{6}\b/.exec((await desk.post()).at(-1)?.text ?? '')?.[0];
    const { headers } = await ask({ httpMethod: 'POST', body: `form=code&code=${code}` });
    expect(headers['set-cookie']).toMatch(
      /^proof-[0-9a-f]{12}=v1\.\S+; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    const cookie = headers['set-cookie']?.split(';')[0] ?? '';
    expect((await ask()).body).not.toContain('value="endorse"');
    expect((await ask({ headers: { cookie: `other=1; ${cookie}` } })).body).toContain('value="endorse"');
  });

  it('answers HEAD as GET without a body, and nothing else', async () => {
    expect(await ask({ httpMethod: 'HEAD' })).toMatchObject({ statusCode: 200, body: '' });
    expect((await ask({ httpMethod: 'DELETE' })).statusCode).toBe(405);
  });

  it('takes no endless form', async () => {
    const { statusCode } = await ask({
      httpMethod: 'POST',
      body: `form=reply&reason=${'a'.repeat(500_000)}`,
    });
    expect(statusCode).toBe(413);
  });

  it('says so when something breaks, gives back what was typed, and wakes somebody', async () => {
    const alarms: unknown[] = [];
    desk.app.telemetry.alarm = (...alarm) => void alarms.push(alarm);
    desk.app.links.load = () => Promise.reject(new TypeError('the table is on fire'));
    const { statusCode, body } = await ask({ httpMethod: 'POST', body: 'form=return&fact=Dear+words' });
    expect(statusCode).toBe(500);
    expect(body).toContain('Dear words');
    expect(body).not.toContain('fire');
    expect(alarms).toEqual([['request-broke', { function: 'serve-answers', error: 'TypeError' }]]);
  });

  it('wakes nobody for what the next try does without', async () => {
    const alarms: unknown[] = [];
    desk.app.telemetry.alarm = (...alarm) => void alarms.push(alarm);
    desk.app.links.load = () => Promise.reject(new ConflictError('somebody wrote first'));
    expect((await accept()).statusCode).toBe(500);
    expect(alarms).toEqual([]);
  });

  it('writes no link into the log', async () => {
    await accept();
    await ask({ path: '/answer/%E0%A4%A' });
    expect(logged).toHaveLength(2);
    expect(logged.join()).not.toMatch(/v1\.|lnk-|answer\//);
  });

  it('says where to sign in to whom a mail leads that asks for nothing by a link', async () => {
    for (const purpose of ['decide', 'open'] as const) {
      const { pathname } = new URL(signInLink(`https://${HOST}/`)(purpose));
      const { statusCode, body } = await ask({ path: pathname });
      expect(statusCode).toBe(200);
      expect(body).toContain('Sign in to go on');
      expect(body).toContain('ring the agency that wrote to you');
    }
  });

  it('serves the script by which the page is left', async () => {
    const { headers, body } = await ask({ path: '/answer/leave.js' });
    expect(headers['content-type']).toContain('javascript');
    expect(body).toContain('location.replace');
  });
});
