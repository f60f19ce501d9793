import { beforeAll, describe, expect, it } from 'vitest';
import { addElapsed } from '../../../functions/domain/calendar/instants.ts';
import { type CaseView, loadCase } from '../../../local/pages/case-view.ts';
import { concernsOf } from '../../../local/pages/concerns.ts';
import { inActions, inScheduling } from './cases.ts';
import { createPagesWorld } from './world.ts';

type Change = (view: CaseView) => Partial<CaseView>;
const record = (view: CaseView) => {
  if (view.record === undefined || view.state === undefined) throw new Error('the case is not there');
  return { record: view.record, state: view.state };
};

let view: CaseView;
let now: string;
beforeAll(async () => {
  const world = createPagesWorld();
  await inScheduling(world, 'case-aaaa1');
  await world.until({ hours: 1 });
  view = await loadCase(
    world.data,
    'case-aaaa1',
    await world.data.listExecutions().then((all) => all.filter((one) => one.name === 'case-aaaa1.g1')),
  );
  now = world.now();
});

const codes = (change: Change, at = now): string[] =>
  concernsOf({ ...view, ...change(view) }, at).map(({ level, code }) => `${level} ${code}`);

describe('why operations should look at a case', () => {
  it('is nothing when it is carried and nobody is late', () => expect(codes(() => ({}))).toEqual([]));

  it('is nothing yet after the first sweep that did not help, which an ordinary recovery has too', () => {
    expect(codes((v) => ({ record: { ...record(v).record, sweep: { failures: 1 } } }))).toEqual([]);
  });

  it.each<[string, Change]>([
    ['no_record', () => ({ record: undefined, state: undefined })],
    ['unreadable', () => ({ state: undefined, context: undefined })],
    ['no_policy', () => ({ context: undefined })],
    ['no_execution', () => ({ generations: [] })],
    [
      'no_execution',
      ({ generations }) => ({
        generations: generations.map((one) => ({
          ...one,
          status: 'FAILED',
          stoppedAt: addElapsed(now, { minutes: -6 }),
        })),
      }),
    ],
    ['no_execution', (v) => ({ record: { ...record(v).record, generation: 2 } })],
    ['quarantine', () => ({ current: { state: 'Quarantine', since: now, forToken: false } })],
    ['unseen', (v) => ({ record: { ...record(v).record, version: 99 } })],
    ['outbox_waits', (v) => ({ record: { ...record(v).record, outbox: { '1': [] } } })],
    ['relay_failing', (v) => ({ record: { ...record(v).record, failing: { 'ent-aaaa': 3 } } })],
    ['sweep_failing', (v) => ({ record: { ...record(v).record, sweep: { failures: 2 } } })],
    ['dead_letters', () => ({ deadLetters: 1 })],
    ['no_clock', (v) => ({ state: { ...record(v).state, clocks: [] } })],
    [
      'unreadable',
      (v) => ({
        state: {
          ...record(v).state,
          clocks: record(v).state.clocks.map((one) => ({ ...one, rule: 'no.rule' })),
        },
      }),
    ],
  ])('is %s', (code, change) => expect(codes(change)).toContain(`stuck ${code}`));

  it('is not a change that the next minutes will carry', () => {
    const young: Change = (v) => ({
      record: { ...record(v).record, version: 99, at: now, outbox: { '1': [] } },
    });
    expect(codes(young)).toEqual([]);
    expect(codes(young, addElapsed(now, { minutes: 4 }))).toEqual([]);
    expect(codes(young, addElapsed(now, { minutes: 5 }))).toEqual(['stuck outbox_waits', 'stuck unseen']);
  });

  it('is a clock that came due while nobody looked', () => {
    expect(codes(() => ({}), addElapsed(now, { days: 30 }))).toContain('stuck clock_missed');
  });

  it('is not that a closed case has neither clock nor execution', () => {
    const closed: Change = (v) => ({
      generations: [],
      state: { ...record(v).state, phase: 'closed', clocks: [], tasks: [] },
    });
    expect(codes(closed)).toEqual([]);
  });
});

describe('what people have not done', () => {
  it('is told with the role and agency that has to do it, once for the same people', async () => {
    const world = createPagesWorld();
    world.bouncing.add('agy-childprot');
    await inActions(world, 'case-bbbb2');
    await world.until({ hours: 30 });
    world.bouncing.clear();
    await world.until({ hours: 24 * 5 });
    const own = (await world.data.listExecutions()).filter(({ name }) => name.startsWith('case-bbbb2'));
    const acting = await loadCase(world.data, 'case-bbbb2', own);
    const concerns = concernsOf(acting, world.now());
    expect(concerns.filter(({ level }) => level === 'stuck')).toEqual([]);
    expect(concerns).toContainEqual(
      expect.objectContaining({
        code: 'action.due',
        text: 'Do an action',
        key: 'urgent',
        ring: { role: 'owner of the action', agencyId: 'agy-childprot' },
      }),
    );
    expect(concerns.some(({ text }) => /Task: telephone undelivered \(\d+ times\)/.test(text))).toBe(true);
    const told = concerns.map(({ text, ring }) => JSON.stringify([text, ring]));
    expect(new Set(told).size).toBe(told.length);
    for (const { ring } of concerns) expect(Object.keys(ring)).toEqual(['role', 'agencyId']);
  });
});
