import { describe, expect, it } from 'vitest';
import type { App } from '../../../functions/application/app.ts';
import { matchRoutes } from '../../../functions/application/matching/routes.ts';
import { apiOf, subjectOf } from '../support/api.ts';
import { createDepartment, type Department } from '../support/department.ts';
import { settle } from '../support/settle.ts';

const referrer = subjectOf('agy-referrer', 'rep-referrer1', 'representative');
const team = subjectOf('agy-convening', 'rep-convening', 'coordinator');
const ask = (text: string) => ({
  reason: 'before_referral',
  sought: { names: [{ kind: 'legal', text }], birthDate: '1987' },
});

async function withKathryn(): Promise<Department> {
  const department = await createDepartment();
  const names = [{ kind: 'legal', text: 'Kathryn Quillperson' }];
  await department.submit({
    type: 'person',
    name: 'createPerson',
    input: { identity: { names, birthDate: '1987-03-04' } },
  });
  await settle(department.app);
  return department;
}

/** The application, with a list of the calls that are made through it. */
function watched(app: App): { app: App; calls: string[] } {
  const calls: string[] = [];
  const watch = <Port extends object>(name: string, port: Port): Port =>
    new Proxy(port, {
      get(target, method) {
        calls.push(`${name}.${String(method)}`);
        return Reflect.get(target, method);
      },
    });
  const { aggregates, ledger, matches, worklist, accessLog } = app;
  return {
    calls,
    app: {
      ...app,
      aggregates: watch('aggregates', aggregates),
      ledger: watch('ledger', ledger),
      matches: watch('matches', matches),
      worklist: watch('worklist', worklist),
      accessLog: watch('accessLog', accessLog),
    },
  };
}

describe('searching for a person', () => {
  it('S0-13 answers the same, by the same calls, whether or not there is such a person', async () => {
    const seen = [];
    for (const text of ['Catherine Quillperson', 'Otto Nobody']) {
      const { app, calls } = watched((await withKathryn()).app);
      const answer = await apiOf(app, matchRoutes, referrer).post('/person-searches', ask(text), 'one');
      await settle(app);
      const again = await apiOf(app, matchRoutes, referrer).post('/person-searches', ask(text), 'one');
      const before = calls.slice(0, calls.indexOf('matches.find'));
      seen.push(JSON.stringify([answer, again, before]));
      expect(answer).toMatchObject({ status: 202, body: { received: true } });
    }
    expect(seen[0]).toBe(seen[1]);
  });

  it('shows what was found to the convening team alone, once it was recorded who looked', async () => {
    const { app, data } = await withKathryn();
    await apiOf(app, matchRoutes, referrer).post('/person-searches', ask('Catherine Quillperson'));
    await settle(app);
    const [task] = (await app.worklist.list('agy-convening')).filter(({ code }) => code === 'review_search');
    const path = `/person-searches/${task?.source.id}`;
    expect(await apiOf(app, matchRoutes, referrer).get(path)).toMatchObject({ status: 404 });
    const { body } = await apiOf(app, matchRoutes, team).get(path);
    expect(body).toMatchObject({
      agencyId: 'agy-referrer',
      asked: [{ hits: [{ basis: ['similar_name', 'same_birth_year'] }] }],
    });
    expect(JSON.stringify(data.accesses)).toContain('"read"');
    expect(JSON.stringify([data.worklist, data.audit, data.accesses, data.ledger])).not.toMatch(
      /quillperson/i,
    );
  });

  it('leaves no task when nothing was found', async () => {
    const { app } = await withKathryn();
    await apiOf(app, matchRoutes, referrer).post('/person-searches', ask('Otto Nobody'));
    await settle(app);
    expect(await app.worklist.list('agy-convening')).toEqual([]);
  });

  it('raises an alarm and a task when one worker looks for many, and goes on', async () => {
    const { app, world } = await withKathryn();
    const api = apiOf(app, matchRoutes, referrer);
    const limit = app.policies.current().policy.matching.searchesPerHour;
    for (let n = 0; n < limit; n += 1) await api.post('/person-searches', ask(`Otto Nobody`));
    await settle(app);
    expect(world.alarms).toEqual([]);
    expect(await api.post('/person-searches', ask('Otto Nobody'))).toMatchObject({ status: 202 });
    await settle(app);
    expect(world.alarms).toEqual(['unusual-searching']);
    const tasks = (await app.worklist.list('agy-convening')).map(({ code }) => code);
    expect(tasks).toEqual(['check_unusual_searching']);
    world.pass({ hours: 1 });
    await api.post('/person-searches', ask('Otto Nobody'));
    await settle(app);
    expect(world.alarms).toEqual(['unusual-searching']);
  });

  it('is refused by the field and stores nothing', async () => {
    const { app, data } = await withKathryn();
    const before = JSON.stringify(data.aggregates);
    const api = apiOf(app, matchRoutes, referrer);
    const answer = await api.post('/person-searches', {
      reason: 'before_referral',
      sought: { birthDate: '1987' },
    });
    expect(answer).toMatchObject({ status: 422, body: { field: 'sought' } });
    expect(await api.post('/person-searches', { ...ask('Otto'), reason: 'Otto Nobody' })).toMatchObject({
      status: 422,
      body: { field: 'reason' },
    });
    expect(JSON.stringify(data.aggregates)).toBe(before);
    const viewer = subjectOf('agy-viewer', 'rep-viewer1', 'operations');
    const refusedViewer = await apiOf(app, matchRoutes, viewer).post('/person-searches', ask('Otto Nobody'));
    expect([403, 404]).toContain(refusedViewer.status);
  });
});
