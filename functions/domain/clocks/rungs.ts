import { addElapsed, type Calendar, fromInstant, type Instant, toInstant } from '../calendar/index.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import type { Policy, Rung, Span } from '../policy/schema.ts';
import { hashText } from '../shared/ids.ts';
import { type Clock, isPastDue } from './schema.ts';
import { addSpan } from './spans.ts';

/** What instants of rungs depend on beside the clock itself. */
export interface RungTimes {
  readonly policy: Policy;
  readonly calendar: Calendar;
  /** Minutes after the daily time at which this case's rungs fall, the same for all its clocks. */
  readonly spread: number;
}

/** One occurrence of a rung; `n` counts from 1 and goes on for rungs that repeat. */
export interface Occurrence {
  readonly rung: Rung;
  readonly n: number;
  readonly at: Instant;
}

/** Rungs of cases are spread over a few minutes, so that not all mail of a region leaves in one second. */
export function rungTimes(caseId: string, policy: Policy, calendar: Calendar): RungTimes {
  const hash = Number.parseInt(hashText(`spread:${caseId}`).slice(0, 8), 16);
  return { policy, calendar, spread: hash % (policy.daily.spreadMinutes + 1) };
}

/** The ladder of a clock by its rule and key. Throws if the policy has no such rule or ladder: a defect of it. */
export function ladderOf(clock: Clock, { policy }: RungTimes): readonly Rung[] {
  const names = policy.clocks[clock.rule]?.ladder;
  const name = clock.key === 'critical' ? (names?.critical ?? names?.urgent) : names?.[clock.key];
  const ladder = name === undefined ? undefined : policy.ladders[name];
  if (!ladder)
    throw new MissingLadderError(`the policy ${policy.version} has no ladder for ${clock.rule} ${clock.key}`);
  return ladder;
}

/** A clock whose rule or ladder the policy lacks: a defect of the policy, found by its tests before. */
class MissingLadderError extends Error {
  override readonly name = 'MissingLadderError';
}

/** `weekly`, then `weekly#2`: the code of an occurrence, as it stands in `fired` and in causes of messages. */
export const occurrenceCode = (rung: Rung, n: number): string => (n === 1 ? rung.code : `${rung.code}#${n}`);

/** The instant of the n-th occurrence of a rung. */
function occurrenceAt(clock: Clock, rung: Rung, n: number, times: RungTimes): Instant {
  if (rung.window !== undefined) return shareOfWindow(clock, rung.window, times);
  if (rung.offset === undefined) return clock.dueAt;
  const first = atDaily(rung.offset, times);
  let at = addSpan(clock.dueAt, first, times.calendar);
  if (rung.repeat && n > 1) {
    const span = atDaily(rung.repeat, times);
    at = addSpan(at, { ...span, amount: span.amount * (n - 1) }, times.calendar);
  }
  return isDaily(rung.offset) ? addElapsed(at, { minutes: times.spread }) : at;
}

const isDaily = ({ unit }: Span): boolean => unit !== 'hours' && unit !== 'minutes';
const atDaily = (span: Span, { policy }: RungTimes): Span =>
  isDaily(span) ? { ...span, at: span.at ?? policy.daily.at } : span;

/**
 * The instant at a share of the clock's window. What is not urgent waits for the next working morning, for
 * nobody reads a reminder at two at night; unless the window would then be over.
 */
function shareOfWindow({ startedAt, dueAt, key }: Clock, share: number, times: RungTimes): Instant {
  const start = fromInstant(startedAt);
  const at = toInstant(start + Math.round((fromInstant(dueAt) - start) * share));
  if (key !== 'standard') return at;
  const morning = addElapsed(workingMorning(at, times), { minutes: times.spread });
  return morning < dueAt ? morning : at;
}

function workingMorning(at: Instant, { policy, calendar }: RungTimes): Instant {
  const sameDay = addWorkingDays(calendar, at, 0, { at: policy.daily.at });
  return sameDay >= at ? sameDay : addWorkingDays(calendar, at, 1, { at: policy.daily.at });
}

/** How many occurrences of a rung lie behind: sent, or overtaken in an outage. */
function handledCount({ fired, skipped = [] }: Clock, { code }: Rung): number {
  let count = 0;
  for (const mark of [...fired, ...skipped]) {
    const [base, n = '1'] = mark.split('#');
    if (base === code) count = Math.max(count, Number(n));
  }
  return count;
}

/** Whether a rung comes an n-th time. */
const repeats = ({ repeat, times = Number.POSITIVE_INFINITY }: Rung, n: number): boolean =>
  repeat !== undefined && n <= times;

/**
 * The next occurrence of a rung that has not been acted on, or undefined if there is none: it does not
 * repeat, an acknowledgement stops it, or it fell before the clock existed. A clock that starts overdue keeps
 * what lies after its due instant.
 */
export function nextOccurrence(clock: Clock, rung: Rung, times: RungTimes): Occurrence | undefined {
  if (clock.acknowledgedAt !== undefined && !rung.always) return undefined;
  for (let n = handledCount(clock, rung) + 1; n === 1 || repeats(rung, n); n += 1) {
    const at = occurrenceAt(clock, rung, n, times);
    if (at >= clock.startedAt || at >= clock.dueAt) return { rung, n, at };
  }
  return undefined;
}

/** The newest occurrence of a rung that has come by `now`, with those it overtakes. */
export function pendingOccurrences(
  clock: Clock,
  rung: Rung,
  now: Instant,
  times: RungTimes,
): readonly Occurrence[] {
  const pending: Occurrence[] = [];
  let next = nextOccurrence(clock, rung, times);
  while (next && next.at <= now) {
    pending.push(next);
    if (!repeats(rung, next.n + 1)) break;
    next = { rung, n: next.n + 1, at: occurrenceAt(clock, rung, next.n + 1, times) };
  }
  return pending;
}

/** The next instant at which something of a live clock happens; undefined only if its ladder has ended. */
export function nextOfClock(clock: Clock, times: RungTimes): Instant | undefined {
  if (clock.status === 'paused') return clock.pause?.until;
  let earliest = isPastDue(clock) ? undefined : clock.dueAt;
  for (const rung of ladderOf(clock, times)) {
    const at = nextOccurrence(clock, rung, times)?.at;
    if (at !== undefined && (earliest === undefined || at < earliest)) earliest = at;
  }
  return earliest;
}
