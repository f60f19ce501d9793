import { describe, expect, it } from 'vitest';
import { asked, CANARY, caseId, createDesk, endorsedBy, meetingId, owner } from './desk.ts';

describe('a written return', () => {
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
