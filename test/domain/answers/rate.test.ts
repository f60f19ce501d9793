import { expect, it } from 'vitest';
import { CODE_LIMITS, nextAllowed, withOneMore } from '../../../functions/domain/answers/rate.ts';
import { addElapsed } from '../../../functions/domain/calendar/instants.ts';

const now = '2026-03-02T01:00:00.000Z';
const after = (minutes: number) => addElapsed(now, { minutes });

/** Ask every so many minutes for a day and a half; how many come. */
function askEvery(minutes: number): string[] {
  let came: readonly string[] = [];
  const given: string[] = [];
  for (let at = now; at < after(36 * 60); at = addElapsed(at, { minutes })) {
    if (nextAllowed(came, CODE_LIMITS, at) > at) continue;
    came = withOneMore(came, CODE_LIMITS, at);
    given.push(at);
  }
  return given;
}

it('gives five within the hour and ten within the day, however often somebody asks', () => {
  const given = askEvery(1);
  const within = (hours: number) =>
    Math.max(...given.map((at) => given.filter((o) => o >= at && o < addElapsed(at, { hours })).length));
  expect([within(1), within(24)]).toEqual([5, 10]);
});

it('says when the next may come, and it comes then: no wait is for good', () => {
  const five = [0, 1, 2, 3, 4].map(after);
  expect(nextAllowed(five, CODE_LIMITS, after(5))).toBe(after(60));
  expect(nextAllowed(five, CODE_LIMITS, after(60))).toBe(after(60));
  expect(nextAllowed([], CODE_LIMITS, now)).toBe(now);
  // More than a limit allows, as after a release that allows fewer.
  expect(nextAllowed([-3, -2, -1, ...[0, 1, 2]].map(after), CODE_LIMITS, after(3))).toBe(after(58));
});

it('forgets what no limit counts any more, so that a list stays short', () => {
  expect(withOneMore([now], CODE_LIMITS, after(25 * 60))).toEqual([after(25 * 60)]);
});
