import { describe, expect, it } from 'vitest';
import { shell } from '../../../../functions/application/operations/view/shell.ts';
import { parseSignIn, type SignIn } from '../../../../functions/application/operations/view/sign-in.ts';
import { numberOf } from '../../../../functions/application/operations/whom-to-ring.ts';
import { agencyListing, caseListing } from '../../../../functions/application/projections/lists.ts';
import { submitCommand } from '../../../../functions/application/submit-command.ts';
import { agencySchema } from '../../../../functions/domain/agency/state.ts';
import { asActor, caseIn, workers } from '../../../domain/case/fixtures.ts';
import { createApiWorld } from '../../api/world.ts';

const signIn: SignIn = {
  clientId: 'view',
  authorizeUrl: 'https://login.example.test/authorize',
  tokenUrl: 'https://token.example.test/token',
  scope: 'openid',
  token: 'access_token',
  parameters: {},
};
const asOperations = { as: workers.region, roles: ['operations'] as const };

/** The API with a case in the lists, some days later. */
async function daysLater(days: number) {
  const api = await createApiWorld();
  const caseId = api.seed(caseIn('meeting_preparation'));
  const record = await api.app.aggregates.load({ type: 'case', id: caseId });
  if (!record) throw new Error('there is no case');
  await caseListing.project(api.app, record);
  api.world.pass({ days });
  return { ...api, caseId };
}

const parts = (caseId: string) => [
  '/operations/pages/overview',
  '/operations/pages/cases',
  `/operations/pages/cases/${caseId}`,
];

describe('the page of the view', () => {
  it('is open to all and holds nothing but how to sign in', async () => {
    const { get, app, caseId } = await daysLater(30);
    app.operationsSignIn = signIn;
    const query = { code: 'anything', state: 'else', session_state: 'more' };
    const { status, headers, text } = await get('/operations-view', { query });
    expect(status).toBe(200);
    expect(text).not.toContain('anything');
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
    expect(text).not.toContain(caseId);
    expect(text).not.toMatch(/<script(?! src=)|\sstyle=|\son\w+=/);
  });

  it('is sent for by its own address when asked for with a slash, beside which its script stands', async () => {
    const { get } = await daysLater(0);
    const { status, headers } = await get('/operations-view/');
    expect([status, headers['location']]).toEqual([308, '/api/operations-view']);
  });

  it('may run its own script only, and talk to its API and the token endpoint only', async () => {
    const { get, app } = await daysLater(0);
    app.operationsSignIn = signIn;
    const policy = (await get('/operations-view')).headers['content-security-policy'];
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'self' https://token.example.test;",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ])
      expect(policy).toContain(rule);
    expect(policy).not.toContain('unsafe');
  });

  it('has a script, and says so when a deployment has no sign-in', async () => {
    const { get } = await daysLater(0);
    const script = await get('/operations-view/view.js');
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.text).toContain('identity.operationsView');
    expect((await get('/operations-view')).text).toContain('<meta name="sign-in" content="">');
    expect(parseSignIn('')).toBeUndefined();
    expect(shell(signIn)).toContain('token.example.test');
  });
});

describe('the parts of the view', () => {
  it('are for operations only, never kept', async () => {
    const { get, caseId } = await daysLater(0);
    for (const path of parts(caseId)) {
      expect((await get(path)).status, path).toBe(401);
      const other = await get(path, { as: workers.convenor, roles: ['coordinator'] });
      expect([403, 404], path).toContain(other.status);
      const { status, headers } = await get(path, asOperations);
      expect(status, path).toBe(200);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'content-type': 'text/html; charset=utf-8',
      });
    }
    expect((await get('/operations/pages/cases/case-none00', asOperations)).status).toBe(404);
  });

  it('say what is late, whose it is, and the number of a post there; no person of any kind', async () => {
    const { get, app, caseId } = await daysLater(30);
    for (const { agencyId } of Object.values(workers))
      await submitCommand(app, {
        type: 'agency',
        id: agencyId,
        name: 'setPost',
        key: `post-${agencyId}`,
        by: asActor(workers.triage),
        input: { post: 'escalation_contact', phone: '08 5550 1234' },
      });
    for (const path of parts(caseId)) {
      const { text } = await get(path, asOperations);
      expect(text, path).not.toMatch(/\b(rep|per|note)-|Placeholder/);
      if (path.endsWith('/cases')) continue;
      expect(text, path).toContain('Example Agency');
      expect(text, path).toContain('Escalation contact <a href="tel:0855501234">08 5550 1234</a>');
      expect(text, path).toMatch(/\d+ days? .*late/);
    }
  });

  it('say that all is well when it is', async () => {
    const { get, caseId } = await daysLater(0);
    expect((await get('/operations/pages/overview', asOperations)).text).toContain('Nothing is overdue.');
    expect((await get(`/operations/pages/cases/${caseId}`, asOperations)).text).toContain(
      'Nothing of this case is overdue.',
    );
    const none = await get('/operations/pages/cases', { ...asOperations, query: { phase: 'closure' } });
    expect(none.text).toContain('No case is in this phase.');
  });

  it('list the cases of a phase with the execution that carries each, in the console', async () => {
    const { get, app, caseId } = await daysLater(0);
    app.consoleOf = (execution) => `https://console.example.test/?a=1&name=${execution}`;
    const query = { phase: 'meeting_preparation', page: '1' };
    const { text } = await get('/operations/pages/cases', { ...asOperations, query });
    expect(text).toContain(`href="https://console.example.test/?a=1&amp;name=${caseId}.g1"`);
    expect((await get('/operations/cases', { ...asOperations, query })).body).toMatchObject({
      phase: 'meeting_preparation',
      total: 1,
      cases: [{ caseId, execution: { generation: 1 } }],
    });
    const bad = { ...asOperations, query: { page: '0' } };
    expect((await get('/operations/pages/cases', bad)).status).toBe(400);
  });

  it('count agencies that mail does not reach, and say nothing of whose address it is', async () => {
    const { get, app, data } = await daysLater(0);
    const { agencyId } = workers.convenor;
    const record = await app.aggregates.load({ type: 'agency', id: agencyId });
    if (!record) throw new Error('there is no agency');
    const state = agencySchema.parse(record.data);
    const bounced = { address: 'box@agency.example.test', health: 'bounced' as const };
    state.posts = [{ post: 'mailbox', address: bounced }];
    data.aggregates[`agency/${agencyId}`] = { ...record, data: state };
    await agencyListing.project(app, { ...record, data: state });
    const { text, body } = await get('/operations/overview', asOperations);
    expect(text).not.toContain('box@');
    const unreachable = [{ agencyId, agencyName: 'Example Agency', addresses: 1 }];
    expect(body['mail']).toEqual({ onTheWay: 0, late: 0, unreachable, allAgencies: true });
    const page = (await get('/operations/pages/overview', asOperations)).text;
    expect(page).toContain('Agencies that some mail does not reach');
    expect(page).not.toContain('box@');
  });
});

describe('the number to ring', () => {
  it('is that of the post asked for, else of who can make it happen', () => {
    const posts = [
      { post: 'mailbox' as const, phone: '1' },
      { post: 'manager' as const, phone: '2' },
      { post: 'escalation_contact' as const },
    ];
    expect(numberOf({ posts }, 'mailbox')).toEqual({ post: 'mailbox', number: '1' });
    expect(numberOf({ posts }, 'escalation_contact')).toEqual({ post: 'manager', number: '2' });
    expect(numberOf({ posts: [] })).toBeUndefined();
  });
});
