import { describe, expect, it } from 'vitest';
import {
  carryOutRestore,
  look,
  planOf,
  type RestoreEnd,
  restoredName,
  whyNot,
} from '../../../../scripts/ops/restore/restore.ts';
import { PROGRESS, type RestoreOrder, restoreSteps } from '../../../../scripts/ops/restore/steps.ts';
import { FakeCloud, KilledError } from './fake-cloud.ts';

const AT = '2026-03-02T01:00:00.000Z';
const TO = restoredName('cases', AT);
const order = (configured?: RestoreOrder['configured']): RestoreOrder => ({
  from: configured?.name ?? 'cases',
  to: TO,
  at: AT,
  tags: { deployment: 'wa-test' },
  configured,
});

/** Runs until somebody has to go on, as often as it dies; answers how it ended and how often cases were carried on. */
class Run {
  carried: string[] = [];
  said: string[] = [];
  readonly cloud: FakeCloud;
  constructor(cloud: FakeCloud) {
    this.cloud = cloud;
  }

  go(configured?: RestoreOrder['configured']): Promise<RestoreEnd> {
    return carryOutRestore(this.cloud, order(configured), {
      carryOn: async ({ from, to }) => void this.carried.push(`${from} -> ${to}`),
      pause: async () => undefined,
      say: (line) => void this.said.push(line),
    });
  }

  /** The person's part: config and deployment. */
  async byHand(): Promise<RestoreOrder['configured']> {
    const table = await this.cloud.table(TO);
    this.cloud.deploy(TO);
    return { name: TO, streamArn: table?.streamArn ?? '' };
  }
}

const stepOf = (end: RestoreEnd): string => (end.kind === 'person' ? end.step.id : end.kind);

describe('a restore', () => {
  it('stops what writes, makes the table whole, carries cases on, and lets write after the deployment', async () => {
    const run = new Run(new FakeCloud('cases', 2));
    expect(stepOf(await run.go())).toBe('config');
    const { tables, changes } = run.cloud;
    expect(tables.get(TO)).toMatchObject({
      stream: true,
      deletionProtection: true,
      expiry: true,
      pointInTime: true,
      tags: { deployment: 'wa-test', 'restored-from': 'cases', 'restored-to': AT, [PROGRESS]: 'carried-on' },
    });
    const stops = changes.filter((change) => change.startsWith('stop'));
    expect(changes.slice(0, stops.length)).toEqual(stops);
    expect(changes[stops.length]).toBe(`restore cases ${AT}`);
    expect(run.carried).toEqual([`cases -> ${TO}`]);
    expect((await run.cloud.writers()).every(({ stopped }) => stopped)).toBe(true);
    const configured = await run.byHand();
    expect(stepOf(await run.go(configured))).toBe('done');
    expect((await run.cloud.writers()).some(({ stopped }) => stopped)).toBe(false);
    expect(run.carried).toHaveLength(1);
  });

  it('waits for a person between config and deployment, and lets nobody write before', async () => {
    const run = new Run(new FakeCloud('cases'));
    await run.go();
    const { streamArn = '' } = (await run.cloud.table(TO)) ?? {};
    expect(stepOf(await run.go({ name: TO, streamArn: `${streamArn}-other` }))).toBe('config');
    expect(stepOf(await run.go({ name: TO, streamArn }))).toBe('deploy');
    expect((await run.cloud.writers()).every(({ stopped }) => stopped)).toBe(true);
  });

  const changes = async (): Promise<number> => {
    const run = new Run(new FakeCloud('cases'));
    await run.go();
    await run.go(await run.byHand());
    return run.cloud.changes.length;
  };

  it('comes to the same end wherever it was killed, before a change or after it', async () => {
    const all = await changes();
    expect(all).toBeGreaterThan(15);
    for (let at = 1; at <= all; at += 1)
      for (const happens of [true, false]) {
        const run = new Run(new FakeCloud('cases'));
        const again = async (configured?: RestoreOrder['configured']) => {
          try {
            return await run.go(configured);
          } catch (error) {
            if (!(error instanceof KilledError)) throw error;
            run.cloud.live();
            return run.go(configured);
          }
        };
        run.cloud.dieAt(at, happens);
        expect(stepOf(await again()), `killed at ${at}`).toBe('config');
        expect(stepOf(await again(await run.byHand())), `killed at ${at}`).toBe('done');
        const made = run.cloud.changes.filter((change) => change.startsWith('restore'));
        expect(made, `killed at ${at}`).toHaveLength(1);
        expect(run.carried.length, `killed at ${at}`).toBeGreaterThan(0);
        expect(new Set(run.carried)).toEqual(new Set([`cases -> ${TO}`]));
      }
  });

  it('says which step shows no effect, instead of trying it for ever', async () => {
    const cloud = new FakeCloud('cases');
    cloud.stop = async () => undefined;
    await expect(new Run(cloud).go()).rejects.toThrow(/stop what writes/);
    expect(cloud.tables.has(TO)).toBe(false);
  });

  it('plans the whole way, and shows what is done', async () => {
    const cloud = new FakeCloud('cases');
    const before = planOf(await look(cloud, order()));
    expect(before).toHaveLength(restoreSteps.length);
    expect(before[0]).toMatchObject({ done: false });
    await new Run(cloud).go();
    const after = planOf(await look(cloud, order()));
    expect(after.filter(({ done }) => !done).map(({ says }) => says)).toEqual([
      `YOU: put table.restored with ${TO} into the config`,
      'YOU: deploy; functions, event source, alarms and backups follow the config',
      'let everything write again',
    ]);
  });

  it('says to which moments a table can be brought back', async () => {
    const cloud = new FakeCloud('cases');
    expect(await whyNot(cloud, { from: 'cases', at: AT })).toBeUndefined();
    expect(await whyNot(cloud, { from: 'cases', at: '2020-01-01T00:00:00.000Z' })).toContain('2026-02-01');
    expect(await whyNot(cloud, { from: 'other', at: AT })).toContain('no point-in-time recovery');
  });
});
