import { fromInstant, type Instant, localDate } from '../calendar/index.ts';
import { type Refusal, refuse } from '../shared/refusal.ts';
import type { CaseContext } from './command.ts';

/**
 * A refusal unless the instant lies ahead and inside the years whose holidays are loaded, with a month to
 * spare for what runs after it: a deadline is refused rather than guessed.
 */
export function requireAhead(context: CaseContext, instant: Instant, field: string): Refusal | undefined {
  if (instant <= context.now) return refuse('date-not-ahead', `${field} is not ahead`, { field });
  const year = Number(localDate(context.calendar, instant).slice(0, 4));
  const month = localDate(context.calendar, instant).slice(5, 7);
  const { firstYear, lastYear } = context.calendar;
  if (year < firstYear || year > lastYear || (year === lastYear && month === '12')) {
    return refuse('date-outside-calendar', `holidays are loaded for ${firstYear} to ${lastYear}`, { field });
  }
  return undefined;
}

/** A refusal when something said to have happened lies ahead. */
export function requirePast(context: CaseContext, instant: Instant, field: string): Refusal | undefined {
  return fromInstant(instant) > fromInstant(context.now)
    ? refuse('date-ahead', `${field} has not come yet`, { field })
    : undefined;
}
