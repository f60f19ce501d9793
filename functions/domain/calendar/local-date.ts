import * as z from 'zod/mini';
import { isInputYear } from './instants.ts';

/** A date on the wall calendar of some region, `2026-03-02`. */
export type LocalDate = string;

/** A time on the wall clock of some region, `09:00`. */
export type LocalTime = string;

const msPerDay = 86_400_000;
const dateForm = /^\d{4}-\d{2}-\d{2}$/;
const timeForm = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** Whether the text is a date in our form that exists. */
export function isLocalDate(text: string): boolean {
  if (!dateForm.test(text)) return false;
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && dateOfDay(ms / msPerDay) === text;
}

/** A date as an input gives it, of the years 1900 to 2199. */
export const localDateSchema = z
  .string()
  .check(z.refine((text) => isLocalDate(text) && isInputYear(text), 'expected a date such as 2026-03-02'));

export const localTimeSchema = z.string().check(z.regex(timeForm, 'expected a time such as 09:00'));

/** Days since 1970-01-01: integers on which working-day arithmetic is cheap. Throws RangeError if it is no date. */
export function dayOfDate(date: LocalDate): number {
  if (!isLocalDate(date)) throw new RangeError('not a local date such as 2026-03-02');
  return Date.parse(date) / msPerDay;
}

/** The date of a day number. */
export function dateOfDay(day: number): LocalDate {
  return new Date(day * msPerDay).toISOString().slice(0, 10);
}

/** 0 Sunday to 6 Saturday. 1970-01-01 was a Thursday. */
export function weekdayOfDay(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

/** Hours and minutes of `HH:MM`. Throws RangeError if it is no time. */
export function partsOfTime(time: LocalTime): { hour: number; minute: number } {
  if (!timeForm.test(time)) throw new RangeError('not a local time such as 09:00');
  return { hour: Number(time.slice(0, 2)), minute: Number(time.slice(3)) };
}
