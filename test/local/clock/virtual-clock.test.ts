import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock, type Host, LONGEST_TIMER_MS } from '../../../local/virtual-clock.ts';

const START = Date.parse('2026-03-02T01:00:00.000Z');

/** A host whose time moves only when told, and whose timers fire then. */
function fakeHost(): Host & { pass(ms: number): Promise<void>; waits: number[] } {
  let time = 5_000_000;
  let timers: { at: number; callback: () => void }[] = [];
  const waits: number[] = [];
  return {
    waits,
    now: () => time,
    timer(ms, callback) {
      waits.push(ms);
      const entry = { at: time + ms, callback };
      timers.push(entry);
      return () => {
        timers = timers.filter((other) => other !== entry);
      };
    },
    async pass(ms) {
      const end = time + ms;
      for (;;) {
        const due = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter((other) => other !== due);
        time = Math.max(time, due.at);
        due.callback();
        for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      }
      time = end;
    },
  };
}

describe('a clock that jumps', () => {
  it('runs jobs in the order of time, then of asking, whatever the order they came in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: -5, max: 20 }), { maxLength: 60 }), async (delays) => {
        const clock = createClock({ mode: 'jump', start: START });
        const seen: { time: number; index: number }[] = [];
        delays.forEach((delay, index) => {
          clock.at(START + delay, () => void seen.push({ time: clock.now(), index }));
        });
        await clock.run();
        const expected = delays
          .map((delay, index) => ({ time: START + Math.max(delay, 0), index }))
          .sort((a, b) => a.time - b.time || a.index - b.index);
        expect(seen).toEqual(expected);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('finishes one job before it starts the next, and jobs may ask for jobs', async () => {
    const clock = createClock({ mode: 'jump', start: START });
    const story: string[] = [];
    clock.at(START, async () => {
      story.push('first begins');
      clock.at(START, () => void story.push('child'));
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
      story.push('first ends');
    });
    clock.at(START, () => void story.push('second'));
    await clock.run();
    expect(story).toEqual(['first begins', 'first ends', 'second', 'child']);
  });

  it('stops at `until`, which is then the time, and goes on from there', async () => {
    const clock = createClock({ mode: 'jump', start: START });
    const seen: number[] = [];
    for (const delay of [10, 20, 30]) clock.at(START + delay, () => void seen.push(clock.now() - START));
    await clock.run({ until: START + 25 });
    expect(seen).toEqual([10, 20]);
    expect(clock.now()).toBe(START + 25);
    expect(clock.next()).toBe(START + 30);
    await clock.run();
    expect(seen).toEqual([10, 20, 30]);
  });

  it('does not run a cancelled job, nor reach its time', async () => {
    const clock = createClock({ mode: 'jump', start: START });
    const cancel = clock.at(START + 10, () => {
      throw new Error('cancelled jobs do not run');
    });
    cancel();
    await clock.run();
    expect(clock.now()).toBe(START);
    expect(clock.next()).toBeUndefined();
  });

  it('reports a job that throws and goes on', async () => {
    const errors: unknown[] = [];
    const clock = createClock({ mode: 'jump', start: START, onError: (error) => errors.push(error) });
    let reached = false;
    clock.at(START, () => Promise.reject(new Error('broken')));
    clock.at(START + 1, () => {
      reached = true;
    });
    await clock.run();
    expect(errors).toEqual([new Error('broken')]);
    expect(reached).toBe(true);
  });

  it('stops after the running job', async () => {
    const clock = createClock({ mode: 'jump', start: START });
    const seen: string[] = [];
    clock.at(START, async () => {
      void clock.stop();
      await Promise.resolve();
      seen.push('running job ends');
    });
    clock.at(START, () => void seen.push('never'));
    const run = clock.run();
    await clock.stop();
    expect(seen).toEqual(['running job ends']);
    await run;
  });

  it('gives the same random numbers for the same seed', () => {
    const draw = (seed: number) => {
      const clock = createClock({ mode: 'jump', start: START, seed });
      return [clock.random(), clock.random(), clock.random()];
    };
    expect(draw(3)).toEqual(draw(3));
    expect(draw(3)).not.toEqual(draw(4));
    expect(draw(3).every((value) => value >= 0 && value < 1)).toBe(true);
  });
});

describe('a clock at real pace', () => {
  it('waits for the host, from its own start time', async () => {
    const host = fakeHost();
    const clock = createClock({ mode: 'real', start: START, host });
    const seen: number[] = [];
    clock.at(START + 1000, () => void seen.push(clock.now() - START));
    await host.pass(999);
    expect(seen).toEqual([]);
    await host.pass(1);
    expect(seen).toEqual([1000]);
    expect(clock.now()).toBe(START + 1000);
  });

  it('waits longer than a timer of Node can hold', async () => {
    const host = fakeHost();
    const clock = createClock({ mode: 'real', start: START, host });
    const seen: number[] = [];
    const wait = 3 * LONGEST_TIMER_MS;
    clock.at(START + wait, () => void seen.push(clock.now() - START));
    await host.pass(wait - 1);
    expect(seen).toEqual([]);
    await host.pass(1);
    expect(seen).toEqual([wait]);
    expect(Math.max(...host.waits)).toBeLessThanOrEqual(LONGEST_TIMER_MS);
  });

  it('takes an earlier job before the one it already waits for', async () => {
    const host = fakeHost();
    const clock = createClock({ mode: 'real', start: START, host });
    const seen: string[] = [];
    clock.at(START + 500, () => void seen.push('late'));
    clock.at(START + 100, () => void seen.push('early'));
    await host.pass(200);
    expect(seen).toEqual(['early']);
    await host.pass(400);
    expect(seen).toEqual(['early', 'late']);
  });

  it('follows the host from the time it has jumped to', async () => {
    const host = fakeHost();
    const clock = createClock({ mode: 'jump', start: START, host });
    await clock.run({ until: START + 1_000_000 });
    let followed = 0;
    clock.onFollow(() => followed++);
    const seen: number[] = [];
    clock.at(START + 1_000_050, () => void seen.push(clock.now() - START));
    await host.pass(10_000);
    expect(seen).toEqual([]);
    clock.follow();
    expect(followed).toBe(1);
    await host.pass(50);
    expect(seen).toEqual([1_000_050]);
    expect(() => clock.run()).toThrow(/cannot jump/);
  });

  it('runs jobs one at a time', async () => {
    const host = fakeHost();
    const clock = createClock({ mode: 'real', start: START, host });
    let release = (): void => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const seen: string[] = [];
    clock.at(START, async () => {
      await gate;
      seen.push('first');
    });
    await host.pass(10);
    clock.at(START, () => void seen.push('second'));
    await host.pass(10);
    expect(seen).toEqual([]);
    release();
    await host.pass(0);
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    await host.pass(10);
    expect(seen).toEqual(['first', 'second']);
  });
});
