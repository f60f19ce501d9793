import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addWorkingDays,
  calendarFor,
  fromInstant,
  isWorkingDay,
  localDate,
  localDateTime,
  nextWorkingDay,
  regions,
  toInstant,
  workingDaysBetween,
} from '../../../functions/domain/calendar/index.ts';

const wa = calendarFor('AU-WA');
// Perth is UTC+8 all year: 01:00Z is 09:00.
const at9 = (date: string) => `${date}T01:00:00.000Z`;

describe('examples of counting', () => {
  it.each([
    ['Friday + 1 is Monday', '2026-03-13', 1, '2026-03-16'],
    ['Saturday + 1 is Monday', '2026-03-14', 1, '2026-03-16'],
    ['Sunday + 1 is Monday', '2026-03-15', 1, '2026-03-16'],
    ['Saturday - 1 is Friday', '2026-03-14', -1, '2026-03-13'],
    ['Monday - 1 is Friday', '2026-03-16', -1, '2026-03-13'],
    ['a working day + 0 stays', '2026-03-13', 0, '2026-03-13'],
    ['Saturday + 0 is Monday', '2026-03-14', 0, '2026-03-16'],
    ['over Easter', '2026-04-02', 1, '2026-04-07'],
    ['back over Easter', '2026-04-07', -1, '2026-04-02'],
    ['over Anzac Day and its Monday', '2026-04-24', 1, '2026-04-28'],
    ["over Western Australia's King's Birthday", '2026-09-25', 1, '2026-09-29'],
    ['over the turn of the year', '2026-12-24', 3, '2026-12-31'],
    ['ten days from a holiday', '2026-06-01', 10, '2026-06-15'],
  ])('%s', (_, from, n, to) => {
    expect(addWorkingDays(wa, at9(from), n)).toBe(at9(to));
  });

  it('counts local dates, not those of UTC', () => {
    // 23:30Z on Thursday is 07:30 on Friday in Perth.
    expect(addWorkingDays(wa, '2026-03-12T23:30:00.000Z', 1)).toBe('2026-03-15T23:30:00.000Z');
  });

  it('New Zealand regions have deadlines of their own', () => {
    const friday = '2026-01-15T21:00:00.000Z'; // 10:00 on 16 January
    expect(localDate(calendarFor('NZ-WGN'), addWorkingDays(calendarFor('NZ-WGN'), friday, 1))).toBe(
      '2026-01-20',
    );
    expect(localDate(calendarFor('NZ-AUK'), addWorkingDays(calendarFor('NZ-AUK'), friday, 1))).toBe(
      '2026-01-19',
    );
  });

  it('keeps the time on the wall when the clocks change, or sets it', () => {
    const melbourne = calendarFor('AU-VIC');
    // 09:00 on Thursday 2 April 2026 at +11:00; after Easter, at +10:00.
    expect(addWorkingDays(melbourne, '2026-04-01T22:00:00.000Z', 1)).toBe('2026-04-06T23:00:00.000Z');
    expect(addWorkingDays(melbourne, '2026-04-01T22:00:00.000Z', 1, { at: '17:30' })).toBe(
      '2026-04-07T07:30:00.000Z',
    );
    expect(addWorkingDays(wa, '2026-03-13T08:15:20.123Z', 0, { at: '09:00' })).toBe(
      '2026-03-13T01:00:00.000Z',
    );
  });

  it('finds the next working day, never the day itself', () => {
    expect(nextWorkingDay(wa, at9('2026-04-02'))).toBe('2026-04-07');
    expect(nextWorkingDay(wa, at9('2026-04-07'))).toBe('2026-04-08');
  });

  it('counts between dates, the later included', () => {
    expect(workingDaysBetween(wa, at9('2026-04-02'), at9('2026-04-08'))).toBe(2);
    expect(workingDaysBetween(wa, at9('2026-04-08'), at9('2026-04-02'))).toBe(-2);
    expect(workingDaysBetween(wa, at9('2026-04-03'), at9('2026-04-06'))).toBe(0);
    expect(workingDaysBetween(wa, '2026-04-07T00:00:00.000Z', '2026-04-07T09:00:00.000Z')).toBe(0);
  });

  it('refuses a broken number of days', () => {
    expect(() => addWorkingDays(wa, at9('2026-04-02'), 1.5)).toThrow(RangeError);
    expect(() => addWorkingDays(wa, at9('2026-04-02'), Number.NaN)).toThrow(RangeError);
  });
});

describe('properties', () => {
  const anyCalendar = fc.constantFrom(...regions).map(calendarFor);
  // Starts from 2025 to 2031 and up to 120 working days either way stay inside the loaded years.
  const anyInstant = fc
    .integer({ min: fromInstant('2025-01-01T00:00:00.000Z'), max: fromInstant('2031-12-31T00:00:00.000Z') })
    .map(toInstant);
  const anyDays = fc.integer({ min: -120, max: 120 });
  const anyTime = fc
    .integer({ min: 0, max: 24 * 60 - 1 })
    .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);
  const check = { seed: 20260302, numRuns: 1500 };

  it('always lands on a working day, never on a holiday', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyDays, (calendar, instant, n) => {
        const date = localDate(calendar, addWorkingDays(calendar, instant, n));
        expect(isWorkingDay(calendar, date)).toBe(true);
        expect(calendar.holidays.some((holiday) => holiday.date === date)).toBe(false);
      }),
      check,
    );
  });

  it('agrees with the count between', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyDays, (calendar, instant, n) => {
        fc.pre(n !== 0);
        expect(workingDaysBetween(calendar, instant, addWorkingDays(calendar, instant, n))).toBe(n);
      }),
      check,
    );
  });

  it('there and back from a working day is the same date', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyDays, (calendar, instant, n) => {
        const start = addWorkingDays(calendar, instant, 0);
        const back = addWorkingDays(calendar, addWorkingDays(calendar, start, n), -n);
        expect(localDate(calendar, back)).toBe(localDate(calendar, start));
      }),
      check,
    );
  });

  it('never falls as n grows, and rises from 1 on', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyDays, (calendar, instant, n) => {
        const one = addWorkingDays(calendar, instant, n);
        const more = addWorkingDays(calendar, instant, n + 1);
        expect(more >= one).toBe(true);
        if (n !== 0) expect(more > one).toBe(true);
      }),
      check,
    );
  });

  it('a later start never ends on an earlier date, nor at an earlier moment with a set time or from working days', () => {
    const days = fc.integer({ min: 0, max: 10 * 86_400_000 });
    fc.assert(
      fc.property(anyCalendar, anyInstant, days, anyDays, anyTime, (calendar, early, later, n, at) => {
        const late = toInstant(fromInstant(early) + later);
        const [a, b] = [addWorkingDays(calendar, early, n), addWorkingDays(calendar, late, n)];
        expect(localDate(calendar, a) <= localDate(calendar, b)).toBe(true);
        expect(addWorkingDays(calendar, early, n, { at }) <= addWorkingDays(calendar, late, n, { at })).toBe(
          true,
        );
        const working = [early, late].every((start) => isWorkingDay(calendar, localDate(calendar, start)));
        if (working) expect(a <= b).toBe(true);
      }),
      check,
    );
  });

  it('keeps the local time of day, or sets it', () => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyDays, anyTime, (calendar, instant, n, at) => {
        const kept = addWorkingDays(calendar, instant, n);
        expect(localDateTime(calendar, kept).time).toBe(localDateTime(calendar, instant).time);
        expect(fromInstant(kept) % 60_000).toBe(fromInstant(instant) % 60_000);
        expect(localDateTime(calendar, addWorkingDays(calendar, instant, n, { at })).time).toBe(at);
      }),
      check,
    );
  });
});
