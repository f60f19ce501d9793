import * as TemporalInstant from 'temporal-polyfill/fns/Instant';
import * as PlainDateTime from 'temporal-polyfill/fns/PlainDateTime';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
import type { Calendar } from './calendar.ts';
import { fromInstant, type Instant, toInstant } from './instants.ts';
import {
  dateOfDay,
  dayOfDate,
  type LocalDate,
  type LocalTime,
  partsOfTime,
  weekdayOfDay,
} from './local-date.ts';
import { remembering } from './remembering.ts';

// The function entry points of temporal-polyfill take 19 KB in a bundle, its classes 55 KB.

/** What people in the region see on the wall at that moment. `offset` tells the two 02:30 of an autumn night apart. */
export interface LocalDateTime {
  readonly date: LocalDate;
  readonly time: LocalTime;
  readonly weekday: string;
  /** From UTC, `+10:30`. */
  readonly offset: string;
}

export interface TimeOfDay {
  /** Local time of the result; without it the time of day of the start is kept, to the millisecond. */
  readonly at?: LocalTime;
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const two = (n: number) => String(n).padStart(2, '0');

function zoned(calendar: Calendar, instant: Instant): ZonedDateTime.Record {
  const moment = TemporalInstant.fromEpochMilliseconds(fromInstant(instant));
  return TemporalInstant.toZonedDateTimeISO(moment, calendar.timeZone);
}

function dayOf({ year, month, day }: ZonedDateTime.Record): number {
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

const localDays = remembering((calendar: Calendar, instant: Instant) => dayOf(zoned(calendar, instant)));

/** The region's date at that moment, as a day number (see local-date.ts). */
export const localDay = (calendar: Calendar, instant: Instant): number => localDays(calendar, instant);

/** The region's date at that moment. */
export function localDate(calendar: Calendar, instant: Instant): LocalDate {
  return dateOfDay(localDay(calendar, instant));
}

/** Date, time, weekday and offset at that moment, for display. */
export function localDateTime(calendar: Calendar, instant: Instant): LocalDateTime {
  const local = zoned(calendar, instant);
  const day = dayOf(local);
  return {
    date: dateOfDay(day),
    time: `${two(local.hour)}:${two(local.minute)}`,
    weekday: weekdays[weekdayOfDay(day)]!,
    offset: ZonedDateTime.offset(local),
  };
}

/**
 * The moment at which the region's clocks show that date and time. Where the clock jumps over the time, the
 * result is as much later (02:30 becomes 03:30); where it shows the time twice, the first ("compatible").
 */
export const atLocalTime = (calendar: Calendar, date: LocalDate, time: LocalTime): Instant =>
  momentsOnTheWall(calendar, `${date}T${time}`);

const momentsOnTheWall = remembering((calendar: Calendar, text: string): Instant => {
  const [date = '', time = ''] = text.split('T');
  const { hour, minute } = partsOfTime(time);
  dayOfDate(date);
  const local = PlainDateTime.create(+date.slice(0, 4), +date.slice(5, 7), +date.slice(8), hour, minute);
  return toInstant(PlainDateTime.toZonedDateTime(local, calendar.timeZone).epochMilliseconds);
});

/**
 * The moment n local dates later (n may be negative), holidays or not. Keeps the local time of day across
 * daylight saving unless `at` sets it; gaps and overlaps as in `atLocalTime`. Needs no holidays, so it is not
 * limited to the loaded years.
 */
export function addCalendarDays(
  calendar: Calendar,
  instant: Instant,
  n: number,
  { at }: TimeOfDay = {},
): Instant {
  if (!Number.isInteger(n)) throw new RangeError('the number of days is not an integer');
  if (at !== undefined) return atLocalTime(calendar, dateOfDay(localDay(calendar, instant) + n), at);
  if (n === 0) return instant;
  return toInstant(ZonedDateTime.addDays(zoned(calendar, instant), n).epochMilliseconds);
}
