import { describe, expect, it } from 'vitest';
import { calendarFor } from '../../../functions/domain/calendar/index.ts';
import { instantOf, TimeFormatError } from '../../../local/scenario/when.ts';

const perth = calendarFor('AU-WA');
const melbourne = calendarFor('AU-VIC');
/** Nine in the morning of Monday 2 March 2026 in Perth. */
const MONDAY = '2026-03-02T01:00:00.000Z';

describe('a time in a scenario', () => {
  it.each([
    ['2026-03-05T10:30', '2026-03-05T02:30:00.000Z'],
    ['2026-03-05 10:30', '2026-03-05T02:30:00.000Z'],
    ['+3d', '2026-03-05T01:00:00.000Z'],
    ['+3d 14:15', '2026-03-05T06:15:00.000Z'],
    ['+0d 23:59', '2026-03-02T15:59:00.000Z'],
    ['+2h', '2026-03-02T03:00:00.000Z'],
    ['+30m', '2026-03-02T01:30:00.000Z'],
    ['+90s', '2026-03-02T01:01:30.000Z'],
    ['+1h30m5s', '2026-03-02T02:30:05.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(instantOf(text, MONDAY, perth)).toBe(instant);
  });

  it('keeps the time of day over a change of clocks', () => {
    // Summer time ends on 5 April 2026 in Victoria: noon is 01:00 UTC before and 02:00 after.
    const before = '2026-04-04T01:00:00.000Z';
    expect(instantOf('+1d', before, melbourne)).toBe('2026-04-05T02:00:00.000Z');
    expect(instantOf('+24h', before, melbourne)).toBe('2026-04-05T01:00:00.000Z');
  });

  it.each(['', '+', 'tomorrow', '+3', '+3d9:00', '2026-02-30T09:00', '2026-03-05T9:00', '-2h', '+1m2h'])(
    'cannot be %j',
    (text) => {
      expect(() => instantOf(text, MONDAY, perth)).toThrow(TimeFormatError);
      expect(() => instantOf(text, MONDAY, perth)).toThrow(
        'is not a time: expected 2026-03-02T09:00 (local)',
      );
    },
  );
});
