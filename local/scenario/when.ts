import {
  addCalendarDays,
  addElapsed,
  atLocalTime,
  type Calendar,
  type Instant,
} from '../../functions/domain/calendar/index.ts';
import { isLocalDate } from '../../functions/domain/calendar/local-date.ts';

/** A time in a scenario that cannot be read; the message says what was expected. */
export class TimeFormatError extends Error {
  override readonly name = 'TimeFormatError';
}

const expected = 'expected 2026-03-02T09:00 (local), +3d 09:00, +3d, +2h, +30m or +90s';

/**
 * The instant that a scenario means.
 * - `2026-03-02T09:00`: that local time
 * - `+3d 09:00`: three local days after `from`, at that time; `+3d` keeps the time of day
 * - `+2h`, `+30m`, `+90s`: elapsed after `from`; parts may be joined, as in `+1h30m`
 */
export function instantOf(text: string, from: Instant, calendar: Calendar): Instant {
  const absolute = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)$/.exec(text);
  if (absolute?.[1] && absolute[2] && isLocalDate(absolute[1]))
    return atLocalTime(calendar, absolute[1], absolute[2]);
  const days = /^\+(\d+)d(?: (\d\d:\d\d))?$/.exec(text);
  if (days?.[1]) return addCalendarDays(calendar, from, Number(days[1]), days[2] ? { at: days[2] } : {});
  const elapsed = /^\+(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text);
  if (elapsed && text.length > 1) {
    return addElapsed(from, {
      hours: Number(elapsed[1] ?? 0),
      minutes: Number(elapsed[2] ?? 0),
      seconds: Number(elapsed[3] ?? 0),
    });
  }
  throw new TimeFormatError(`${JSON.stringify(text)} is not a time: ${expected}`);
}
