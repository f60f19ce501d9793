import * as z from 'zod/mini';
import { auVic } from './holidays/au-vic.ts';
import { auWa } from './holidays/au-wa.ts';
import { nz } from './holidays/nz.ts';
import { nzRegions } from './holidays/nz-regions.ts';
import type { HolidayTable } from './holidays/table.ts';
import { dayOfDate, type LocalDate } from './local-date.ts';

type NzRegion = keyof typeof nzRegions;

/** Western Australia, Victoria, New Zealand, and New Zealand's regions by ISO 3166-2 code with two districts. */
export type Region = 'AU-WA' | 'AU-VIC' | 'NZ' | NzRegion;

/** One day on which offices are closed. */
export interface Holiday {
  readonly date: LocalDate;
  readonly name: string;
}

/**
 * The working calendar of a region: plain data. Working days are Monday to Friday without `holidays`.
 *
 * `provisional` days are expected but not proclaimed or enacted yet. They count as working days, so that a
 * deadline can fall a day early but nobody is given a day that does not exist (judgement). When a date is
 * published, confirm it with `withLocalDays` or regenerate the table.
 */
export interface Calendar {
  readonly region: Region;
  readonly timeZone: string;
  readonly firstYear: number;
  readonly lastYear: number;
  readonly holidays: readonly Holiday[];
  readonly provisional: readonly Holiday[];
}

/** A date for which no holidays are loaded. A defect of the deployment: the tables need a newer version. */
export class CalendarRangeError extends Error {
  override readonly name = 'CalendarRangeError';
  readonly region: Region;
  readonly year: number;
  constructor(calendar: Calendar, year: number) {
    super(
      `No holidays of ${year} for ${calendar.region}: loaded are ${calendar.firstYear} to ${calendar.lastYear}`,
    );
    this.region = calendar.region;
    this.year = year;
  }
}

/** A policy that removes a day which is no holiday: most likely a mistyped date that would silently do nothing. */
export class UnknownHolidayError extends Error {
  override readonly name = 'UnknownHolidayError';
  constructor(calendar: Calendar, date: LocalDate) {
    super(`${date} is not a holiday of ${calendar.region}`);
  }
}

const isNzRegion = (region: Region): region is NzRegion => region in nzRegions;

function build(region: Region): Calendar {
  if (region === 'AU-WA') return fromTable(region, 'Australia/Perth', auWa);
  if (region === 'AU-VIC') return fromTable(region, 'Australia/Melbourne', auVic);
  const national = fromTable(region, 'Pacific/Auckland', nz);
  if (!isNzRegion(region)) return national;
  const { timeZone, holidays } = nzRegions[region];
  const own = holidays.map(([date, name]) => ({ date, name }));
  return { ...national, timeZone, holidays: inOrder([...national.holidays, ...own]) };
}

function fromTable(region: Region, timeZone: string, table: HolidayTable): Calendar {
  const named = (rows: HolidayTable['holidays']) => rows.map(([date, name]) => ({ date, name }));
  const { firstYear, lastYear } = table;
  return {
    region,
    timeZone,
    firstYear,
    lastYear,
    holidays: named(table.holidays),
    provisional: named(table.provisional),
  };
}

const inOrder = (holidays: readonly Holiday[]) => holidays.toSorted((a, b) => (a.date < b.date ? -1 : 1));

/** All regions there is a calendar for. */
export const regions: readonly [Region, ...Region[]] = [
  'AU-WA',
  'AU-VIC',
  'NZ',
  ...Object.keys(nzRegions).filter((key): key is NzRegion => key in nzRegions),
];

export const regionSchema = z.enum(regions);

const built = new Map<Region, Calendar>();

/** The calendar of a region; the same object each time, so that what is derived from it is kept. */
export function calendarFor(region: Region): Calendar {
  const calendar = built.get(region) ?? build(region);
  built.set(region, calendar);
  return calendar;
}

/**
 * The calendar with a policy's own days: an added day is closed (and no longer provisional), a removed one is
 * worked. For regional dates of the King's Birthday in Western Australia, councils that replace Melbourne Cup
 * Day, and proclaimed dates. Build it once per policy. Throws CalendarRangeError for a day outside the loaded
 * years, UnknownHolidayError for the removal of a day that is no holiday.
 */
export function withLocalDays(
  calendar: Calendar,
  { add = [], remove = [] }: { readonly add?: readonly Holiday[]; readonly remove?: readonly LocalDate[] },
): Calendar {
  for (const { date } of add) {
    dayOfDate(date);
    requireYear(calendar, Number(date.slice(0, 4)));
  }
  for (const date of remove) {
    if (!calendar.holidays.some((day) => day.date === date)) throw new UnknownHolidayError(calendar, date);
  }
  const added = new Set(add.map((day) => day.date));
  const kept = calendar.holidays.filter((day) => !remove.includes(day.date) && !added.has(day.date));
  const provisional = calendar.provisional.filter((day) => !added.has(day.date));
  return { ...calendar, holidays: inOrder([...kept, ...add]), provisional };
}

/** Throws CalendarRangeError unless the year's holidays are loaded. */
export function requireYear(calendar: Calendar, year: number): void {
  if (year < calendar.firstYear || year > calendar.lastYear) throw new CalendarRangeError(calendar, year);
}
