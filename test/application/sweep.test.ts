import { describe, expect, it } from 'vitest';
import { awaitSignal } from '../../functions/application/await-signal.ts';
import { relayAggregate } from '../../functions/application/relay.ts';
import { restartFailed } from '../../functions/application/restart-failed.ts';
import { sweepAttention } from '../../functions/application/sweep.ts';
import { sweepDelay } from '../../functions/application/sweep-aggregate.ts';
import { createWorld, otherCase, type TestWorld, theCase, theMeeting } from './support/world.ts';

const LATER = '2026-03-02T05:00:00.000Z';

const opened = async (): Promise<TestWorld> => {
  const world = createWorld();
  await world.command({ name: 'open' }, { clock: LATER });
  return world;
};
/** An execution that waits at the present version. */
const waiting = async (): Promise<TestWorld> => {
  const world = await opened();
  await relayAggregate(world.app, theCase);
  await register(world, 'token-1');
  return world;
};
async function register(world: TestWorld, token: string): Promise<void> {
  const { version, generation } = world.record();
  await world.app.aggregates.registerToken({
    ref: theCase,
    generation,
    version,
    token,
    tokenAt: `${world.now()}#${token}`,
  });
  world.alive.add(token);
}
const sweep = (world: TestWorld) => sweepAttention(world.app);

describe('the sweeper', () => {
  it('relays and wakes what no stream record reached', async () => {
    const world = await opened();
    world.pass({ seconds: 61 });
    await sweep(world);
    expect(world.record().outbox).toEqual({});
    expect([...world.running]).toEqual(['case-one1.g1']);
  });

  it('leaves alone what is not yet due', async () => {
    const world = await opened();
    world.pass({ seconds: 60 });
    expect(await sweep(world)).toMatchObject({ looked: 0 });
  });

  it('looks again a minute after the next clock when an execution waits at this very version', async () => {
    const world = await waiting();
    world.pass({ seconds: 61 });
    await sweep(world);
    expect(world.record()).toMatchObject({ attentionAt: '2026-03-02T05:01:00.000Z', sweep: { failures: 0 } });
    expect(world.woken).toEqual([]);
  });

  it('wakes an execution that slept over a clock', async () => {
    const world = await waiting();
    world.pass({ hours: 5 });
    await sweep(world);
    expect(world.woken).toEqual(['token-1']);
    expect(world.record().generation).toBe(1);
  });

  it('starts the next generation when the execution has ended', async () => {
    const world = await waiting();
    world.running.clear();
    world.ended.add('case-one1.g1');
    world.pass({ seconds: 61 });
    await sweep(world);
    expect(world.record().generation).toBe(2);
    expect([...world.running]).toEqual(['case-one1.g2']);
  });

  it('starts the raised generation when it died before doing so', async () => {
    const world = await waiting();
    world.running.clear();
    world.ended.add('case-one1.g1');
    world.pass({ seconds: 61 });
    const start = world.app.workflow.startCase.bind(world.app.workflow);
    world.app.workflow.startCase = async (id, generation) => {
      if (generation === 2) throw new Error('crashed');
      return start(id, generation);
    };
    expect(await sweep(world)).toMatchObject({ failed: 1 });
    world.app.workflow.startCase = start;
    world.pass({ seconds: 61 });
    await sweep(world);
    expect([...world.running]).toEqual(['case-one1.g2']);
  });

  it('replaces an execution that has not seen a version for ten minutes and whose token is dead', async () => {
    const world = await waiting();
    await world.command({ name: 'add' });
    await relayAggregate(world.app, theCase);
    world.alive.clear();
    for (let minutes = 0; minutes < 10; minutes += 1) {
      world.pass({ seconds: 60 });
      await sweep(world);
      expect(world.record().generation).toBe(1);
    }
    world.pass({ minutes: 6 });
    await sweep(world);
    expect(world.record().generation).toBe(2);
    expect(world.running.has('case-one1.g2')).toBe(true);
    expect(world.stopped).toEqual(['case-one1.g1']);
  });

  it('leaves an execution that takes its token', async () => {
    const world = await waiting();
    await world.command({ name: 'add' });
    for (let minutes = 0; minutes < 40; minutes += 1) {
      world.alive.add('token-1');
      world.pass({ seconds: 61 });
      await sweep(world);
    }
    expect(world.record().generation).toBe(1);
  });

  it('forgets its failures once an execution waits, so that each abort costs a minute and no alarm', async () => {
    const world = await waiting();
    for (let abort = 1; abort <= 5; abort += 1) {
      await restartFailed(world.app, `case-one1.g${abort}`);
      world.pass({ seconds: 1 });
      await sweep(world);
      const { version, generation } = world.record();
      expect(world.record().sweep.failures).toBe(1);
      const token = `token-of-${abort}`;
      await awaitSignal(world.app, {
        caseId: 'case-one1',
        generation,
        version,
        waitSeconds: 3600,
        token,
        enteredAt: world.now(),
        retryCount: 0,
      });
      expect(world.record().sweep).toEqual({ failures: 0 });
    }
    expect(world.alarms).toEqual([]);
  });

  it('doubles its delay with each sweep that did not help, up to six hours, with an alarm', async () => {
    expect([1, 2, 3, 9, 10, 30].map(sweepDelay)).toEqual([60, 120, 240, 15_360, 21_600, 21_600]);
    const world = await opened();
    world.app.audit.put = async () => {
      throw new Error('down');
    };
    world.pass({ seconds: 61 });
    await sweep(world);
    expect(world.record()).toMatchObject({ attentionAt: '2026-03-02T01:02:01.000Z', sweep: { failures: 1 } });
    world.pass({ seconds: 61 });
    await sweep(world);
    expect(world.record()).toMatchObject({ attentionAt: '2026-03-02T01:04:02.000Z', sweep: { failures: 2 } });
    expect(world.alarms).toContain('sweep-failed');
  });

  it('lets a case go only when it has ended and nothing is left to relay', async () => {
    const world = await waiting();
    await world.command({ name: 'close' });
    const put = world.app.audit.put.bind(world.app.audit);
    world.app.audit.put = async () => {
      throw new Error('down');
    };
    world.pass({ seconds: 61 });
    await sweep(world);
    expect(world.record().attentionAt).toBeDefined();
    world.app.audit.put = put;
    world.pass({ seconds: 61 });
    await sweep(world);
    expect(world.record().attentionAt).toBeUndefined();
    expect([...world.running]).toEqual(['case-one1.g1']);
  });

  it('is not undone by a write that comes between', async () => {
    const world = await waiting();
    world.pass({ seconds: 61 });
    const start = world.app.workflow.startCase.bind(world.app.workflow);
    world.app.workflow.startCase = async (id, generation) => {
      await world.command({ name: 'add' });
      return start(id, generation);
    };
    await sweep(world);
    expect(world.record().attentionAt).toBe('2026-03-02T01:02:01.000Z');
  });

  it.each(['relay', 'the probe'])('does not put off what is hurried during %s', async (when) => {
    const world = await opened();
    if (when === 'the probe') {
      await relayAggregate(world.app, theCase);
      await register(world, 'token-1');
    }
    world.pass({ seconds: 61 });
    const { workflow, aggregates } = world.app;
    const start = workflow.startCase.bind(workflow);
    workflow.startCase = async (id, generation) => {
      await aggregates.hurry(theCase, world.now());
      return start(id, generation);
    };
    await sweep(world);
    expect(world.record().attentionAt).toBe(world.now());
  });

  it('never lets one item keep it from the others', async () => {
    const world = await opened();
    await world.command({ name: 'open', ref: otherCase });
    const load = world.app.aggregates.load.bind(world.app.aggregates);
    world.app.aggregates.load = async (ref) => {
      if (ref.id === theCase.id) throw new Error('unreadable');
      return load(ref);
    };
    world.pass({ seconds: 61 });
    expect(await sweep(world)).toEqual({ looked: 2, failed: 1, cutShort: false });
    expect(world.record(otherCase).outbox).toEqual({});
    expect(world.alarms).toContain('sweep-broke');
  });

  it('stops when it has had enough', async () => {
    const world = await opened();
    world.pass({ seconds: 61 });
    expect(await sweepAttention(world.app, () => true)).toEqual({ looked: 0, failed: 0, cutShort: true });
  });

  it('is the clock of aggregates that have no execution', async () => {
    const world = createWorld();
    await world.command({ name: 'open', ref: theMeeting }, { clock: LATER });
    world.pass({ seconds: 61 });
    await sweep(world);
    expect(world.record(theMeeting).attentionAt).toBe(LATER);
    world.pass({ hours: 4 });
    await sweep(world);
    expect(world.state(theMeeting)).toMatchObject({ total: 1, clocks: [] });
    world.pass({ seconds: 61 });
    await sweep(world);
    expect(world.record(theMeeting)).toMatchObject({ outbox: {} });
    expect(world.record(theMeeting).attentionAt).toBeUndefined();
    expect([...world.running]).toEqual([]);
  });

  it('removes a narrative that no command kept, and none that is on its way', async () => {
    const world = createWorld();
    await world.command({ name: 'refuse', commandId: 'c1', notes: { view: 'orphan' } });
    await world.command({ name: 'open', commandId: 'c2', notes: { view: 'mine' } }, { clock: LATER });
    world.app.audit.put = async () => {
      throw new Error('down');
    };
    world.pass({ hours: 24, seconds: 1 });
    await sweep(world);
    expect(Object.values(world.data.notes).map(({ note }) => note.text)).toEqual(['mine']);
  });
});

describe('an execution that failed, timed out or was aborted', () => {
  it('has the sweeper look at its case at once', async () => {
    const world = await waiting();
    await sweep(world);
    expect(await restartFailed(world.app, 'case-one1.g1')).toBe(true);
    expect(world.record().attentionAt).toBe(world.now());
  });

  it('is let go when it is none of ours', async () => {
    const world = await waiting();
    expect(await restartFailed(world.app, 'somebody-else')).toBe(false);
    expect(await restartFailed(world.app, 'case-none0.g1')).toBe(false);
    expect(await restartFailed(world.app, 'msg-none0.a1')).toBe(false);
  });
});
