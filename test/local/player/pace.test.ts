import { expect, it } from 'vitest';
import { reach } from '../../../local/player/pace.ts';
import { createClock, type Host } from '../../../local/virtual-clock.ts';

/** A machine whose time passes when it is told to. */
function createHost() {
  const timers: { at: number; callback: () => void }[] = [];
  let now = 1_000_000;
  const host: Host = {
    now: () => now,
    timer(ms, callback) {
      const timer = { at: now + ms, callback };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  };
  /** Let the next timer go off. */
  const pass = (): boolean => {
    const [next] = timers.toSorted((a, b) => a.at - b.at);
    if (next === undefined) return false;
    timers.splice(timers.indexOf(next), 1);
    now = Math.max(now, next.at);
    next.callback();
    return true;
  };
  return { host, pass };
}

it('jumps to a time, and does what falls on it', async () => {
  const clock = createClock({ mode: 'jump', start: 0 });
  const done: number[] = [];
  for (const time of [10, 20, 30]) clock.at(time, () => void done.push(clock.now()));
  await reach(clock, 20);
  expect(done).toEqual([10, 20]);
  expect(clock.now()).toBe(20);
});

it('waits for a time at the host’s pace, and for what that time brings with it', async () => {
  const { host, pass } = createHost();
  const clock = createClock({ mode: 'real', start: 0, host });
  const done: string[] = [];
  clock.at(20, () => {
    done.push('first');
    clock.at(20, () => void done.push('caused'));
  });
  clock.at(500, () => void done.push('later'));
  let isThere = false;
  const reached = reach(clock, 20).then(() => {
    isThere = true;
  });
  await Promise.resolve();
  expect(isThere).toBe(false);
  while (!isThere && pass()) for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  await reached;
  expect(done).toEqual(['first', 'caused']);
});

it('does what is due when the time has passed', async () => {
  const { host, pass } = createHost();
  const clock = createClock({ mode: 'real', start: 1000, host });
  const done: string[] = [];
  clock.at(1000, () => void done.push('due'));
  let isThere = false;
  const reached = reach(clock, 500).then(() => {
    isThere = true;
  });
  while (!isThere && pass()) for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  await reached;
  expect(done).toEqual(['due']);
});
