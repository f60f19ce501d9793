import { describe, expect, it } from 'vitest';
import { calendarFor, toldTo } from '../../../functions/domain/calendar/index.ts';
import { decideGate } from '../../../functions/domain/message/gate.ts';
import { messageKinds } from '../../../functions/domain/message/kinds.ts';
import { localMoment } from '../../../functions/domain/message/render/local-time.ts';
import { MissingAttachmentError, renderMessage } from '../../../functions/domain/message/render.ts';
import { profiles } from '../../../functions/domain/policy/index.ts';
import { displayCode } from '../../../functions/domain/shared/ids.ts';
import { action, caseId, owner, policy, startsAt } from './fixtures.ts';
import { allowed, mail, modelOf, unwrapped, worldOf } from './mails.ts';
import { inWorld, openWorld } from './worlds.ts';

it('S1-02 S3-34 tells who asked what was answered, without any basis or endorsement', () => {
  const unendorsed = { ...openWorld, endorsed: false };
  expect(mail('triage_outcome', unendorsed).text).toContain('It has not been accepted.');
});

it('S1-02 tells who asked that it is because they asked, though they hold an action by now', () => {
  const { record, facts } = inWorld('triage_outcome', worldOf('triage_outcome'));
  const cases = new Map(
    [...facts.cases].map(([id, state]) => [id, { ...state, referral: { ...state.referral, from: owner } }]),
  );
  const decision = decideGate({ ...record, to: owner }, { ...facts, cases });
  expect(decision).toMatchObject({ allowed: true, ground: 'caller' });
});

it('S3-34 tells the referrer by when triage waits for what it asked', () => {
  const { decision, facts } = allowed('triage_outcome');
  if (decision.message.kind !== 'triage_outcome') throw new Error('another kind');
  const params = { ...decision.message.params, dueAt: '2026-03-05T02:10:00.000Z' };
  const { text } = renderMessage({ kind: 'triage_outcome', params }, modelOf(decision, facts));
  expect(text).toContain('Thursday 5 March 2026, 10:10');
});

it('tells who arranges a meeting when it is, and who must endorse before which day', () => {
  expect(mail('meeting_called', worldOf('meeting_called'), { meetsAt: startsAt }).text).toContain(
    'The meeting is on: Monday 9 March 2026, 10:00 am',
  );
  expect(mail('declaration_request').text).toContain('Needed before the meeting on: Monday 9 March 2026');
});

it('S1-02 tells the convening team of a call from outside, and what waits for its word', () => {
  const { decision, facts } = allowed('meeting_called');
  const words = (convening: 'self_named' | 'outside' | 'chair' | 'lead') => {
    const model = modelOf(decision, facts);
    return unwrapped(renderMessage({ kind: 'meeting_called', params: { convening } }, model).text);
  };
  expect(words('outside')).toContain('called from outside the convening team');
  expect(words('outside')).not.toContain('Until you accept');
  expect(words('self_named')).toContain('Until you accept that, or take it over');
  expect(words('chair')).toContain('Somebody outside the convening team chairs');
  expect(words('lead')).toContain('has taken the lead itself');
});

it('S3-50 calls the lead named, not another: the first one has none before it', () => {
  const flat = unwrapped(mail('lead_changed').text);
  expect(flat).toContain('has been named. It may be another one than before.');
});

describe('whom to ring', () => {
  it('stands with its number where the directory has one, and by its name alone where not', () => {
    const plain = mail('plan_copy');
    expect(unwrapped(plain.text)).toContain('ring Invented Coordination Team, and delete it');
    const { text } = mail('plan_copy', undefined, { senderPhone: '0491 570 006' });
    expect(unwrapped(text)).toContain('ring Invented Coordination Team on 0491 570 006, and delete');
  });
});

describe('what is said', () => {
  it('S0-28 an invitation tells the worker not to contact the adult victim about it', () => {
    expect(unwrapped(mail('invitation').text)).toContain('Do not contact the adult victim');
  });

  it('gives times as they are on the wall there, with the name of the zone', () => {
    expect(mail('invitation').text).toContain('Monday 9 March 2026, 10:00 am (AWST, Perth time)');
    const melbourne = mail('invitation', worldOf('invitation'), { calendar: calendarFor('AU-VIC') });
    expect(melbourne.text).toContain('1:00 pm (AEDT, Melbourne time)');
    expect(startsAt).toBe('2026-03-09T02:00:00.000Z');
  });

  it.each([
    [['AU-WA'], 'Monday 9 March 2026, 10:00 am (AWST, Perth time).'],
    [['AU-SA'], 'Monday 9 March 2026, 12:30 pm (ACDT, Adelaide time), which is 10:00 am (AWST, Perth time).'],
    [['NZ-WGN', 'NZ-AUK'], '3:00 pm (NZDT, New Zealand time), which is 10:00 am (AWST, Perth time).'],
    [['AU-SA', 'AU-WA'], 'Monday 9 March 2026, 10:00 am (AWST, Perth time).'],
    [['elsewhere'], 'Monday 9 March 2026, 10:00 am (AWST, Perth time).'],
  ])('S2-22 tells an agency of %s its own time beside that of the case', (regions, said) => {
    const places = regions.map((region) => ({ region }));
    expect(`${localMoment(startsAt, toldTo(calendarFor('AU-WA'), places))}.`).toContain(said);
  });

  it('S2-22 a mail says both, and the day of each where it is not the same', () => {
    const there = toldTo(calendarFor('AU-WA'), [{ region: 'AU-QLD' }]);
    expect(unwrapped(mail('invitation', worldOf('invitation'), { calendar: there }).text)).toContain(
      'Monday 9 March 2026, 12:00 pm (AEST, Brisbane time), which is 10:00 am (AWST, Perth time)',
    );
    const sydney = toldTo(calendarFor('AU-VIC'), [{ region: 'AU-NSW' }]);
    expect(localMoment(startsAt, sydney)).toBe('Monday 9 March 2026, 1:00 pm (AEDT, Melbourne time)');
    expect(localMoment('2026-03-09T15:00:00.000Z', there)).toBe(
      'Tuesday 10 March 2026, 1:00 am (AEST, Brisbane time), which is Monday 9 March 2026, 11:00 pm (AWST, Perth time)',
    );
  });

  it('names the kind of an action only to who has endorsed', () => {
    const title = policy.actionCatalogue.find((kind) => kind.code === action().code)?.title ?? '';
    expect(title).not.toBe('');
    expect(mail('action_assigned').text).toContain(title);
    const unendorsed = mail('action_assigned', { ...openWorld, endorsed: false }).text;
    expect(unendorsed).not.toContain(title);
    expect(unendorsed).toContain('an action to do');
  });

  it('S4-16 the New Zealand profile says whānau and 111, S4-02 not MACM', () => {
    const nz = mail('closure_notice', worldOf('closure_notice'), {
      policy: profiles.nz,
      calendar: calendarFor('NZ'),
    });
    expect(nz.text).toContain('whānau');
    expect(nz.html).toContain('whānau');
    expect(nz.html).toContain('<html lang="en-NZ">');
    expect(unwrapped(nz.text)).toContain('call 111');
    for (const kind of messageKinds) {
      expect(mail(kind, worldOf(kind), { policy: profiles.nz }).text).not.toContain('MACM');
    }
  });

  it('a digest lists each reminder with its code and due date', () => {
    const { text } = mail('digest');
    expect(unwrapped(text)).toMatch(/Code [0-9A-Z]{4}-[0-9A-Z]{4}: .+, due Tuesday 10 March 2026/);
  });

  it('a plan copy without its document is refused', () => {
    expect(() => mail('plan_copy', openWorld, { plan: undefined })).toThrow(MissingAttachmentError);
    const { attachments } = mail('plan_copy');
    expect(attachments.map((a) => a.fileName)).toEqual([`document-${displayCode(caseId)}.pdf`]);
  });

  it('escapes what an agency is called', () => {
    const { html } = mail('reminder', openWorld, { sender: '<b>"Us" & \'them\'</b>' });
    expect(html).not.toContain('<b>"Us"');
    expect(html).toContain('&lt;b&gt;&quot;Us&quot; &amp; &#39;them&#39;&lt;/b&gt;');
  });
});
