import { atLocalTime, type Calendar, type Instant, localDate } from '../calendar/index.ts';
import { type Refusal, refuse } from './refusal.ts';

/** What a date is judged against. */
export interface DateContext {
  readonly now: Instant;
  readonly calendar: Calendar;
}

/**
 * The last moment that a deadline may have: a month before the loaded holidays end, so that what runs after it
 * can be counted in working days too.
 */
export const lastDeadline = (calendar: Calendar): Instant =>
  atLocalTime(calendar, `${calendar.lastYear}-12-01`, '00:00');

/** A refusal unless the instant lies inside the years whose holidays are loaded: a deadline is not guessed. */
export function requireLoaded(
  { calendar }: Pick<DateContext, 'calendar'>,
  instant: Instant,
  field: string,
): Refusal | undefined {
  const { firstYear, lastYear } = calendar;
  if (Number(localDate(calendar, instant).slice(0, 4)) >= firstYear && instant < lastDeadline(calendar))
    return undefined;
  return refuse('date-outside-calendar', `holidays are loaded for ${firstYear} to ${lastYear}`, { field });
}

/** The same for several fields of one input. */
export const requireAllLoaded = (
  context: Pick<DateContext, 'calendar'>,
  instants: Readonly<Record<string, Instant>>,
): Refusal | undefined =>
  Object.entries(instants)
    .map(([field, instant]) => requireLoaded(context, instant, field))
    .find((refusal) => refusal !== undefined);

/** A refusal unless the instant lies ahead and inside the years whose holidays are loaded. */
export const requireAhead = (context: DateContext, instant: Instant, field: string): Refusal | undefined =>
  instant <= context.now
    ? refuse('date-not-ahead', `${field} is not ahead`, { field })
    : requireLoaded(context, instant, field);

/** A refusal when something said to have happened lies ahead. */
export const requirePast = (context: DateContext, instant: Instant, field: string): Refusal | undefined =>
  instant > context.now ? refuse('date-ahead', `${field} has not come yet`, { field }) : undefined;
