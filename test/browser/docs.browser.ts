import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { write } from '../../functions/application/api/openapi/written.ts';
import { routes } from '../../functions/application/api/routes.ts';
import { openBrowser } from './visitor.ts';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const written = write(routes);
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

it.each([
  ['the page of the API', written.docs.html],
  ['the list of problems', written.problems.html],
  ['the page of a problem', written.problem('lead-not-nominated')?.html ?? ''],
])('%s has nothing that axe finds, and needs no script', async (_, html) => {
  const page = await browser.newPage();
  await page.setContent(html);
  await page.evaluate(AXE);
  const found: string = await page.evaluate(
    'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }).then((r) => JSON.stringify(r.violations.map((v) => [v.id, v.nodes.slice(0, 2).map((n) => n.html)])))',
  );
  expect(JSON.parse(found)).toEqual([]);
  expect(html).not.toContain('<script');
  await page.close();
});
