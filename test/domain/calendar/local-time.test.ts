import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addCalendarDays,
  atLocalTime,
  calendarFor,
  fromInstant,
  localDate,
  localDateTime,
  regions,
  toInstant,
} from '../../../functions/domain/calendar/index.ts';

const melbourne = calendarFor('AU-VIC');
const auckland = calendarFor('NZ-AUK');

describe('local time', () => {
  it('shows what people there see', () => {
    const instant = '2026-03-02T16:30:00.000Z';
    expect(localDateTime(calendarFor('AU-WA'), instant)).toEqual({
      date: '2026-03-03',
      time: '00:30',
      weekday: 'Tuesday',
      offset: '+08:00',
    });
    expect(localDateTime(melbourne, instant)).toMatchObject({ time: '03:30', offset: '+11:00' });
    expect(localDateTime(calendarFor('NZ-CIT'), instant)).toMatchObject({ time: '06:15', offset: '+13:45' });
  });

  it.each([
    ['Perth', calendarFor('AU-WA'), '2026-07-01', '09:00', '2026-07-01T01:00:00.000Z'],
    ['Melbourne in winter', melbourne, '2026-07-01', '09:00', '2026-06-30T23:00:00.000Z'],
    ['Melbourne in summer', melbourne, '2026-01-05', '09:00', '2026-01-04T22:00:00.000Z'],
    [
      'Melbourne, a time jumped over: an hour later',
      melbourne,
      '2026-10-04',
      '02:30',
      '2026-10-03T16:30:00.000Z',
    ],
    [
      'Melbourne, a time shown twice: the first',
      melbourne,
      '2026-04-05',
      '02:30',
      '2026-04-04T15:30:00.000Z',
    ],
    [
      'Auckland, a time jumped over: an hour later',
      auckland,
      '2026-09-27',
      '02:30',
      '2026-09-26T14:30:00.000Z',
    ],
    ['Auckland, a time shown twice: the first', auckland, '2026-04-05', '02:30', '2026-04-04T13:30:00.000Z'],
  ])('%s', (_, calendar, date, time, instant) => {
    expect(atLocalTime(calendar, date, time)).toBe(instant);
  });

  it('tells the two half past twos apart', () => {
    expect(localDateTime(melbourne, '2026-04-04T15:30:00.000Z')).toMatchObject({
      time: '02:30',
      offset: '+11:00',
    });
    expect(localDateTime(melbourne, '2026-04-04T16:30:00.000Z')).toMatchObject({
      time: '02:30',
      offset: '+10:00',
    });
  });

  it('refuses what is no date or time', () => {
    expect(() => atLocalTime(melbourne, '2026-02-30', '09:00')).toThrow(RangeError);
    expect(() => atLocalTime(melbourne, '2026-03-02', '25:00')).toThrow(RangeError);
    expect(() => addCalendarDays(melbourne, '2026-03-02T00:00:00.000Z', 0.5)).toThrow(RangeError);
  });
});

describe('calendar days', () => {
  it('ignores weekends and holidays but keeps the time on the wall', () => {
    // 09:00 on Saturday 4 April 2026 at +11:00, a day later at +10:00: 25 hours.
    expect(addCalendarDays(melbourne, '2026-04-03T22:00:00.000Z', 1)).toBe('2026-04-04T23:00:00.000Z');
    // 02:30 on the day before the clocks jump from 02:00 to 03:00.
    expect(addCalendarDays(melbourne, '2026-10-02T16:30:00.000Z', 1)).toBe('2026-10-03T16:30:00.000Z');
    expect(addCalendarDays(melbourne, '2026-03-02T00:00:00.000Z', 14, { at: '17:00' })).toBe(
      '2026-03-16T06:00:00.000Z',
    );
  });

  it('needs no holidays, so is not limited to the loaded years', () => {
    expect(addCalendarDays(calendarFor('AU-WA'), '2032-12-31T01:00:00.000Z', 365)).toBe(
      '2033-12-31T01:00:00.000Z',
    );
  });
});

describe('properties', () => {
  const anyCalendar = fc.constantFrom(...regions).map(calendarFor);
  const anyInstant = fc
    .integer({ min: fromInstant('2024-01-01T00:00:00.000Z'), max: fromInstant('2032-12-31T00:00:00.000Z') })
    .map(toInstant);
  const anyDays = fc.integer({ min: -400, max: 400 });
  const check = { seed: 20260302, numRuns: 1500 };

  it('a local time read back is the same moment, but for the second pass of an hour shown twice', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, (calendar, instant) => {
        const minute = toInstant(fromInstant(instant) - (fromInstant(instant) % 60_000));
        const { date, time } = localDateTime(calendar, minute);
        const back = fromInstant(atLocalTime(calendar, date, time));
        expect([0, 3_600_000]).toContain(fromInstant(minute) - back);
        expect(localDateTime(calendar, toInstant(back))).toMatchObject({ date, time });
      }),
      check,
    );
  });

  it('n days later is n dates later, and at most an hour from n times 24 hours', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyDays, (calendar, instant, n) => {
        const result = addCalendarDays(calendar, instant, n);
        const dates = Date.parse(localDate(calendar, result)) - Date.parse(localDate(calendar, instant));
        expect(dates).toBe(n * 86_400_000);
        const shift = Math.abs(fromInstant(result) - fromInstant(instant) - n * 86_400_000);
        expect([0, 3_600_000]).toContain(shift);
      }),
      check,
    );
  });

  it('no days later is the same moment, even in an hour shown twice', () => {
    expect(addCalendarDays(melbourne, '2026-04-04T16:30:00.000Z', 0)).toBe('2026-04-04T16:30:00.000Z');
  });
});
