import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import {
  addWorkingDays,
  CalendarRangeError,
  calendarFor,
  isWorkingDay,
  localDateSchema,
  localTimeSchema,
  nextWorkingDay,
  regionSchema,
  UnknownHolidayError,
  withLocalDays,
  workingDaysBetween,
} from '../../../functions/domain/calendar/index.ts';

const wa = calendarFor('AU-WA');
const vic = calendarFor('AU-VIC');

describe('calendar', () => {
  it('is the same object each time', () => {
    expect(calendarFor('NZ-WGN')).toBe(calendarFor('NZ-WGN'));
  });

  it.each([
    ['AU-WA', 'Australia/Perth'],
    ['AU-VIC', 'Australia/Melbourne'],
    ['NZ', 'Pacific/Auckland'],
    ['NZ-OTA', 'Pacific/Auckland'],
    ['NZ-CIT', 'Pacific/Chatham'],
  ] as const)('%s lives in %s', (region, timeZone) => {
    expect(calendarFor(region)).toMatchObject({ region, timeZone });
  });

  it('names its regions and reads dates and times strictly', () => {
    expect(z.safeParse(regionSchema, 'NZ-WGN').success).toBe(true);
    expect(z.safeParse(regionSchema, 'AU-NSW').success).toBe(false);
    expect(z.safeParse(localDateSchema, '2028-02-29').success).toBe(true);
    for (const date of ['2026-02-29', '2026-2-1', '20260201', '2026-02-01T00:00']) {
      expect(z.safeParse(localDateSchema, date).success, date).toBe(false);
      expect(() => isWorkingDay(wa, date)).toThrow(RangeError);
    }
    expect(z.safeParse(localTimeSchema, '23:59').success).toBe(true);
    for (const time of ['24:00', '9:00', '09:60'])
      expect(z.safeParse(localTimeSchema, time).success).toBe(false);
  });
});

describe('local days', () => {
  it('moves Melbourne Cup Day where a council keeps another day', () => {
    const ballarat = withLocalDays(vic, {
      remove: ['2026-11-03'],
      add: [{ date: '2026-11-11', name: 'Show Day' }],
    });
    expect(isWorkingDay(ballarat, '2026-11-03')).toBe(true);
    expect(isWorkingDay(ballarat, '2026-11-11')).toBe(false);
    expect(isWorkingDay(vic, '2026-11-03')).toBe(false);
    expect(isWorkingDay(vic, '2026-11-11')).toBe(true);
  });

  it('confirms a provisional day', () => {
    const confirmed = withLocalDays(vic, {
      add: [{ date: '2027-09-24', name: 'Friday before the AFL Grand Final' }],
    });
    expect(isWorkingDay(vic, '2027-09-24')).toBe(true);
    expect(isWorkingDay(confirmed, '2027-09-24')).toBe(false);
    expect(confirmed.provisional.map((day) => day.date)).not.toContain('2027-09-24');
  });

  it('adds a day once, in order', () => {
    const twice = withLocalDays(wa, { add: [{ date: '2026-06-01', name: 'Western Australia Day' }] });
    expect(twice.holidays).toEqual(wa.holidays);
  });

  it('refuses what would silently do nothing', () => {
    expect(() => withLocalDays(vic, { remove: ['2026-11-04'] })).toThrow(UnknownHolidayError);
    expect(() => withLocalDays(vic, { add: [{ date: '2033-01-01', name: 'x' }] })).toThrow(
      CalendarRangeError,
    );
    expect(() => withLocalDays(vic, { add: [{ date: '2026-02-30', name: 'x' }] })).toThrow(RangeError);
  });
});

describe('dates outside the loaded years are refused, not guessed', () => {
  const first = '2024-01-02T01:00:00.000Z';
  const last = '2032-12-30T01:00:00.000Z';

  it.each([
    ['start before', 2023, () => addWorkingDays(wa, '2023-12-31T01:00:00.000Z', 1)],
    ['start after', 2033, () => addWorkingDays(wa, '2033-01-03T01:00:00.000Z', -1)],
    ['result before', 2023, () => addWorkingDays(wa, first, -1)],
    ['result after', 2033, () => addWorkingDays(wa, last, 2)],
    ['date', 2033, () => isWorkingDay(wa, '2033-01-01')],
    ['count', 2033, () => workingDaysBetween(wa, first, '2033-01-01T01:00:00.000Z')],
    [
      'count of nothing',
      2033,
      () => workingDaysBetween(wa, '2033-01-01T01:00:00.000Z', '2033-01-01T01:00:00.000Z'),
    ],
    ['next day', 2033, () => nextWorkingDay(wa, '2032-12-31T01:00:00.000Z')],
    // The year ends by local date: in UTC it is still 2032.
    ['local date', 2033, () => nextWorkingDay(wa, '2032-12-31T16:00:00.000Z')],
  ])('%s', (_, year, use) => {
    expect(use).toThrow(expect.objectContaining({ name: 'CalendarRangeError', region: 'AU-WA', year }));
    expect(use).toThrow(`No holidays of ${year} for AU-WA: loaded are 2024 to 2032`);
  });

  it('up to the last loaded day', () => {
    expect(addWorkingDays(wa, last, 1)).toBe('2032-12-31T01:00:00.000Z');
  });
});
