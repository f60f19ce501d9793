import { beforeAll, describe, expect, it } from 'vitest';
import type { OperationsData } from '../../../local/pages/index.ts';
import { loadOverview, type OverviewQuery } from '../../../local/pages/overview.ts';
import { overviewPage } from '../../../local/pages/overview-page.ts';
import { inConsent, inScheduling, referred } from './cases.ts';
import { wordsOf } from './pages-server.ts';
import { createPagesWorld, type PagesWorld } from './world.ts';

const pageOf = async (data: OperationsData, query: Partial<OverviewQuery> = {}): Promise<string> => {
  const asked = { refresh: false, ...query };
  return overviewPage(await loadOverview(data, asked), asked);
};

/** A text between two headings of the page. */
const part = (page: string, from: string, to: string): string =>
  page.slice(page.indexOf(from), page.indexOf(to));

describe('the overview of nothing', () => {
  it('says that nothing has run', async () => {
    const page = await pageOf(createPagesWorld().data);
    expect(page).toContain('Nothing has run yet.');
    expect(page).not.toContain('<table');
  });
});

describe('the overview', () => {
  let world: PagesWorld;
  let page: string;
  beforeAll(async () => {
    world = createPagesWorld();
    await inScheduling(world, 'case-aaaa1');
    await inConsent(world, 'case-bbbb2', { urgency: 'urgent' });
    await world.until({ hours: 30 });
    await referred(world, 'case-cccc3', { urgency: 'urgent' });
    await world.until({ hours: 3 });
    await referred(world, 'case-dddd4');
    const [newest] = (await world.data.listExecutions()).filter(({ name }) => name === 'case-dddd4.g1');
    world.cloud.call('StopExecution', { executionArn: newest?.arn });
    await world.until({ hours: 1 });
    page = await pageOf(world.data);
  });

  it('has cases that are stuck on top, then the more urgent, then the longest late', () => {
    const attention = part(page, 'Needs attention', 'Cases by phase');
    const order = [...attention.matchAll(/href="\/cases\/([^"]+)" *>[A-Z0-9-]+/g)].map(([, id]) => id);
    const listed = [...new Set(order)];
    expect(listed).toEqual(['case-dddd4', 'case-bbbb2', 'case-cccc3']);
    expect(wordsOf(attention)).toContain('1 case stuck, 2 cases overdue');
    expect(page.indexOf('Needs attention')).toBeLessThan(page.indexOf('Executions'));
  });

  it('says why, since when and whom to ring, by role and agency', () => {
    const attention = wordsOf(part(page, 'Needs attention', 'Cases by phase'));
    expect(attention).toContain('Stuck No execution carries the case');
    expect(attention).toContain('Operations on call');
    expect(attention).toContain('Overdue Attempt informed consent with the adult victim');
    expect(attention).toContain('Convening lead, Invented Women’s Service');
    expect(attention).toContain('Overdue Decide on a referral');
    expect(attention).toContain('Triage, Invented Coordination Team');
    expect(attention).toContain('Mon 2 Mar 2026 16:00 AWST');
  });

  it('counts the cases of each phase and links to them', () => {
    const phases = wordsOf(part(page, 'Cases by phase', 'id="executions"'));
    expect(phases).toContain('4 cases open, 0 watched after closure, 0 closed.');
    expect(phases).toMatch(/2 Referral .*1 Consent attempt .*1 Meeting scheduling .*0 Meeting preparation/);
    expect(page).toContain('href="/?phase=consent_attempt#executions"');
  });

  it('shows mails about a meeting, which belong to no one case, in the time of the page too', async () => {
    const { data } = world;
    const ofMeeting: OperationsData = {
      ...data,
      message: async (id) => {
        const stored = await data.message(id);
        return stored && { ...stored, message: { ...stored.message, about: ['mtg-aaaa1'] } };
      },
    };
    const rows = wordsOf(part(await pageOf(ofMeeting), '<h2 id="executions">', '</main>'));
    expect(rows).toMatch(/email-delivery .* AWST/);
    expect(rows).not.toContain('UTC');
  });

  it('lists executions, running ones first, with phase, next deadline and status', () => {
    const rows = part(page, '<h2 id="executions">', '</main>').split('<tr').slice(2);
    expect(rows.map((row) => wordsOf(`<${row}`)).slice(0, 3)).toEqual([
      expect.stringMatching(
        /case-cccc3\.g1 Case \S+ case-lifecycle Running .* Referral since .* Decide on a referral .* late/,
      ),
      expect.stringMatching(/case-bbbb2\.g1 .* Running .* Consent attempt since .* late/),
      expect.stringMatching(/case-aaaa1\.g1 .* Running .* Meeting scheduling since .* in /),
    ]);
    const rest = rows.map((row) => wordsOf(`<${row}`)).slice(3);
    const ended = rest.findIndex((row) => !row.includes('Running'));
    expect(rest.slice(ended).some((row) => row.includes('Running'))).toBe(false);
    expect(rest.find((row) => row.includes('case-dddd4.g1'))).toContain('Stuck Aborted');
    expect(rest.slice(ended).find((row) => row.includes('email-delivery'))).toMatch(
      /M-\S{4}-\S{4} .* Delivered since /,
    );
  });

  it.each([
    [{ machine: 'case-lifecycle' }, 4],
    [{ status: 'ABORTED' }, 1],
    [{ phase: 'referral' }, 2],
    [{ phase: 'referral', status: 'RUNNING' }, 1],
    [{ machine: 'case-lifecycle', status: 'nonsense', phase: 'nonsense' }, 4],
  ])('filters by %o', async (query, number) => {
    const overview = await loadOverview(world.data, { refresh: false, ...query });
    expect(overview.matching).toBe(number);
  });

  it('keeps the filter in its form and says when nothing matches', async () => {
    const filtered = await pageOf(world.data, { status: 'ABORTED' });
    expect(filtered).toContain('<option value="ABORTED" selected>');
    const none = await pageOf(world.data, { phase: 'closed' });
    expect(none).toContain('No execution matches.');
    expect(await pageOf(world.data, { machine: '"><script>' })).not.toContain('<script');
  });

  it('pages a long list and keeps filters and refresh in the links', async () => {
    const many = await world.data.listExecutions();
    const [one] = many;
    if (one === undefined) throw new Error('there is no execution');
    const long = Array.from({ length: 120 }, (_, n) => ({
      ...one,
      name: `msg-${String(n).padStart(4, '0')}.a1`,
      machine: 'm',
    }));
    const data = { ...world.data, listExecutions: async () => long };
    const second = await pageOf(data, { machine: 'm', page: 2, refresh: true });
    expect(wordsOf(second)).toContain('51 to 100 of 120');
    expect(second).toContain('href="/?machine=m&amp;page=3&amp;refresh=on#executions"');
    expect(wordsOf(await pageOf(data, { page: 99 }))).toContain('101 to 120 of 120');
  });

  it('loads itself again only when it was asked to, and then says how to stop that', async () => {
    expect(page).not.toContain('http-equiv');
    expect(page).toContain('href="/?refresh=on"');
    const again = await pageOf(world.data, { refresh: true });
    expect(again).toContain('<meta http-equiv="refresh" content="30">');
    expect(again).toContain('<a href="/">Stop that</a>');
  });
});
