import { describe, expect, it } from 'vitest';
import { calendarFor } from '../../../functions/domain/calendar/index.ts';
import { addSpan, dueAfter } from '../../../functions/domain/clocks/spans.ts';
import { profiles } from '../../../functions/domain/policy/index.ts';

const perth = calendarFor('AU-WA');
const melbourne = calendarFor('AU-VIC');

describe('spans', () => {
  it('reckons hours through nights and holidays', () => {
    expect(addSpan('2026-09-27T15:30:00.000Z', { amount: 24, unit: 'hours' }, perth)).toBe(
      '2026-09-28T15:30:00.000Z',
    );
    expect(addSpan('2026-09-27T15:30:00.000Z', { amount: -90, unit: 'minutes' }, perth)).toBe(
      '2026-09-27T14:00:00.000Z',
    );
  });

  it('reckons working days past a holiday and a weekend, at a local time if it says so', () => {
    // Friday 25 September 2026, 16:00; Monday is the King's Birthday.
    const friday = '2026-09-25T08:00:00.000Z';
    expect(addSpan(friday, { amount: 1, unit: 'working_days' }, perth)).toBe('2026-09-29T08:00:00.000Z');
    expect(addSpan(friday, { amount: 1, unit: 'working_days', at: '09:00' }, perth)).toBe(
      '2026-09-29T01:00:00.000Z',
    );
  });

  it('keeps the local time of day over the change to daylight saving', () => {
    expect(addSpan('2026-10-02T23:00:00.000Z', { amount: 2, unit: 'calendar_days' }, melbourne)).toBe(
      '2026-10-04T22:00:00.000Z',
    );
  });

  it('reckons months to the same day, or to the last day of a shorter month', () => {
    const months = (amount: number, from = '2027-01-31T02:00:00.000Z') =>
      addSpan(from, { amount, unit: 'months' }, perth).slice(0, 10);
    expect(months(1)).toBe('2027-02-28');
    expect(months(13)).toBe('2028-02-29');
    expect(months(12)).toBe('2028-01-31');
    expect(months(-2)).toBe('2026-11-30');
    // 31 January 07:00 in Perth is still the 30th in UTC.
    expect(months(1, '2027-01-30T23:00:00.000Z')).toBe('2027-02-27');
  });

  it('gives a critical clock the urgent span where it has none of its own', () => {
    const rule = profiles.wa.clocks['triage.decision']!;
    const start = '2026-09-25T08:00:00.000Z';
    expect(dueAfter(rule, 'critical', start, perth)).toBe('2026-09-25T10:00:00.000Z');
    expect(dueAfter(rule, 'standard', start, perth)).toBe('2026-09-29T08:00:00.000Z');
    const due = profiles.wa.clocks['action.due']!;
    expect(dueAfter(due, 'critical', start, perth)).toBe('2026-09-26T08:00:00.000Z');
  });
});
