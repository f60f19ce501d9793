import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { submitCommand } from '../../functions/application/submit-command.ts';
import { aliasId } from '../../local/scenario/references.ts';
import { openSite, type Site } from './site.ts';
import { openBrowser } from './visitor.ts';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const caseId = aliasId('default', 'case', 'main');
/** Anybody of the family or among the workers of the story. */
const people = /Examplewoman|Exampleman|Examplechild|Placeholder(?!ville)|example\.test/;
const NUMBER = '08 5550 1234';

let browser: Browser;
let site: Site;
let context: BrowserContext;
let page: Page;
let errors: string[];

beforeAll(async () => {
  browser = await openBrowser();
  // Corrections has not done its action, a week after the last rung.
  site = await openSite((step) => step.at === '2026-04-02T12:00');
  const { app } = site.run.handle.current;
  const by = {
    kind: 'worker' as const,
    agencyId: aliasId('default', 'agency', 'fss'),
    representativeId: 'rep-test0001',
  };
  for (const alias of ['fss', 'police', 'corrections', 'childprotection', 'housing'])
    await submitCommand(app, {
      type: 'agency',
      id: aliasId('default', 'agency', alias),
      name: 'setPost',
      key: `number-of-${alias}`,
      by,
      input: { post: 'escalation_contact', phone: NUMBER },
    });
});
afterAll(async () => {
  await site.close();
  await browser.close();
});
afterEach(() => context.close());

/** Open the view as somebody with a desktop, or a phone 360 pixels wide in the dark. */
async function open(phone = false): Promise<void> {
  context = await browser.newContext({
    viewport: phone ? { width: 360, height: 740 } : { width: 1280, height: 900 },
    colorScheme: phone ? 'dark' : 'light',
  });
  page = await context.newPage();
  page.setDefaultTimeout(8_000);
  errors = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${site.run.handle.current.url}/api/operations-view`);
}

async function signIn(role: 'operations' | 'representative' = 'operations'): Promise<void> {
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page
    .getByRole('link', { name: `as ${role}` })
    .first()
    .click();
}

/** No error in the console, no sideways scrolling, nothing that axe finds, nobody's name. */
async function look(): Promise<string> {
  expect(errors).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
  // A tab of the same content without the page's policy, which lets no other script in.
  const copy = await context.newPage();
  await copy.setContent((await page.content()).replace(/<script src[^>]*><\/script>/, ''));
  await copy.evaluate(AXE);
  const found: { violations: { id: string; nodes: { html: string }[] }[] } = await copy.evaluate(
    `axe.run(document, ${JSON.stringify({ runOnly: { type: 'tag', values: WCAG } })})`,
  );
  await copy.close();
  expect(found.violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  const text = await page.locator('body').innerText();
  expect(text).not.toMatch(people);
  return text;
}

/** As it is loaded again by itself, without waiting for half a minute. */
const loadAgain = () => page.getByRole('button', { name: 'Load again' }).click();

describe.each([
  ['a desktop', false],
  ['a phone', true],
])('on %s', (_, phone) => {
  it('signs in, and shows what is late, whom to ring, mail and phases; then one case as one life', async () => {
    await open(phone);
    expect(await look()).toContain('Sign in with your agency');
    await signIn();
    await page.getByRole('heading', { name: 'Cases by phase' }).waitFor();
    expect(page.url()).not.toContain('code=');
    const overview = await look();
    expect(overview).toMatch(/late/);
    expect(overview).toContain(NUMBER);
    await page.getByRole('link', { name: 'Follow-up meeting call' }).click();
    await page.getByRole('heading', { name: 'Follow-up meeting call', level: 1 }).waitFor();
    expect(await look()).toContain(`${caseId}.g`);
    expect(await page.title()).toBe('Follow-up meeting call - Operations');
    await page.locator('#view a.code').first().click();
    await page.getByRole('heading', { name: /^Case / }).waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    const life = await look();
    expect(life).toContain('carries the case');
    const href = await page.locator('#generations a').first().getAttribute('href');
    expect(href).toContain(`/executions/${caseId}.g`);
    await page.goBack();
    await page.getByRole('heading', { name: 'Follow-up meeting call', level: 1 }).waitFor();
  });
});

describe('the view', () => {
  it('is worked with keys alone', async () => {
    await open();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'as operations' }).first().press('Enter');
    await page.getByRole('heading', { name: 'Cases by phase' }).waitFor();
    for (let steps = 0; steps < 60; steps += 1) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate('document.activeElement.textContent')) === 'All of them') break;
    }
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'All open cases' }).waitFor();
  });

  it('loads again without taking focus or place, and lets that be paused', async () => {
    await open(true);
    await signIn();
    const link = page.getByRole('link', { name: 'Closure', exact: true });
    await link.waitFor();
    await link.focus();
    const scrolled: number = await page.evaluate('window.scrollY');
    expect(scrolled).toBeGreaterThan(0);
    // The phases have changed meanwhile, so that the very part with the focus is replaced.
    let asked = 0;
    await page.route('**/operations/pages/overview', async (route) => {
      asked += 1;
      const answer = await route.fetch();
      await route.fulfill({
        response: answer,
        body: (await answer.text()).replace('not finally closed', 'open now'),
      });
    });
    await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
    await page.getByText('open now').waitFor();
    expect(asked).toBe(1);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Closure');
    expect(Math.abs(Number(await page.evaluate('window.scrollY')) - scrolled)).toBeLessThan(40);
    await page.getByRole('button', { name: 'Pause loading' }).click();
    await page.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
    expect(await page.getByRole('button', { name: 'Go on loading' }).isVisible()).toBe(true);
    expect(asked).toBe(1);
  });

  it('says that there is no such case', async () => {
    await open();
    await signIn();
    await page.getByRole('heading', { name: 'Cases by phase' }).waitFor();
    await page.evaluate('location.hash = "#/cases/case-none00"');
    await page.getByText('There is no such case').waitFor();
    await look();
  });
});

describe('when something is wrong, it', () => {
  const overview = '**/operations/pages/overview';
  const shown = () => page.getByRole('heading', { name: 'Cases by phase' });

  it('shows nothing to somebody without the role', async () => {
    await open();
    await signIn('representative');
    await page.getByText('your account has not the role operations').waitFor();
    const text = await look();
    expect(text).not.toContain('Cases by phase');
  });

  it('takes away what is shown when the sign-in has ended, and goes on where it was', async () => {
    await open();
    await signIn();
    await shown().waitFor();
    const expired = (route: Route) =>
      route.fulfill({ status: 401, contentType: 'application/problem+json', body: '{}' });
    await page.route(overview, expired);
    await loadAgain();
    await page.getByText('The API does not accept your sign-in').waitFor();
    expect(await shown().count()).toBe(0);
    await look();
    await page.unroute(overview, expired);
    await signIn();
    await shown().waitFor();
  });

  it('keeps what is shown while the API does not answer, and says that it is old', async () => {
    await open();
    await signIn();
    await shown().waitFor();
    await page.route(overview, (route) => route.abort());
    await loadAgain();
    await page.getByText('what stands here may be old').waitFor();
    expect(await shown().count()).toBe(1);
    await look();
  });

  it('says that the sign-in service is down', async () => {
    await open();
    await page.route('**/sign-in/token', (route) => route.abort());
    await signIn();
    await page.getByText('the sign-in service does not answer').waitFor();
    await look();
  });

  it('takes no code that it did not ask for', async () => {
    await open();
    await page.goto(`${site.run.handle.current.url}/api/operations-view?code=stolen&state=guessed`);
    await page.getByText('it was begun elsewhere').waitFor();
    expect(page.url()).not.toContain('stolen');
  });

  it('forgets the token when somebody signs out, and keeps it nowhere', async () => {
    await open();
    await signIn();
    await shown().waitFor();
    expect(await page.evaluate('[sessionStorage.length, localStorage.length, document.cookie]')).toEqual([
      0,
      0,
      '',
    ]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await shown().count()).toBe(0);
    await page.reload();
    expect(await page.locator('body').innerText()).toContain('Sign in with your agency');
  });
});
