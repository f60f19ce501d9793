import { type Calendar, calendarFor, type Instant, regions } from '../../functions/domain/calendar/index.ts';
import type { Scenario } from './schema.ts';
import { instantOf, TimeFormatError } from './when.ts';

const profileRegions = { wa: 'AU-WA', vic: 'AU-VIC', nz: 'NZ' } as const;

/** The calendar in whose local time a scenario is written; nothing for a region that has none. */
export function calendarOf({
  region: given,
  profile,
}: Pick<Scenario, 'region' | 'profile'>): Calendar | undefined {
  const region = regions.find((one) => one === (given ?? profileRegions[profile]));
  return region === undefined ? undefined : calendarFor(region);
}

/** When a scenario begins, when each step happens, and when it is over. */
export interface Times {
  start: Instant;
  steps: Instant[];
  end: Instant;
  /** What is no time, or goes back: path and what was expected. */
  faults: string[];
}

/** Offsets count from the step before; a time that cannot be is taken for that of the step before. */
export function timesOf(
  { start, steps, runUntil }: Pick<Scenario, 'start' | 'steps' | 'runUntil'>,
  calendar: Calendar,
): Times {
  const faults: string[] = [];
  let last: Instant = '';
  const next = (path: string, text: string): Instant => {
    try {
      const at = instantOf(text, last, calendar);
      if (at < last) throw new TimeFormatError(`${text} is before the step before it; expected a later time`);
      last = at;
    } catch (error) {
      if (!(error instanceof TimeFormatError || error instanceof RangeError)) throw error;
      faults.push(`${path}: ${error.message}`);
    }
    return last;
  };
  const begins = next('start', start);
  // Nothing counts from a start that is none.
  if (faults.length > 0) return { start: begins, steps: [], end: begins, faults };
  const at = steps.map((step, index) => next(`steps.${index}.at`, step.at));
  return { start: begins, steps: at, end: next('runUntil', runUntil ?? '+1d'), faults };
}
