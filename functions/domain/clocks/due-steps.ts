import type { Instant } from '../calendar/instants.ts';
import { ladderOf, type Occurrence, pendingOccurrences, type RungTimes } from './rungs.ts';
import { type Clock, isLive, isPastDue } from './schema.ts';

/**
 * What has come due on a clock: the end of its pause, its due instant, or rungs of its ladder. Of several
 * pending rungs only the newest are sent; `overtaken` are recorded as skipped.
 */
export type DueStep = { clock: Clock; at: Instant } & (
  | { kind: 'resume' }
  | { kind: 'due' }
  | { kind: 'rungs'; newest: readonly Occurrence[]; overtaken: readonly Occurrence[] }
);

/** What has come due on one clock by `now` and is to be done first. */
function dueStep(clock: Clock, now: Instant, times: RungTimes): DueStep | undefined {
  if (!isLive(clock)) return undefined;
  if (clock.status === 'paused') {
    const until = clock.pause?.until;
    return until !== undefined && until <= now ? { kind: 'resume', clock, at: until } : undefined;
  }
  const pending = ladderOf(clock, times).flatMap((rung) => pendingOccurrences(clock, rung, now, times));
  const newestAt = pending.reduce<Instant | undefined>(
    (a, { at }) => (a === undefined || at > a ? at : a),
    undefined,
  );
  const dueComes = !isPastDue(clock) && clock.dueAt <= now;
  if (dueComes && (newestAt === undefined || clock.dueAt <= newestAt))
    return { kind: 'due', clock, at: clock.dueAt };
  if (newestAt === undefined) return undefined;
  return {
    kind: 'rungs',
    clock,
    at: newestAt,
    newest: pending.filter(({ at }) => at === newestAt),
    overtaken: pending.filter(({ at }) => at !== newestAt),
  };
}

/**
 * The first of all that has come due on the clocks of a case. In the order of time, because what one clock
 * does can end another: a meeting that begins ends the chase for its returns.
 */
export function firstDueStep(clocks: readonly Clock[], now: Instant, times: RungTimes): DueStep | undefined {
  let first: DueStep | undefined;
  for (const clock of clocks) {
    const step = dueStep(clock, now, times);
    if (step && (!first || step.at < first.at)) first = step;
  }
  return first;
}
