import type { VirtualClock } from '../virtual-clock.ts';

/**
 * Come to a time (ms), with everything done that falls on it: by jumping from event to event, or by waiting
 * for it when the clock keeps the host's pace. A time that has passed means that what is due now gets done.
 */
export async function reach(clock: VirtualClock, time: number): Promise<void> {
  if (clock.jumping()) return clock.run({ until: time });
  do {
    await new Promise<void>((resolve) => clock.at(time, resolve));
  } while (isDue(clock));
}

/** What was done at a time may have made more to do at that time. */
const isDue = (clock: VirtualClock): boolean => {
  const next = clock.next();
  return next !== undefined && next <= clock.now();
};

/**
 * What was half done when a cloud was killed: its sweeper comes every minute, and a mail whose call was not
 * answered waits ten for word of it. Only then can a step expect what it would have found.
 */
const RECOVERY_MS = 12 * 60_000;

/** Let a cloud that was killed finish what it had begun; one that keeps the host's pace does so beside the steps. */
export async function recover(clock: VirtualClock): Promise<void> {
  if (clock.jumping()) await reach(clock, clock.now() + RECOVERY_MS);
}
