import { expect, it } from 'vitest';
import { calendarFor } from '../../../functions/domain/calendar/calendar.ts';
import { remembering } from '../../../functions/domain/calendar/remembering.ts';

it('answers a question of one calendar once, of each calendar on its own, and forgets what is too much', () => {
  const asked: string[] = [];
  const zoneOf = remembering((calendar, text) => {
    asked.push(text);
    return `${calendar.timeZone} ${text}`;
  });
  const [perth, melbourne] = [calendarFor('AU-WA'), calendarFor('AU-VIC')];
  expect([zoneOf(perth, 'a'), zoneOf(perth, 'a')]).toEqual(['Australia/Perth a', 'Australia/Perth a']);
  expect(zoneOf(melbourne, 'a')).toBe('Australia/Melbourne a');
  expect(asked).toEqual(['a', 'a']);
  for (let n = 0; n < 5_000; n += 1) zoneOf(perth, `${n}`);
  expect(zoneOf(perth, 'a')).toBe('Australia/Perth a');
  expect(asked.filter((text) => text === 'a')).toHaveLength(3);
});
