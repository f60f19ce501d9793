import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageKinds } from '../../../functions/domain/message/kinds.ts';
import { renderMessage } from '../../../functions/domain/message/render.ts';
import { preheader, senderName, subjects } from '../../../functions/domain/message/subjects.ts';
import { displayCode } from '../../../functions/domain/shared/ids.ts';
import { canaries, poison, traces } from './canaries.ts';
import { aCase, caseId } from './fixtures.ts';
import { allowed, document, link, mail, modelOf, unwrapped } from './mails.ts';

const forbidden =
  /violence|macm|safety plan|victim|perpetrator|abuse|family|police|offender|domestic|refuge/i;

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
    const flat = unwrapped(text);
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
        const { decision, facts } = allowed(kind);
        const cases = new Map([...facts.cases].map(([id, state]) => [id, poison(state, pick)]));
        const state = cases.get(caseId) ?? aCase();
        const plan = kind === 'plan_copy' ? document(state) : undefined;
        const model = modelOf(decision, { ...facts, cases }, { plan });
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
