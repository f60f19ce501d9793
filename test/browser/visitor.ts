import { readFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Site } from './site.ts';

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    // A container has no user namespaces for Chromium's own sandbox; it sees our pages only.
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });

export interface Device {
  name: string;
  width: number;
  height: number;
  scripts: boolean;
  dark: boolean;
}
export const devices: readonly Device[] = [
  // 320 px is a phone of the smallest kind, and a desktop at 400 % (WCAG 1.4.10).
  { name: 'a phone without scripts', width: 320, height: 740, scripts: false, dark: true },
  { name: 'a desktop with scripts', width: 1280, height: 900, scripts: true, dark: false },
];

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
/** Words of the element with the focus: of a field, those of its label. */
const FOCUSED =
  '((e) => (e === document.body ? "" : ((e?.labels?.[0] ?? e)?.innerText ?? "")))(document.activeElement)';
const OUTLINED = 'parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2';
const SCREENSHOTS = process.env['SCREENSHOTS'];

/** Somebody with a browser, who sees nothing but our pages. */
export interface Visitor {
  page: Page;
  /** Open a link and look at the page. */
  open(link: string): Promise<void>;
  /** Press a button and look at what comes. */
  press(button: string): Promise<void>;
  /** Ask for the code, type a wrong one, then the right one. */
  prove(site: Site, address: string): Promise<void>;
  /** Go on by the tabulator to what begins with these words, which shows that it has the focus, press a key there and look. */
  reach(words: string, key: 'Enter' | 'Space'): Promise<void>;
  /** The words of what has the focus. */
  focused(): Promise<string>;
  text(): Promise<string>;
  close(): Promise<void>;
}

export async function createVisitor(browser: Browser, device: Device): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: { width: device.width, height: device.height },
    javaScriptEnabled: device.scripts,
    colorScheme: device.dark ? 'dark' : 'light',
  });
  // Nothing leaves this machine; a neutral site is a blank page.
  await context.route(/^https:/, (route) => route.fulfill({ contentType: 'text/html', body: 'Weather' }));
  const page = await context.newPage();
  const copy = device.scripts ? undefined : await scriptedTab(browser, device);
  const codes = new Map<string, number>();
  let shots = 0;

  async function look(): Promise<void> {
    shots += 1;
    if (SCREENSHOTS) {
      const name = `${device.name.replaceAll(' ', '-')}-${String(shots).padStart(2, '0')}.png`;
      await page.screenshot({ path: `${SCREENSHOTS}/${name}`, fullPage: true });
    }
    expect(await page.title()).toMatch(/^(Error: )?Work item$/);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    expect(await violations(page, copy)).toEqual([]);
  }

  const visitor: Visitor = {
    page,
    async open(link) {
      await page.goto(link);
      await look();
    },
    async press(button) {
      await page.getByRole('button', { name: button, exact: true }).click();
      await look();
    },
    async prove(site, address) {
      const mails = (codes.get(address) ?? 0) + 1;
      codes.set(address, mails);
      await visitor.press('Send me a code');
      const code = await site.code(address, mails);
      await page.getByLabel('The code from the mail').fill(code === '000000' ? '000001' : '000000');
      await visitor.press('Go on');
      expect(await visitor.text()).toContain('There is a problem');
      await page.getByLabel('The code from the mail').fill(code);
      await visitor.press('Go on');
    },
    async reach(words, key) {
      for (let n = 0; !(await visitor.focused()).startsWith(words); n += 1) {
        if (n > 40) throw new Error(`the keyboard does not reach ${words}`);
        await page.keyboard.press('Tab');
        expect(await page.evaluate(OUTLINED), `${await visitor.focused()} shows its focus`).toBe(true);
      }
      const sends = key === 'Enter' && (await page.evaluate('document.activeElement.type === "submit"'));
      await Promise.all([sends ? page.waitForEvent('load') : undefined, page.keyboard.press(key)]);
      await look();
    },
    focused: () => page.evaluate(FOCUSED),
    text: () => page.locator('body').innerText(),
    async close() {
      await copy?.context().close();
      await context.close();
    },
  };
  return visitor;
}

/** What axe finds. Where scripts are off it looks at the same page in a tab that has them. */
async function violations(page: Page, copy: Page | undefined): Promise<string[]> {
  if (!copy) return axe(page);
  await copy.setContent(await page.content());
  return axe(copy);
}

/** A tab with scripts, but not ours. */
async function scriptedTab(browser: Browser, { width, height, dark }: Device): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
  });
  await context.route(/leave\.js$/, (route) => route.abort());
  return context.newPage();
}

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
}

async function axe(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const found: AxeResult = await page.evaluate(
    `axe.run(document, ${JSON.stringify({ runOnly: { type: 'tag', values: tags } })})`,
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}
