import type { Cancel, LocalClock } from '../clock.ts';

export interface ScheduleOptions {
  clock: LocalClock & { jumping?(): boolean; onFollow?(listener: () => void): void };
  /** A tick falls on every multiple of this since 1970. */
  everySeconds: number;
  /** The earliest time (ms) at which a tick has something to do; nothing if there is no such time. */
  dueAt: () => number | undefined;
  /** Tells the schedule that `dueAt` may have changed. */
  onChange?(listener: () => void): void;
  invoke: () => Promise<void>;
}

export interface Schedule {
  stop(): void;
}

/**
 * Ticks like a scheduled rule. While the clock jumps, ticks at which nothing is due are skipped, because they
 * would do nothing and months have many minutes; at real pace every tick runs, as on AWS.
 */
export function createSchedule(options: ScheduleOptions): Schedule {
  const { clock, dueAt, invoke } = options;
  const step = options.everySeconds * 1000;
  let armed: { time: number; cancel: Cancel } | undefined;
  let stopped = false;
  let last = clock.now();

  /** The first tick after `time`: what is due at the very tick is not yet past. */
  const tickAfter = (time: number): number => (Math.floor(time / step) + 1) * step;

  function nextTick(): number | undefined {
    if (clock.jumping?.() !== true) return tickAfter(Math.max(last, clock.now()));
    const due = dueAt();
    if (due === undefined) return undefined;
    // A tick that falls on the present moment still counts unless it has already run.
    return Math.max(tickAfter(due), tickAfter(Math.max(last, clock.now() - 1)));
  }

  function arm(): void {
    const time = stopped ? undefined : nextTick();
    if (time === armed?.time) return;
    armed?.cancel();
    armed = time === undefined ? undefined : { time, cancel: clock.at(time, tick) };
  }

  async function tick(): Promise<void> {
    last = armed?.time ?? clock.now();
    armed = undefined;
    try {
      await invoke();
    } finally {
      arm();
    }
  }

  options.onChange?.(arm);
  clock.onFollow?.(arm);
  arm();
  return {
    stop() {
      stopped = true;
      arm();
    },
  };
}
