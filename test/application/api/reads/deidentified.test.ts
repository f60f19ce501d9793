import { describe, expect, it } from 'vitest';
import type { Subject, TokenRole } from '../../../../functions/domain/access/subject.ts';
import { deidentified } from '../../../../functions/domain/views/deidentified-view.ts';
import { persons, workers } from '../../../domain/case/fixtures.ts';
import { createReadsWorld, type ReadsWorld, stranger, victimName } from './world.ts';

const why = { Purpose: 'manage_mitigate' };
const regional = (regions: string[]): Partial<Subject> => ({ ...stranger, regions });

const see = (world: ReadsWorld, roles: TokenRole[], regions: string[] = [], headers = why) =>
  world.get(`/cases/${world.caseId}/deidentified`, {
    as: { ...stranger, ...regional(regions) },
    roles,
    headers,
  });

describe('a case without whom it is about', () => {
  it('S4-24 is read by viewers of its region and of the nation, and recorded', async () => {
    const world = await createReadsWorld();
    expect((await see(world, ['regional_viewer'], ['AU-WA'])).status).toBe(200);
    expect((await see(world, ['national_viewer'])).status).toBe(200);
    const entries = await world.app.accessLog.page(world.caseId, 0);
    expect(entries.map(({ event, what, ground, purpose }) => [event, what, ground, purpose])).toEqual([
      ['read', 'deidentified', 'regional_viewer', 'manage_mitigate'],
      ['read', 'deidentified', 'national_viewer', 'manage_mitigate'],
    ]);
  });

  it('S4-24 is read by nobody else, of no other region, and not without a purpose', async () => {
    const world = await createReadsWorld();
    expect((await see(world, ['regional_viewer'], ['AU-VIC'])).status).toBe(404);
    for (const role of ['operations', 'auditor', 'administrator', 'representative'] as const)
      expect([403, 404]).toContain((await see(world, [role], ['AU-WA'])).status);
    const silent = await see(world, ['national_viewer'], [], {} as typeof why);
    expect(silent.body['type']).toBe('/problems/purpose-missing');
    const worker = await world.read(`/cases/${world.caseId}/deidentified`, workers.police);
    expect(worker.status).toBe(403);
  });

  it('S4-24 holds no id, name, day, instant, code or text by which anybody is known', async () => {
    const world = await createReadsWorld();
    const { text, body } = await see(world, ['national_viewer']);
    const state = world.caseState(world.caseId);
    for (const known of [victimName, state.displayCode, ...Object.values(persons), state.caseId])
      expect(text).not.toContain(known);
    expect(text).not.toMatch(/\b(?:case|per|agy|rep|act|mtg|note|tsk)-[a-z0-9]|\d{4}-\d\d/);
    expect(body).toMatchObject({
      region: 'AU-WA',
      roles: ['adult_victim', 'child_victim', 'person_using_violence'],
      actions: { byState: { not_started: 2 } },
    });
  });

  it('counts whole days, from the opening to the end', () => {
    const base = { openedAt: '2026-03-02T01:00:00.000Z', phaseSince: '2026-03-10T01:00:00.000Z' };
    return createReadsWorld().then((world) => {
      const state = { ...world.caseState(world.caseId), ...base };
      const { days } = deidentified(state, '2026-03-12T00:59:00.000Z');
      expect(days).toMatchObject({ open: 9, inPhase: 1 });
      const ended = { how: 'watch_ended' as const, at: '2026-03-20T01:00:00.000Z', by: 'x', reason: 'x' };
      expect(deidentified({ ...state, end: ended }, '2027-03-12T01:00:00.000Z').days.open).toBe(18);
    });
  });

  it('S4-24 is listed without its id, for the own regions alone; each on the page is a reading', async () => {
    const world = await createReadsWorld();
    const list = (roles: TokenRole[], regions: string[]) =>
      world.get('/deidentified-cases', { as: { ...stranger, ...regional(regions) }, roles, headers: why });
    const { status, body, text } = await list(['regional_viewer'], ['AU-WA']);
    expect(status).toBe(200);
    expect(body['items']).toHaveLength(1);
    expect(text).not.toContain(world.caseId);
    expect((await list(['regional_viewer'], ['AU-VIC'])).body['items']).toEqual([]);
    expect((await list(['representative'], [])).status).toBe(403);
    expect(await world.app.accessLog.page(world.caseId, 0)).toHaveLength(1);
  });

  it('S4-24 is left out of a list that has not heard yet that it has moved to another region', async () => {
    const world = await createReadsWorld();
    Object.assign(world.caseState(world.caseId), { region: 'AU-VIC', locality: undefined });
    const listed = await world.get('/deidentified-cases', {
      as: { ...stranger, ...regional(['AU-WA']) },
      roles: ['regional_viewer'],
      headers: why,
    });
    expect(listed).toMatchObject({ status: 200, body: { items: [] } });
  });
});
