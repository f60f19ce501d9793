import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { calendarFor } from '../../functions/domain/calendar/index.ts';
import { decideGate } from '../../functions/domain/message/gate.ts';
import { type MessageKind, messageKinds } from '../../functions/domain/message/kinds.ts';
import { renderModel, signInLink } from '../../functions/domain/message/model.ts';
import { renderMessage } from '../../functions/domain/message/render.ts';
import { profiles } from '../../functions/domain/policy/index.ts';
import { now } from '../domain/message/fixtures.ts';
import { inWorld, openWorld } from '../domain/message/worlds.ts';
import { openBrowser } from './visitor.ts';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** The HTML of a mail with the longest words of the profiles. */
function htmlOf(kind: MessageKind): string {
  const { record, facts } = inWorld(kind, { ...openWorld, endorsed: kind !== 'declaration_request' });
  const decision = decideGate(record, facts);
  if (!decision.allowed) throw new Error(`${kind} should be allowed`);
  const model = renderModel({
    decision,
    cases: facts.cases,
    meetings: facts.meetings,
    senderAgency: 'Invented Regional Family Safety Coordination Team',
    senderPhone: '(08) 5550 0000',
    recipientAgency: 'Invented Community-Controlled Housing Corporation',
    policy: profiles.nz,
    calendar: calendarFor('NZ'),
    link: signInLink('https://sign-in.example'),
    now,
    answers: { own: 'https://answers.example/answer/x', entries: [] },
    code: '123456',
  });
  return renderMessage(decision.message, model).html;
}

const kinds = messageKinds.filter((kind) => kind !== 'plan_copy');

it.each(['light', 'dark'] as const)(
  'every mail fits a small phone and has nothing that axe finds, in %s colours',
  async (colorScheme) => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, colorScheme });
    const page = await context.newPage();
    for (const kind of kinds) {
      await page.setContent(htmlOf(kind));
      expect(await page.evaluate('document.documentElement.scrollWidth'), kind).toBe(320);
      await page.evaluate(AXE);
      const found: string = await page.evaluate(
        'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }).then((r) => JSON.stringify(r.violations.map((v) => [v.id, v.nodes.slice(0, 2).map((n) => n.html)])))',
      );
      expect(JSON.parse(found), kind).toEqual([]);
    }
    await context.close();
  },
);
