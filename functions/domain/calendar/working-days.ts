import { type Calendar, requireYear } from './calendar.ts';
import type { Instant } from './instants.ts';
import { dateOfDay, dayOfDate, type LocalDate, weekdayOfDay } from './local-date.ts';
import { addCalendarDays, localDay, type TimeOfDay } from './local-time.ts';

// Every function here throws CalendarRangeError when it meets a date outside the calendar's loaded years.

interface Index {
  readonly first: number;
  readonly last: number;
  readonly closed: ReadonlySet<number>;
}

const indexes = new WeakMap<Calendar, Index>();

function indexOf(calendar: Calendar): Index {
  const known = indexes.get(calendar);
  if (known) return known;
  const index: Index = {
    first: dayOfDate(`${calendar.firstYear}-01-01`),
    last: dayOfDate(`${calendar.lastYear}-12-31`),
    closed: new Set(calendar.holidays.map(({ date }) => dayOfDate(date))),
  };
  indexes.set(calendar, index);
  return index;
}

function isWorking(calendar: Calendar, day: number): boolean {
  const { first, last, closed } = indexOf(calendar);
  if (day < first || day > last) requireYear(calendar, Number(dateOfDay(day).slice(0, 4)));
  const weekday = weekdayOfDay(day);
  return weekday !== 0 && weekday !== 6 && !closed.has(day);
}

/** The n-th working day after `day` (before it, if n is negative). For 0: `day` itself, or the next working day. */
function nthWorkingDay(calendar: Calendar, day: number, n: number): number {
  if (isWorking(calendar, day) && n === 0) return day;
  const step = n < 0 ? -1 : 1;
  let current = day;
  for (let left = Math.max(Math.abs(n), 1); left > 0; ) {
    current += step;
    if (isWorking(calendar, current)) left -= 1;
  }
  return current;
}

/** Whether offices work on that local date: Monday to Friday and no holiday. */
export function isWorkingDay(calendar: Calendar, date: LocalDate): boolean {
  return isWorking(calendar, dayOfDate(date));
}

/**
 * The moment n working days later (earlier, if n is negative), always on a working day.
 *
 * The start's own date is day 0 and never counts, whatever the hour: Friday + 1 is Monday, and so is Saturday
 * + 1 or Sunday + 1; Saturday - 1 is Friday. With n = 0 a working day stays and any other becomes the next
 * working day. Only local dates count, so a clock started late in the evening has less than n full days.
 *
 * Keeps the local time of day, also across daylight saving, unless `at` sets it.
 */
export function addWorkingDays(
  calendar: Calendar,
  instant: Instant,
  n: number,
  options: TimeOfDay = {},
): Instant {
  if (!Number.isInteger(n)) throw new RangeError('the number of working days is not an integer');
  const start = localDay(calendar, instant);
  return addCalendarDays(calendar, instant, nthWorkingDay(calendar, start, n) - start, options);
}

/**
 * How many working days lie after the local date of `from`, up to and including the local date of `to`;
 * counted backwards and negative if `to` is on an earlier date. Undoes `addWorkingDays` for n other than 0.
 */
export function workingDaysBetween(calendar: Calendar, from: Instant, to: Instant): number {
  const start = localDay(calendar, from);
  const end = localDay(calendar, to);
  const step = end < start ? -1 : 1;
  isWorking(calendar, start);
  let count = 0;
  for (let day = start; day !== end; ) {
    day += step;
    if (isWorking(calendar, day)) count += step;
  }
  return count;
}

/** The first working day after the local date of that moment, never that date itself. */
export function nextWorkingDay(calendar: Calendar, instant: Instant): LocalDate {
  return dateOfDay(nthWorkingDay(calendar, localDay(calendar, instant), 1));
}
