import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  calendarFor,
  dayOfDate,
  isWorkingDay,
  type Region,
  regions,
} from '../../../functions/domain/calendar/index.ts';
import { generateTables } from '../../../scripts/holidays.ts';

/** Dates written down by hand, apart from the package, so that it is checked and not believed. */
const known: [Region, string, string][] = [
  ['AU-WA', '2024-06-03', 'Western Australia Day'],
  ['AU-WA', '2025-06-02', 'Western Australia Day'],
  ['AU-WA', '2026-03-02', 'Labour Day'],
  ['AU-WA', '2024-09-23', "King's Birthday"],
  ['AU-WA', '2025-09-29', "King's Birthday"],
  ['AU-WA', '2026-09-28', "King's Birthday"],
  ['AU-WA', '2026-04-27', 'Anzac Day, Monday after a Saturday'],
  ['AU-WA', '2025-01-27', 'Australia Day, Monday after a Sunday'],
  ['AU-WA', '2026-12-28', 'Boxing Day, Monday after a Saturday'],
  ['AU-VIC', '2025-03-10', 'Labour Day'],
  ['AU-VIC', '2026-06-08', "King's Birthday"],
  ['AU-VIC', '2024-09-27', 'Friday before the AFL Grand Final'],
  ['AU-VIC', '2025-09-26', 'Friday before the AFL Grand Final'],
  ['AU-VIC', '2026-09-25', 'Friday before the AFL Grand Final'],
  ['AU-VIC', '2024-11-05', 'Melbourne Cup'],
  ['AU-VIC', '2026-11-03', 'Melbourne Cup'],
  ['AU-VIC', '2027-12-28', 'Boxing Day, moved past the moved Christmas Day'],
  ['NZ', '2024-06-28', 'Matariki'],
  ['NZ', '2025-06-20', 'Matariki'],
  ['NZ', '2026-07-10', 'Matariki'],
  ['NZ', '2030-06-21', 'Matariki'],
  ['NZ', '2026-04-27', 'Anzac Day, Monday after a Saturday'],
  ['NZ', '2027-02-08', 'Waitangi Day, Monday after a Saturday'],
  ['NZ', '2028-01-03', "New Year's Day, Monday after a Saturday"],
  ['NZ', '2028-01-04', 'Day after New Year, Tuesday after a Sunday'],
  ['NZ', '2026-10-26', 'Labour Day'],
  ['NZ-AUK', '2026-01-26', 'Auckland'],
  ['NZ-BOP', '2027-02-01', 'Auckland'],
  ['NZ-WGN', '2026-01-19', 'Wellington'],
  ['NZ-NSN', '2026-02-02', 'Nelson'],
  ['NZ-TKI', '2026-03-09', 'Taranaki'],
  ['NZ-OTA', '2026-03-23', 'Otago'],
  ['NZ-STL', '2026-04-07', 'Southland, Easter Tuesday'],
  ['NZ-HKB', '2026-10-23', "Hawke's Bay"],
  ['NZ-MBH', '2026-11-02', 'Marlborough'],
  ['NZ-CAN', '2026-11-13', 'Canterbury'],
  ['NZ-CAN-TIMARU', '2026-09-28', 'South Canterbury'],
  ['NZ-WTC', '2026-11-30', 'Westland'],
  ['NZ-WTC-BULLER', '2026-02-02', 'Buller'],
  ['NZ-CIT', '2026-11-30', 'Chatham Islands'],
];

/** Days that are worked there though a neighbour has them off, or a plausible wrong rule would close them. */
const worked: [Region, string, string][] = [
  ['AU-WA', '2026-06-08', "the King's Birthday of other states"],
  ['AU-WA', '2026-11-03', 'Melbourne Cup'],
  ['AU-VIC', '2026-04-27', 'no Monday for Anzac Day in Victoria'],
  ['AU-VIC', '2026-06-01', 'Western Australia Day'],
  ['NZ', '2026-01-26', 'Auckland only'],
  ['NZ-AUK', '2026-01-19', 'Wellington only'],
  ['NZ-CAN-TIMARU', '2026-11-13', 'Christchurch only'],
  ['NZ-WTC-BULLER', '2026-11-30', 'Westland only'],
  ['NZ-OTA', '2026-04-07', 'Southland only'],
];

describe('holiday tables', () => {
  it.each([...generateTables()])('%s is what the generator writes', (file, text) => {
    const path = new URL(`../../../functions/domain/calendar/holidays/${file}`, import.meta.url);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it.each(known)('%s is closed on %s: %s', (region, date) => {
    expect(isWorkingDay(calendarFor(region), date)).toBe(false);
    expect([0, 6]).not.toContain(new Date(date).getUTCDay());
  });

  it.each(worked)('%s works on %s: %s', (region, date) => {
    expect(isWorkingDay(calendarFor(region), date)).toBe(true);
  });

  it.each(regions)('%s has every year, real dates in order, and Easter right', (region) => {
    const { holidays, firstYear, lastYear } = calendarFor(region);
    const dates = holidays.map((day) => day.date);
    expect(dates).toEqual(dates.toSorted());
    expect(dates.map(dayOfDate).every(Number.isInteger)).toBe(true);
    for (let year = firstYear; year <= lastYear; year += 1) {
      expect(dates.filter((date) => date.startsWith(`${year}-`)).length).toBeGreaterThanOrEqual(8);
    }
    // Easter Sundays as published; Good Friday is two days before and Easter Monday the day after.
    for (const [friday, monday] of [
      ['2024-03-29', '2024-04-01'],
      ['2025-04-18', '2025-04-21'],
      ['2026-04-03', '2026-04-06'],
      ['2027-03-26', '2027-03-29'],
      ['2028-04-14', '2028-04-17'],
      ['2029-03-30', '2029-04-02'],
      ['2030-04-19', '2030-04-22'],
      ['2031-04-11', '2031-04-14'],
      ['2032-03-26', '2032-03-29'],
    ]) {
      expect(dates).toContain(friday);
      expect(dates).toContain(monday);
    }
  });

  it.each(regions)('%s counts its provisional days as working days', (region) => {
    const calendar = calendarFor(region);
    for (const { date } of calendar.provisional) expect(isWorkingDay(calendar, date)).toBe(true);
  });

  it('lists what is not proclaimed yet', () => {
    const provisional = (region: Region) => calendarFor(region).provisional.map((day) => day.date);
    expect(provisional('AU-VIC')).toEqual(expect.arrayContaining(['2027-09-24']));
    expect(provisional('AU-VIC')).not.toContain('2026-09-25');
    // The old and the new Labour Day of 2029, a year of a state election: first and third Monday in March.
    expect(provisional('AU-WA')).toEqual(expect.arrayContaining(['2027-09-27', '2029-03-05', '2029-03-19']));
    expect(provisional('NZ-WGN')).toEqual([]);
  });
});
