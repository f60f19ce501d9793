import { describe, expect, it } from 'vitest';
import {
  caseId,
  colleague,
  createDesk,
  endorsedBy,
  invitation,
  meetingId,
  mine,
  owner,
  startsAt,
} from './desk.ts';

describe('a link in a mail', () => {
  it('is looked at without anything being changed, since scanners follow links', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('invitation', invitation);
    const before = desk.stored();
    expect((await desk.look(link)).status).toBe(200);
    expect(desk.stored()).toBe(before);
  });

  it('is the same when the mail is made again, and stands nowhere in the store', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('invitation', invitation);
    expect(await desk.again()).toContain(link);
    expect(desk.stored()).not.toContain(link.split('.').at(-1));
  });

  it('tells nothing of whom or what it is about', async () => {
    const link = await createDesk().linkIn('action_assigned', mine);
    const [, , payload = ''] = link.split('/').at(-1)?.split('.') ?? [];
    const said: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
    expect(Object.keys(said as object)).toEqual(['linkId', 'purpose', 'exp']);
    expect(JSON.stringify(said)).not.toMatch(/case-|agy-|rep-|act-/);
  });

  it('opens nothing when it is cut, changed or invented, and always says the same', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('invitation', invitation);
    const token = link.split('/').at(-1) ?? '';
    const [v, kid, payload = '', mac = ''] = token.split('.');
    const other = Buffer.from(payload, 'base64url').toString().replace('invitation', 'lead_offer');
    const pages = new Set<string>();
    for (const wrong of [
      '',
      'leave',
      token.slice(0, -1),
      `${v}.${kid}.${Buffer.from(other).toString('base64url')}.${mac}`,
      `${v}.209901.${payload}.${mac}`,
      `${v}.${kid}.${payload}.${'A'.repeat(43)}`,
    ]) {
      const answer = await desk.look(wrong);
      expect(answer.status).toBe(404);
      pages.add(answer.html);
    }
    expect(pages.size).toBe(1);
  });

  it('expires, and a new one goes to the address of record only', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('action_assigned', mine);
    desk.pass({ days: 7 });
    const answer = await desk.look(link);
    expect([answer.status, answer.html.includes('This link has expired')]).toEqual([410, true]);
    const sent = await desk.send(link, { form: 'new_link', to: 'someone@else.example' });
    expect(sent.html).toContain('Look into your mail');
    const [mail] = (await desk.post()).slice(-1);
    expect(mail?.to).toBe('worker.one@owner.example');
    expect(mail?.text).toContain('https://answers.example/answer/');
    expect(mail?.text).not.toContain(link);
  });

  it('S0-38 is worth nothing once the action has gone to somebody else', async () => {
    const desk = createDesk({ state: endorsedBy(owner) });
    const link = await desk.linkIn('action_assigned', mine);
    await desk.prove(link);
    desk.change<{ actions: { owner: unknown }[] }>('case', caseId, ({ actions }) => {
      if (actions[0]) actions[0].owner = colleague;
    });
    expect((await desk.look(link)).status).toBe(410);
    const before = desk.caseState();
    const posted = await desk.send(link, { form: 'progress', progress: 'done' });
    expect([posted.status, desk.caseState()]).toEqual([410, before]);
  });

  it.each([
    [
      'excluded',
      'case',
      caseId,
      {
        exclusions: [{ exclusionId: 'exc-0001', agencyId: owner.agencyId, because: 'other', from: startsAt }],
      },
    ],
    ['not asked to the meeting any more', 'meeting', meetingId, { invitations: [] }],
    ['told that the meeting is off', 'meeting', meetingId, { status: 'cancelled' }],
    ['no longer with the agency', 'agency', owner.agencyId, { representatives: [] }],
  ] as const)('opens nothing for somebody who is %s', async (_who, type, id, change) => {
    const desk = createDesk();
    const link = await desk.linkIn('invitation', invitation);
    desk.change<object>(type, id, (state) => Object.assign(state, change));
    const answer = await desk.look(link);
    expect(answer.status).toBe(410);
    expect(answer.html).not.toMatch(/MACM|meeting|Invented/);
  });
});

describe('a mailbox that several read', () => {
  it('is shown nothing: who answers gets a link of their own at their own address', async () => {
    const mailbox = { agencyId: owner.agencyId, post: 'mailbox' } as const;
    const desk = createDesk({ invitee: mailbox });
    const link = await desk.linkIn('invitation', invitation, mailbox);
    expect((await desk.post()).at(-1)?.to).toBe('office@owner.example');
    const page = await desk.look(link);
    expect(page.html).toContain('Who answers for your agency?');
    expect(page.html).not.toMatch(/value="(reply|endorse)"|Worker rep-/);
    const before = JSON.stringify(desk.meeting());
    await desk.send(link, { form: 'reply', reply: 'accept' });
    expect(JSON.stringify(desk.meeting())).toBe(before);
    expect((await desk.prove(link)).html).toContain('Worker rep-owner');
    expect((await desk.post()).at(-1)?.to).toBe('office@owner.example');
    await desk.send(link, { form: 'pick', who: 'rep-owner' });
    const mail = (await desk.post()).at(-1);
    expect(mail?.to).toBe('worker.one@owner.example');
    const own = /https:\/\/answers\.example\/answer\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
    await desk.send(own, { form: 'reply', reply: 'accept' });
    expect(desk.meeting().invitations[0]).toMatchObject({ ...owner, reply: 'accepted' });
  });
});
