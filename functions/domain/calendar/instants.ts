import * as z from 'zod/mini';

/** A moment in UTC with milliseconds, `2026-03-02T01:00:00.000Z`: such strings sort as time does. */
export type Instant = string;

/** A length of time that no calendar changes: a day is always 24 hours. Parts may be negative. */
export interface Elapsed {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

const form = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):\d{2}:\d{2}\.\d{3}Z$/;

/** Whether the text is an instant in exactly our form, and the moment exists (31 June does not). */
export function isInstant(text: string): boolean {
  if (!form.test(text)) return false;
  // A day that its month does not have becomes one of the next month; everything else wrong is no number.
  return new Date(text).getUTCDate() === Number(text.slice(8, 10));
}

/** Years that an input may name: beyond them arithmetic would leave the years 0 to 9999, whose strings sort. */
export const isInputYear = (text: string): boolean => text >= '1900' && text < '2200';

/** An instant as an input gives it, of the years 1900 to 2199. */
export const instantSchema = z
  .string()
  .check(
    z.refine(
      (text) => isInstant(text) && isInputYear(text),
      'expected an instant such as 2026-03-02T01:00:00.000Z',
    ),
  );

/** From milliseconds since 1970 UTC. Throws RangeError outside the years 0 to 9999, whose strings would not sort. */
export function toInstant(ms: number): Instant {
  const text = new Date(ms).toISOString();
  if (text.length !== 24) throw new RangeError('instant outside the years 0 to 9999');
  return text;
}

/** To milliseconds since 1970 UTC. Throws RangeError if it is not an instant: that is a defect, not bad input. */
export function fromInstant(instant: Instant): number {
  if (!isInstant(instant)) throw new RangeError('not an instant in UTC with milliseconds');
  return Date.parse(instant);
}

/** The instant so much later (or earlier, if negative), whatever the calendar: for urgent clocks. */
export function addElapsed(
  instant: Instant,
  { days = 0, hours = 0, minutes = 0, seconds = 0 }: Elapsed,
): Instant {
  return toInstant(fromInstant(instant) + (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
}

/** The earliest of those that are there. */
export function earliest(first: Instant, ...rest: readonly (Instant | undefined)[]): Instant;
export function earliest(...instants: readonly (Instant | undefined)[]): Instant | undefined;
export function earliest(...instants: readonly (Instant | undefined)[]): Instant | undefined {
  return instants.reduce((a, b) => (a === undefined || (b !== undefined && b < a) ? b : a), undefined);
}

/** The latest of those that are there. */
export function latest(first: Instant, ...rest: readonly (Instant | undefined)[]): Instant;
export function latest(...instants: readonly (Instant | undefined)[]): Instant | undefined;
export function latest(...instants: readonly (Instant | undefined)[]): Instant | undefined {
  return instants.reduce((a, b) => (a === undefined || (b !== undefined && b > a) ? b : a), undefined);
}
