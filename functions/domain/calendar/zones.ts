import type { Calendar } from './calendar.ts';

/** Time zones by ISO 3166-2 code: of every state and territory, since one of them may take part in a case (S2-22). */
const zones: Readonly<Record<string, string>> = {
  'AU-WA': 'Australia/Perth',
  'AU-NT': 'Australia/Darwin',
  'AU-SA': 'Australia/Adelaide',
  'AU-QLD': 'Australia/Brisbane',
  'AU-NSW': 'Australia/Sydney',
  'AU-ACT': 'Australia/Sydney',
  'AU-VIC': 'Australia/Melbourne',
  'AU-TAS': 'Australia/Hobart',
  'NZ-CIT': 'Pacific/Chatham',
};

const zoneOf = (region: string): string | undefined =>
  zones[region] ?? (/^NZ(-|$)/.test(region) ? 'Pacific/Auckland' : undefined);

/** A calendar whose moments are told to somebody elsewhere: what it counts stays what it is. */
export interface ToldCalendar extends Calendar {
  /** Where the reader's clock hangs, if it may show another time. */
  readonly readerZone?: string | undefined;
}

/**
 * The calendar, with the time zone of an agency that serves only regions of another one. An agency of several
 * zones, or of a region that is not known here, is told the time of the case alone, which is always named.
 */
export function toldTo(
  calendar: Calendar,
  places: readonly { readonly region: string }[] = [],
): ToldCalendar {
  const [zone, ...others] = new Set(places.map(({ region }) => zoneOf(region)));
  if (zone === undefined || others.length > 0 || zone === calendar.timeZone) return calendar;
  return { ...calendar, readerZone: zone };
}
