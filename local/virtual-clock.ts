import type { Cancel, Job, LocalClock } from './clock.ts';
import { createHeap } from './heap.ts';

/** The machine under the clock: where real pace takes its time and its timers from. Tests pass their own. */
export interface Host {
  now(): number;
  /** Calls back once after `ms` (never more than `LONGEST_TIMER_MS`). */
  timer(ms: number, callback: () => void): Cancel;
}

/** Node fires a timer longer than 2^31 - 1 ms at once; longer waits are made of chunks of this length. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;

export interface ClockOptions {
  /** `jump` stands still until `run` is called; `real` runs on at the host's pace from `start`. */
  mode: 'jump' | 'real';
  /** The time at which this cloud begins, ms since 1970. */
  start: number;
  /** Seeds `random`. */
  seed?: number;
  /** Hears of every job that threw; by default it goes to the console. The clock goes on either way. */
  onError?: (error: unknown) => void;
  host?: Host;
}

export interface VirtualClock extends LocalClock {
  /** True while time jumps, false once the clock follows the host. */
  jumping(): boolean;
  /** The time of the next job, or nothing. */
  next(): number | undefined;
  /** The next number in [0, 1) of the seeded sequence. */
  random: () => number;
  /**
   * Jump from job to job until none is left or the next is later than `until` (ms); then it is `until`.
   * Only while jumping, and once at a time. `stop` ends it after the running job.
   */
  run(options?: { until?: number }): Promise<void>;
  /** From here on keep pace with the host, starting from this cloud's present time. */
  follow(): void;
  /** Hears once when the clock begins to follow the host; at once if it already does. */
  onFollow(listener: () => void): void;
  /** Start no further job, and wait for the running one. */
  stop(): Promise<void>;
}

interface Entry {
  time: number;
  sequence: number;
  job: Job | undefined;
}

const nodeHost: Host = {
  now: () => Date.now(),
  timer(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** Makes the clock of a local cloud. */
export function createClock(options: ClockOptions): VirtualClock {
  const host = options.host ?? nodeHost;
  const onError = options.onError ?? ((error) => console.error('A job of the local cloud failed:', error));
  const queue = createHeap<Entry>((a, b) => a.time - b.time || a.sequence - b.sequence);
  const followers: (() => void)[] = [];
  const random = seededRandom(options.seed ?? 1);
  let reached = options.start;
  let offset: number | undefined;
  let sequence = 0;
  let stopped = false;
  let driving: Promise<void> | undefined;
  let cancelTimer: Cancel | undefined;

  function now(): number {
    if (offset !== undefined) reached = Math.max(reached, host.now() + offset);
    return reached;
  }

  function head(): Entry | undefined {
    while (queue.peek() !== undefined && queue.peek()?.job === undefined) queue.pop();
    return queue.peek();
  }

  async function drain(due: (time: number) => boolean): Promise<void> {
    for (let entry = head(); !stopped && entry !== undefined && due(entry.time); entry = head()) {
      queue.pop();
      reached = Math.max(now(), entry.time);
      const job = entry.job;
      entry.job = undefined;
      try {
        await job?.();
      } catch (error) {
        onError(error);
      }
    }
  }

  /** Mark the clock as busy while `work` runs, so that jobs never overlap and `stop` can wait. */
  function drive(work: () => Promise<void>): Promise<void> {
    driving = work().finally(() => {
      driving = undefined;
    });
    return driving;
  }

  function arm(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    const entry = head();
    if (offset === undefined || stopped || driving !== undefined || entry === undefined) return;
    const wait = Math.min(Math.max(entry.time - now(), 0), LONGEST_TIMER_MS);
    cancelTimer = host.timer(wait, () => {
      cancelTimer = undefined;
      drive(() => drain((time) => time <= now())).then(arm, onError);
    });
  }

  function follow(): void {
    if (offset !== undefined) return;
    if (driving !== undefined) throw new Error('The clock is still jumping: await run() before follow().');
    offset = reached - host.now();
    arm();
    for (const listener of followers.splice(0)) listener();
  }

  if (options.mode === 'real') follow();

  return {
    now,
    at(time, job) {
      const entry: Entry = { time: Math.max(time, now()), sequence: sequence++, job };
      queue.push(entry);
      if (head() === entry) arm();
      return () => {
        entry.job = undefined;
      };
    },
    jumping: () => offset === undefined,
    next: () => head()?.time,
    random,
    run({ until } = {}) {
      if (offset !== undefined) throw new Error('A clock that follows the host cannot jump.');
      if (driving !== undefined) throw new Error('The clock is already running.');
      return drive(async () => {
        await drain((time) => until === undefined || time <= until);
        if (until !== undefined && !stopped) reached = Math.max(reached, until);
      });
    },
    follow,
    onFollow(listener) {
      if (offset === undefined) followers.push(listener);
      else listener();
    },
    async stop() {
      stopped = true;
      cancelTimer?.();
      await driving;
    },
  };
}

/** Mulberry32: small, fast and the same everywhere for the same seed. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
