import { describe, expect, it } from 'vitest';
import { profiles } from '../../../functions/domain/policy/index.ts';
import { CANARY, caseId, colleague, createDesk, endorsedBy, meetingId, owner, startsAt } from './desk.ts';

const declaration = profiles.wa.declaration.version;
const invitation = { meetingId, startsAt };
const asked = { meetingId };
const mine = { actionId: 'act-0000a' };
const endorse = { form: 'endorse', endorse: 'yes', text: declaration };

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

describe('an invitation', () => {
  it('S0-35 is answered once: the same page sent twice is one answer', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('invitation', invitation);
    const accept = { form: 'reply', reply: 'accept', stands: '' };
    expect((await desk.send(link, accept)).html).toContain('You take part.');
    expect(desk.meeting().invitations[0]?.reply).toBe('accepted');
    expect((await desk.send(link, accept)).html).toContain('It was recorded before.');
  });

  it('S0-35 is changed until the meeting begins, and never by a page that did not show what stands', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('invitation', invitation);
    const page = await desk.send(link, { form: 'reply', reply: 'apology' });
    expect(page.html).toContain('Change your answer');
    const stale = await desk.send(link, { form: 'reply', reply: 'accept', stands: '' });
    expect([stale.status, stale.html.includes('since this page was opened')]).toEqual([422, true]);
    expect(desk.meeting().invitations[0]?.reply).toBe('apology');
    await desk.send(link, { form: 'reply', reply: 'accept' });
    expect(desk.meeting().invitations[0]?.reply).toBe('accepted');
    await desk.send(link, { form: 'reply', reply: 'apology' });
    expect(desk.meeting().invitations[0]?.reply).toBe('apology');
  });

  it('S1-08 names a proxy of the own agency, and nobody else', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('invitation', invitation);
    const stranger = await desk.send(link, { form: 'reply', reply: 'proxy', proxy: 'rep-stranger' });
    expect([stranger.status, stranger.html.includes('Choose who comes')]).toEqual([422, true]);
    await desk.send(link, { form: 'reply', reply: 'proxy', proxy: 'rep-second' });
    expect(desk.meeting().invitations.map(({ role }) => role)).toEqual(['representative', 'proxy']);
  });

  it('S0-18 S1-24 shows nobody before the code and the declaration, then whom it concerns, and records the reading', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('invitation', invitation);
    const pages = [await desk.look(link), await desk.send(link, { form: 'send_code' })];
    for (const form of ['endorse', 'return', 'nothing_known'])
      pages.push(await desk.send(link, { ...endorse, form }));
    pages.push(await desk.prove(link));
    for (const page of pages) expect(page.html).not.toContain(CANARY);
    expect(desk.meeting().endorsements).toEqual([]);
    const shown = await desk.send(link, endorse);
    expect(desk.meeting().endorsements).toMatchObject([
      { worker: owner, mode: 'electronic', status: 'endorsed' },
    ]);
    expect(shown.html).toContain(`${CANARY} victim`);
    expect(desk.stored()).toContain('"via":"link"');
  });

  it('S0-36 S0-42 takes the return in its three headings, says what is missing, and takes the whole again', async () => {
    const desk = createDesk({ state: endorsedBy(owner) });
    const link = await desk.linkIn('return_request', asked);
    await desk.prove(link);
    const form = {
      form: 'return',
      case: caseId,
      'involved.per-victim': 'yes',
      'involved.per-child': 'no',
      'involved.per-violent': 'not_known',
    };
    const text = `Seen with ${CANARY} victim in the street.`;
    const part = await desk.send(link, {
      ...form,
      fact: text,
      purposes: ['identify_risk'],
      about: ['per-victim'],
    });
    expect(part.html).toContain('Still missing: what was tried before');
    expect(part.html).toContain('Your text seems to name somebody');
    expect(desk.meeting().returns[0]?.status).toBe('incomplete');
    const whole = await desk.send(link, {
      ...form,
      fact: text,
      purposes: ['identify_risk'],
      'tried.0': 'A referral.',
      'success.0': 'partly',
    });
    expect(whole.html).toContain('Your written return is recorded.');
    expect(desk.meeting().returns[0]).toMatchObject({ status: 'provided_written', missing: [] });
  });

  it('S0-36 lets who slipped correct "nothing known" by the same link before the meeting, and keeps both', async () => {
    const desk = createDesk({ state: endorsedBy(owner) });
    const link = await desk.linkIn('return_request', asked);
    await desk.prove(link);
    const slip = await desk.send(link, { form: 'nothing_known', case: caseId, looked: 'yes' });
    expect(slip.html).toContain('Correct this answer');
    const told = { form: 'return', case: caseId, fact: 'Seen in May.', purposes: 'identify_risk' };
    const corrected = await desk.send(link, told);
    expect(corrected.html).toContain('Your written return is recorded.');
    expect(corrected.html).toContain('Still missing');
    expect(desk.meeting().returns[0]).toMatchObject({
      status: 'incomplete',
      earlier: [{ status: 'nothing_known', by: owner }],
    });
    expect(desk.meeting().tasks).toMatchObject([{ code: 'return_corrected' }]);
  });

  it('S0-36 says whom to ring once the meeting has begun, and changes nothing', async () => {
    const desk = createDesk({ state: endorsedBy(owner) });
    const link = await desk.linkIn('return_request', asked);
    await desk.prove(link);
    await desk.send(link, { form: 'nothing_known', case: caseId, looked: 'yes' });
    desk.change<{ startsAt: string }>('meeting', meetingId, (state) => {
      state.startsAt = '2026-03-02T01:00:00.000Z';
    });
    const page = await desk.look(link);
    expect(page.html).not.toContain('Correct this answer');
    expect(page.html).toContain('to correct it, ring Invented Coordination Team');
    const late = await desk.send(link, { form: 'decline_to_share', case: caseId, basis: 'court_order' });
    expect([late.status, desk.meeting().returns[0]?.status]).toEqual([422, 'nothing_known']);
  });

  it('S0-21 lets who did not endorse the declaration endorse it after all', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('declaration_request', asked);
    await desk.prove(link);
    await desk.send(link, { form: 'refuse', why: 'not_said' });
    expect((await desk.look(link)).html).toContain('You can endorse it after all');
    await desk.send(link, endorse);
    expect(desk.meeting().endorsements.map(({ status }) => status)).toEqual(['refused', 'endorsed']);
  });

  it('S1-08 names colleagues by post and role before the code, by name after it', async () => {
    const desk = createDesk();
    desk.change<{ representatives: { representativeId: string; roles: string[] }[] }>(
      'agency',
      owner.agencyId,
      ({ representatives }) => {
        for (const one of representatives) if (one.representativeId === 'rep-second') one.roles = ['manager'];
      },
    );
    const link = await desk.linkIn('invitation', invitation);
    const before = await desk.look(link);
    expect(before.html).not.toContain('Worker rep-');
    expect(before.html).toMatch(/<option value="rep-second">[\w, ]*Manager</);
    expect((await desk.prove(link)).html).toContain('Worker rep-second');
  });

  it('loses no text to a fault, a code that has lapsed, or a link that has ended', async () => {
    const desk = createDesk({ state: endorsedBy(owner) });
    const link = await desk.linkIn('return_request', asked);
    await desk.prove(link);
    const typed = { form: 'return', case: caseId, fact: 'Long <b>and</b> dear' };
    expect((await desk.send(link, typed)).html).toContain('Long &lt;b&gt;and&lt;/b&gt; dear');
    desk.pass({ minutes: 61 });
    const lapsed = await desk.send(link, typed);
    const kept = /name="kept" value="([^"]+)"/.exec(lapsed.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    await desk.send(link, { form: 'send_code' });
    const code = /\b\d{6}\b/.exec((await desk.post()).at(-1)?.text ?? '')?.[0] ?? '';
    expect((await desk.send(link, { form: 'code', code, kept })).html).toContain(
      'Long &lt;b&gt;and&lt;/b&gt; dear',
    );
    desk.pass({ days: 8 });
    const ended = await desk.send(link, typed);
    expect([ended.status, ended.html.includes('Long &lt;b&gt;')]).toEqual([410, true]);
  });
});

describe('a text that was typed in another tab', () => {
  const typed = { form: 'return', case: caseId, fact: 'Long <b>and</b> dear', purposes: 'identify_risk' };
  const known = 'Long &lt;b&gt;and&lt;/b&gt; dear';

  it('S1-08 is given back when something else has been answered meanwhile', async () => {
    const desk = createDesk({ state: endorsedBy(owner) });
    const link = await desk.linkIn('return_request', asked);
    await desk.prove(link);
    await desk.send(link, { form: 'decline_to_share', case: caseId, basis: 'court_order' });
    const late = await desk.send(link, { ...typed, stands: '' });
    expect([late.status, late.html.split(known).length]).toEqual([422, 2]);
    expect(desk.meeting().returns[0]?.status).toBe('declined_with_basis');
  });

  it('S1-08 is given back when the declaration has to be endorsed anew', async () => {
    const desk = createDesk({ state: endorsedBy(owner) });
    const link = await desk.linkIn('return_request', asked);
    await desk.prove(link);
    desk.change<{ endorsements: unknown[] }>('case', caseId, (state) => {
      state.endorsements = [];
    });
    expect((await desk.send(link, typed)).html).toContain(known);
  });
});

describe('the code', () => {
  it('opens once: the same code again, from another device, opens nothing', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('declaration_request', asked);
    await desk.send(link, { form: 'send_code' });
    const code = /\b\d{6}\b/.exec((await desk.post()).at(-1)?.text ?? '')?.[0] ?? '';
    expect(
      (await desk.send(link, { form: 'code', code: ` ${code.slice(0, 3)} ${code.slice(3)}` })).proof,
    ).toBeDefined();
    expect((await desk.send(link, { form: 'code', code })).proof).toBeUndefined();
  });

  it('is good for ten minutes and five tries, then none is', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('declaration_request', asked);
    await desk.send(link, { form: 'send_code' });
    const code = /\b\d{6}\b/.exec((await desk.post()).at(-1)?.text ?? '')?.[0] ?? '';
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    for (const _ of [1, 2, 3, 4])
      expect((await desk.send(link, { form: 'code', code: wrong })).html).toContain('not the code');
    expect((await desk.send(link, { form: 'code', code: wrong })).html).toContain('cannot be used any more');
    expect((await desk.send(link, { form: 'code', code })).proof).toBeUndefined();
    desk.pass({ minutes: 1 });
    await desk.send(link, { form: 'send_code' });
    const second = /\b\d{6}\b/.exec((await desk.post()).at(-1)?.text ?? '')?.[0] ?? '';
    expect(second).not.toBe(code);
    desk.pass({ minutes: 10 });
    expect((await desk.send(link, { form: 'code', code: second })).html).toContain('too old');
  });

  it('goes to the address of record, beside nothing that tells what it is for, and stands in no store', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('declaration_request', asked);
    await desk.send(link, { form: 'send_code' });
    const mail = (await desk.post()).at(-1);
    expect([mail?.to, mail?.subject, mail?.kind]).toEqual([
      'worker.one@owner.example',
      'Your code',
      'link_code',
    ]);
    const code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? 'none';
    expect(mail?.text).not.toMatch(/answers\.example|[A-Z0-9]{4}-[A-Z0-9]{4}/);
    expect(desk.stored()).not.toContain(code);
  });

  it('is sent five times an hour at most, and not twice at once; the wait ends by itself', async () => {
    const desk = createDesk();
    const link = await desk.linkIn('declaration_request', asked);
    const codes = async () => (await desk.post()).filter(({ kind }) => kind === 'link_code').length;
    for (let n = 0; n < 7; n += 1) {
      await desk.send(link, { form: 'send_code' });
      await desk.send(link, { form: 'send_code' });
      desk.pass({ minutes: 11 });
      if (n === 4) expect((await desk.send(link, { form: 'send_code' })).html).toContain('Too many codes');
    }
    expect(await codes()).toBe(6);
    desk.pass({ hours: 25 });
    await desk.prove(link);
    expect((await desk.look(link)).html).toContain('I have read the declaration');
  });

  it('S1-08 used up by a stranger, is told to operations, and a new link goes to the true recipient', async () => {
    const alarms: string[] = [];
    const desk = createDesk();
    Object.assign(desk.app, {
      telemetry: { ...desk.app.telemetry, alarm: (name: string) => alarms.push(name) },
    });
    const link = await desk.linkIn('declaration_request', asked);
    for (let n = 0; n < 12; n += 1) {
      await desk.send(link, { form: 'send_code' });
      desk.pass({ minutes: 15 });
    }
    expect(alarms).toEqual(['link-guessed']);
    expect((await desk.send(link, { form: 'send_code' })).html).toContain('Send me a new link');
    for (const _ of [1, 2]) await desk.send(link, { form: 'new_link' });
    const mails = (await desk.post()).filter(({ kind }) => kind === 'declaration_request');
    expect(mails.map(({ to }) => to)).toEqual(['worker.one@owner.example', 'worker.one@owner.example']);
    const fresh = /https:\/\/answers\.example\/answer\/\S+/.exec(mails.at(-1)?.text ?? '')?.[0] ?? '';
    expect((await desk.prove(fresh)).html).toContain('I have read the declaration');
  });

  it('is asked for as the policy says: never, before content, always', async () => {
    const shows = async (linkChallenge: 'never' | 'content' | 'always') => {
      const desk = createDesk({ access: { linkChallenge } });
      const { html } = await desk.look(await desk.linkIn('invitation', invitation));
      return [html.includes('value="reply"'), html.includes('value="endorse"')];
    };
    expect(await shows('never')).toEqual([true, true]);
    expect(await shows('content')).toEqual([true, false]);
    expect(await shows('always')).toEqual([false, false]);
  });
});

describe('an action', () => {
  const open = async () => {
    const desk = createDesk({ state: endorsedBy(owner) });
    const link = await desk.linkIn('action_assigned', mine);
    await desk.prove(link);
    const action = () => desk.caseState().actions[0];
    return { desk, link, action };
  };

  it('S0-39 is reported on again and again until the last report, and then the link has done its work', async () => {
    const { desk, link, action } = await open();
    expect((await desk.look(link)).html).toContain('Safe housing');
    for (const feedback of ['Begun.', 'Further.'])
      await desk.send(link, { form: 'progress', progress: 'in_progress', effect: 'too_early', feedback });
    expect(action()?.feedback).toHaveLength(2);
    expect((await desk.send(link, { form: 'progress', progress: 'done', final: 'yes' })).html).toContain(
      'what effect',
    );
    const last = await desk.send(link, {
      form: 'progress',
      progress: 'done',
      effect: 'risk_reduced',
      final: 'yes',
    });
    expect(last.html).toContain('Your last report is recorded.');
    expect(action()?.status).toBe('completed');
    expect((await desk.look(link)).html).toContain('This link has been used');
  });

  it('S0-43 may need more time, which the lead answers, and is due as before until then', async () => {
    const { desk, link, action } = await open();
    expect((await desk.send(link, { form: 'counter', date: '2026-02-01' })).html).toContain('still to come');
    const dueAt = action()?.dueAt;
    await desk.send(link, { form: 'counter', date: '2026-03-31', terms: 'When the flat is free.' });
    expect(action()).toMatchObject({ negotiation: 'countered', dueAt });
    expect(action()?.steps?.at(-1)?.dueAt).toBe('2026-03-31T09:00:00.000Z');
  });

  it('S0-38 is handed back with a reason and stays open for the lead', async () => {
    const { desk, link, action } = await open();
    await desk.send(link, { form: 'hand_back', why: 'no_capacity' });
    expect(action()).toMatchObject({ negotiation: 'declined', status: 'not_started' });
    expect(desk.caseState().tasks.map(({ code }) => code)).toContain('action.declined');
  });

  it('is no business of a link for something else', async () => {
    const desk = createDesk({ state: endorsedBy(owner) });
    const link = await desk.linkIn('declaration_request', asked);
    await desk.prove(link);
    const before = JSON.stringify(desk.caseState());
    await desk.send(link, { form: 'progress', progress: 'done' });
    expect(JSON.stringify(desk.caseState())).toBe(before);
  });
});

describe('an offer of the lead', () => {
  const offers = [
    {
      offerId: 'off-0000a',
      to: owner,
      reason: 'moved',
      offeredBy: owner,
      offeredAt: startsAt,
      status: 'offered' as const,
      packet: 'not_needed' as const,
    },
  ];

  it.each([
    [{ form: 'accept_lead', sure: 'yes' }, 'accepted', 'Your agency leads from now on.'],
    [{ form: 'decline_lead', why: 'no_capacity' }, 'declined', 'You have declined.'],
  ])('S3-35 is answered by %o', async (fields, status, said) => {
    const lead = createDesk().caseState().lead;
    const desk = createDesk({ state: { lead: { ...lead, offers } } });
    const link = await desk.linkIn('lead_offered', { offerId: 'off-0000a' });
    expect((await desk.look(link)).html).not.toContain('from now on');
    await desk.send(link, fields);
    expect(desk.caseState().lead.offers[0]?.status, 'a forwarded mail alone').toBe('offered');
    await desk.prove(link);
    expect((await desk.send(link, { form: fields.form })).status).toBe(422);
    expect((await desk.send(link, fields)).html).toContain(said);
    expect(desk.caseState().lead.offers[0]?.status).toBe(status);
    expect((await desk.look(link)).html).toContain('This link has been used');
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
