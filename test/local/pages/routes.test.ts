import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScheduling } from './cases.ts';
import { type Served, serve } from './pages-server.ts';
import { createPagesWorld, type PagesWorld } from './world.ts';

let world: PagesWorld;
let served: Served;
beforeAll(async () => {
  world = createPagesWorld();
  await inScheduling(world, 'case-aaaa1');
  await world.until({ hours: 1 });
  served = await serve(world.data);
});
afterAll(() => served.close());

const pages = ['/', '/executions/case-aaaa1.g1', '/cases/case-aaaa1'];

describe('the routes of the pages for operations', () => {
  it.each(pages)('%s answers with landmarks, headings and a strict policy', async (path) => {
    const { status, text, headers } = await served.get(path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    for (const part of ['<html lang="en-AU">', '<main id="content">', '<nav aria-label', '<h1>', '<h2 id='])
      expect(text).toContain(part);
    expect(text).toContain('<a class="skip" href="#content">');
    expect(text).not.toMatch(/<script|<link|<img|https?:\/\/(?!www\.w3\.org)/);
    expect(served.errors).toEqual([]);
  });

  it.each(pages)('%s gives every table a caption and every cell its heading', async (path) => {
    const { text } = await served.get(path);
    const tables = text.split('<table').slice(1);
    expect(tables.length).toBeGreaterThan(0);
    for (const one of tables) expect(one).toContain('<caption>');
    expect(text.match(/<th (?![^>]*scope=)[^>]*>/g)).toBeNull();
  });

  it.each(pages)('%s links to nothing that is not there', async (path) => {
    const { text } = await served.get(path);
    const links = [...text.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
    for (const link of new Set(links)) {
      if (link.startsWith('#')) expect(text).toContain(`id="${link.slice(1)}"`);
      else if (!link.startsWith('/inbox')) expect((await served.get(link)).status, link).toBe(200);
    }
  });

  it.each(['/executions/nothing', '/cases/case-zzzz9', '/cases/%E0%A4%A', '/executions/%3Cscript%3E'])(
    'has no %s and says so',
    async (path) => {
      const { status, text } = await served.get(path);
      expect(status).toBe(404);
      expect(text).toContain('There is no such');
      expect(text).not.toContain('<script');
    },
  );

  it('is for reading, and leaves other paths alone', async () => {
    const refused = await served.get('/', { method: 'POST' });
    expect(refused.status).toBe(405);
    expect(refused.headers.get('allow')).toBe('GET, HEAD');
    expect((await served.get('/', { method: 'HEAD' })).text).toBe('');
    for (const path of ['/case', '/executions', '/executions/a/b', '/health'])
      expect((await served.get(path)).text).toContain('is not part of this local cloud');
  });

  it('tells machines how it is', async () => {
    const { status, text, headers } = await served.get('/health.json');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(JSON.parse(text)).toMatchObject({
      status: 'ok',
      at: world.now(),
      cases: { open: 1, stuck: 0, overdue: 0, byPhase: { meeting_scheduling: 1, referral: 0 } },
      executions: { RUNNING: 1, FAILED: 0 },
      attention: [],
    });
  });
});
