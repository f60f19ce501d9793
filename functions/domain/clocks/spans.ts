import {
  addCalendarDays,
  addElapsed,
  addWorkingDays,
  type Calendar,
  dateOfDay,
  dayOfDate,
  type Instant,
  localDay,
} from '../calendar/index.ts';
import type { ClockRule, Span } from '../policy/schema.ts';
import type { Clock } from './schema.ts';

/**
 * The instant a span later (earlier, if the amount is negative). Working days, calendar days and months go by
 * the region's local dates and keep the time of day unless the span says `at`; hours and minutes are elapsed,
 * so that an urgent clock runs through nights and holidays. A month later than the 31st is the month's last
 * day. Throws CalendarRangeError outside the loaded holidays (working days only).
 */
export function addSpan(instant: Instant, span: Span, calendar: Calendar): Instant {
  const at = span.at === undefined ? {} : { at: span.at };
  switch (span.unit) {
    case 'minutes':
      return addElapsed(instant, { minutes: span.amount });
    case 'hours':
      return addElapsed(instant, { hours: span.amount });
    case 'calendar_days':
      return addCalendarDays(calendar, instant, span.amount, at);
    case 'months':
      return addCalendarDays(calendar, instant, daysOfMonths(instant, span.amount, calendar), at);
    case 'working_days':
      return addWorkingDays(calendar, instant, span.amount, at);
  }
}

function daysOfMonths(instant: Instant, months: number, calendar: Calendar): number {
  const start = localDay(calendar, instant);
  const date = dateOfDay(start);
  const month = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const length = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  const day = String(Math.min(Number(date.slice(8)), length)).padStart(2, '0');
  const end = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-${day}`;
  return dayOfDate(end) - start;
}

/** When a clock of a rule that starts at `start` is due, by urgency or priority; critical without an own span is urgent. */
export function dueAfter(rule: ClockRule, key: Clock['key'], start: Instant, calendar: Calendar): Instant {
  return addSpan(
    start,
    key === 'critical' ? (rule.due.critical ?? rule.due.urgent) : rule.due[key],
    calendar,
  );
}
