import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarFor } from '../../../functions/domain/calendar/index.ts';
import { decideGate, type GateAllowed } from '../../../functions/domain/message/gate.ts';
import { type MessageKind, messageKinds } from '../../../functions/domain/message/kinds.ts';
import { type RenderModel, renderModel, signInLink } from '../../../functions/domain/message/model.ts';
import { planDocument } from '../../../functions/domain/message/plan-document.ts';
import { MissingAttachmentError, renderMessage } from '../../../functions/domain/message/render.ts';
import { preheader, senderName, subjects } from '../../../functions/domain/message/subjects.ts';
import { profiles } from '../../../functions/domain/policy/index.ts';
import { displayCode } from '../../../functions/domain/shared/ids.ts';
import { canaries, poison, traces } from './canaries.ts';
import { aCase, action, calendar, caseId, now, owner, policy, startsAt } from './fixtures.ts';
import { inWorld, openWorld, type World } from './worlds.ts';

const link = signInLink('https://sign-in.example/');
const forbidden =
  /violence|macm|safety plan|victim|perpetrator|abuse|family|police|offender|domestic|refuge/i;

function allowed(
  kind: MessageKind,
  world: World,
): { decision: GateAllowed; facts: ReturnType<typeof inWorld>['facts'] } {
  const { record, facts } = inWorld(kind, world);
  const decision = decideGate(record, facts);
  if (!decision.allowed) throw new Error(`${kind} should be allowed: ${decision.reasons.join()}`);
  return { decision, facts };
}

const worldOf = (kind: MessageKind): World => ({ ...openWorld, endorsed: kind !== 'declaration_request' });

const document = (state = aCase()) =>
  planDocument({
    state,
    planId: 'plan-0000a',
    version: 1,
    policy,
    calendar,
    now,
    agencyNames: new Map([[owner.agencyId, 'Invented Housing Agency']]),
    texts: new Map(),
    identifiers: [],
    classification: 'OFFICIAL: Sensitive',
  });

/** A text without its line ends. */
const unwrapped = (text: string): string => text.replaceAll(/\s+/g, ' ');

function mail(kind: MessageKind, world = worldOf(kind), more: Partial<RenderModel> = {}) {
  const { decision, facts } = allowed(kind, world);
  const model = renderModel({
    decision,
    cases: facts.cases,
    meetings: facts.meetings,
    senderAgency: 'Invented Coordination Team',
    recipientAgency: 'Invented Housing Agency',
    policy,
    calendar,
    link,
    now,
    plan: kind === 'plan_copy' ? document() : undefined,
  });
  return renderMessage(decision.message, { ...model, ...more });
}

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
  const { decision, facts } = allowed('triage_outcome', worldOf('triage_outcome'));
  if (decision.message.kind !== 'triage_outcome') throw new Error('another kind');
  const { cases, meetings } = facts;
  const model = renderModel({
    decision,
    cases,
    meetings,
    senderAgency: 'Invented Coordination Team',
    recipientAgency: 'Invented Housing Agency',
    policy,
    calendar,
    link,
    now,
  });
  const params = { ...decision.message.params, dueAt: '2026-03-05T02:10:00.000Z' };
  const { text } = renderMessage({ kind: 'triage_outcome', params }, model);
  expect(text).toContain('Thursday 5 March 2026, 10:10');
});

it('says in a reminder and an escalation, too, that immediate safety is not a matter for letters', () => {
  const flat = (kind: 'reminder' | 'escalation', priority: 'immediate' | 'urgent') => {
    const { decision, facts } = allowed(kind, worldOf(kind));
    const { cases, meetings } = facts;
    const names = { senderAgency: 'Invented Team', recipientAgency: 'Invented Agency' };
    const model = renderModel({ decision, cases, meetings, ...names, policy, calendar, link, now });
    const params = { rule: 'action.due', priority };
    return renderMessage({ kind, params }, model).text.replace(/\s+/g, ' ');
  };
  for (const kind of ['reminder', 'escalation'] as const) {
    expect(flat(kind, 'immediate')).toContain('ring Invented Team at once; do not only write');
    expect(flat(kind, 'urgent')).not.toContain('ring at once');
  }
});

it('tells who arranges a meeting when it is, and who must endorse before which day', () => {
  expect(mail('meeting_called', worldOf('meeting_called'), { meetsAt: startsAt }).text).toContain(
    'The meeting is on: Monday 9 March 2026, 10:00 am',
  );
  expect(mail('declaration_request').text).toContain('Needed before the meeting on: Monday 9 March 2026');
});

it('S1-02 tells the convening team of a call from outside, and what waits for its word', () => {
  const { decision, facts } = allowed('meeting_called', worldOf('meeting_called'));
  const { cases, meetings } = facts;
  const names = { senderAgency: 'Invented Team', recipientAgency: 'Invented Agency' };
  const words = (convening: 'self_named' | 'outside' | 'chair' | 'lead') => {
    const model = renderModel({ decision, cases, meetings, ...names, policy, calendar, link, now });
    return unwrapped(renderMessage({ kind: 'meeting_called', params: { convening } }, model).text);
  };
  expect(words('outside')).toContain('called from outside the convening team');
  expect(words('outside')).not.toContain('Until you accept');
  expect(words('self_named')).toContain('Until you accept that, or take it over');
  expect(words('chair')).toContain('Somebody outside the convening team chairs');
  expect(words('lead')).toContain('has taken the lead itself');
});

it('S3-50 calls the lead named, not another: the first one has none before it', () => {
  const flat = mail('lead_changed').text.replace(/\s+/g, ' ');
  expect(flat).toContain('has been named. It may be another one than before.');
});

describe.each(messageKinds)('%s', (kind) => {
  it('renders as text and HTML of the same words', () => {
    const { text, html } = mail(kind);
    const words = (of: string) =>
      of
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim()
        .toLowerCase();
    const body = html
      .slice(html.indexOf('<body'))
      .replace(/<[^>]+>/g, ' ')
      .replace(/&#39;/g, "'")
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, '&');
    const only = text
      .replaceAll(link('open').replace(/open$/, ''), '')
      .replace(/^(?:open|decide|reply|sign|write|confirm)$/gm, '');
    for (const word of words(body).split(' ')) expect(words(only)).toContain(word);
  });

  it('has a neutral, constant subject, sender and link host', () => {
    const { subject, html, text } = mail(kind);
    expect(subject).toBe(subjects[kind]);
    expect(`${subject} ${senderName} ${preheader}`).not.toMatch(forbidden);
    const hosts = [...`${html}\n${text}`.matchAll(/https?:\/\/[^"\s<]+/g)].map((m) => new URL(m[0]).host);
    // A code has nothing beside it: whoever reads it over a shoulder learns neither the matter nor the page.
    expect(new Set(hosts)).toEqual(new Set(kind === 'link_code' ? [] : ['sign-in.example']));
  });

  it('says who sends it, why, what if it is not for you, and where to ring in danger', () => {
    const { text } = mail(kind);
    const flat = text.replace(/\s+/g, ' ');
    expect(flat).toContain(
      'From Invented Coordination Team to Invented Housing Agency. You get this because ',
    );
    expect(flat).toContain('If it is not for you');
    expect(flat).toContain('call 000');
    expect(text.split('\n')[0]).toBe(preheader);
  });

  it('has accessible HTML without anything from outside', () => {
    const { html } = mail(kind);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en-AU">/);
    expect(html).not.toMatch(/<(img|script|link|style|iframe|form)\b|url\(|src=/i);
    expect(html.match(/<h1/g)).toHaveLength(1);
    const tables = [...html.matchAll(/<table[^>]*>/g)].map((m) => m[0]);
    for (const table of tables) {
      const after = html.slice(html.indexOf(table) + table.length);
      expect(table.includes('role="presentation"') || after.startsWith('<caption')).toBe(true);
    }
  });

  it('shows the display code and not the case id', () => {
    const { text, html } = mail(kind);
    expect(text.includes(displayCode(caseId))).toBe(kind !== 'link_code');
    expect(text + html).not.toContain(caseId);
  });

  it('holds nothing personal, wherever it stands in the case', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...canaries), { minLength: 1, maxLength: 5 }), (chosen) => {
        let next = 0;
        const pick = () => chosen[next++ % chosen.length] ?? '';
        const { decision, facts } = allowed(kind, worldOf(kind));
        const cases = new Map([...facts.cases].map(([id, state]) => [id, poison(state, pick)]));
        const state = cases.get(caseId) ?? aCase();
        const model = renderModel({
          decision,
          cases,
          meetings: facts.meetings,
          senderAgency: 'Invented Coordination Team',
          recipientAgency: 'Invented Housing Agency',
          policy,
          calendar,
          link,
          now,
          plan: kind === 'plan_copy' ? document(state) : undefined,
        });
        const out = JSON.stringify(renderMessage(decision.message, model)).toLowerCase();
        for (const trace of traces) expect(out).not.toContain(trace);
        expect(out).not.toContain('worker.one');
      }),
      { seed: 3, numRuns: 15 },
    );
  });

  it('does not state consent', () => {
    expect(mail(kind).text).not.toMatch(/consent/i);
  });
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
    expect(mail('invitation').text.replace(/\s+/g, ' ')).toContain('Do not contact the adult victim');
  });

  it('gives times as they are on the wall there, with the name of the zone', () => {
    expect(mail('invitation').text).toContain('Monday 9 March 2026, 10:00 am (AWST, Perth time)');
    const melbourne = mail('invitation', worldOf('invitation'), { calendar: calendarFor('AU-VIC') });
    expect(melbourne.text).toContain('1:00 pm (AEDT, Melbourne time)');
    expect(startsAt).toBe('2026-03-09T02:00:00.000Z');
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
    expect(nz.text.replace(/\s+/g, ' ')).toContain('call 111');
    for (const kind of messageKinds) {
      expect(mail(kind, worldOf(kind), { policy: profiles.nz }).text).not.toContain('MACM');
    }
  });

  it('a digest lists each reminder with its code and due date', () => {
    const { text } = mail('digest');
    expect(text.replace(/\s+/g, ' ')).toMatch(/Code [0-9A-Z]{4}-[0-9A-Z]{4}: .+, due Tuesday 10 March 2026/);
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

describe('a reminder of what another agency is to do', () => {
  const elsewhere = { waitsFor: { agency: 'Invented Corrections' } };

  it.each(['reminder', 'escalation'] as const)(
    'a %s says which agency, and asks nothing else of the reader',
    (kind) => {
      const { text } = mail(kind, worldOf(kind), elsewhere);
      expect(text).toContain('Waits for: Invented Corrections');
      expect(text).not.toContain('waits for you');
      expect(text).not.toContain('ask for more time');
    },
  );

  it('keeps the name back where content may not be given', () => {
    const { text } = mail('escalation', worldOf('escalation'), { waitsFor: { agency: undefined } });
    expect(unwrapped(text)).toContain('Waits for: Another agency, which is shown after you sign in');
  });

  it('takes the agency from the clock, unless it is the reader’s own', () => {
    const { decision, facts } = allowed('escalation', worldOf('escalation'));
    if (decision.message.kind !== 'escalation') throw new Error('another kind');
    const waits = (agencyId: string, contentClass: 'minimal' | 'none') =>
      renderModel({
        decision: {
          ...decision,
          contentClass,
          message: {
            kind: 'escalation',
            params: {
              ...(decision.message.kind === 'escalation' ? decision.message.params : { rule: '' }),
              agencyId,
            },
          },
        },
        cases: facts.cases,
        meetings: facts.meetings,
        senderAgency: 'S',
        recipientAgency: 'R',
        agencyNames: new Map([['agy-other', 'Invented Corrections']]),
        policy,
        calendar,
        link,
        now,
      }).waitsFor;
    expect(waits('agy-other', 'minimal')).toEqual({ agency: 'Invented Corrections' });
    expect(waits('agy-other', 'none')).toEqual({ agency: undefined });
    expect(waits(decision.to.agencyId, 'minimal')).toBeUndefined();
  });
});

it.each([['invitation'], ['declaration_request'], ['return_request']] as const)(
  'S0-35 a %s that comes again says that there was no answer',
  (kind) => {
    const { decision, facts } = allowed(kind, worldOf(kind));
    const { message } = decision;
    const model = renderModel({
      decision,
      cases: facts.cases,
      meetings: facts.meetings,
      senderAgency: 'S',
      recipientAgency: 'R',
      policy,
      calendar,
      link,
      now,
    });
    if (message.kind !== kind) throw new Error('another kind');
    const first = renderMessage(message, model).text;
    const again = renderMessage(
      { ...message, params: { ...message.params, rung: 'W50' } } as typeof message,
      model,
    ).text;
    expect(first).not.toContain('asked before');
    expect(again).toContain('You were asked before, and there is no answer yet.');
  },
);

describe('an escalation', () => {
  const words = (params: { rule: string; rung?: string }) => {
    const { decision, facts } = allowed('escalation', worldOf('escalation'));
    if (decision.message.kind !== 'escalation') throw new Error('another kind');
    const message = { ...decision.message, params: { ...decision.message.params, ...params } };
    const model = renderModel({
      decision,
      cases: facts.cases,
      meetings: facts.meetings,
      senderAgency: 'Invented Coordination Team',
      recipientAgency: 'Invented Housing Agency',
      policy,
      calendar,
      link,
      now,
    });
    return renderMessage(message, model).text.replaceAll(/\s+/g, ' ');
  };

  it('S2-18 says before the day that it is close, and not that it was missed', () => {
    for (const rung of ['T-1', 'T-2,T-1']) {
      expect(words({ rule: 'custody.release', rung })).toContain('is close');
      expect(words({ rule: 'custody.release', rung })).not.toContain('in time');
    }
    expect(words({ rule: 'custody.release', rung: 'T0' })).toContain('has come');
  });

  it('S0-38 says of what is overdue that it was not done in time', () => {
    expect(words({ rule: 'action.due', rung: '+2wd' })).toContain('has not been done in time');
    expect(words({ rule: 'action.due', rung: 'T-2,+1wd' })).toContain('has not been done in time');
  });
});
