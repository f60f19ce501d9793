import type { AnswerForm } from '../../../domain/answers/purposes.ts';
import type { AggregateRef } from '../../record.ts';
import type { OpenLink } from '../open-link.ts';

/** What was typed into a form, by field. */
export type Fields = URLSearchParams;

/** Something that is missing or cannot be, beside the field that it is about. */
export interface Fault {
  field: string;
  message: string;
}

/** What a form asks for. */
export interface Prepared {
  form: AnswerForm;
  /** The case that it is about, where the link opens several. */
  caseId?: string;
  command: {
    ref: AggregateRef;
    name: string;
    input: Record<string, unknown>;
    notes: Record<string, string>;
  };
  /** What is recorded, in a sentence that names nobody. */
  said: string;
}

/** Reads one form: what it asks for, or what is wrong with it. Pure. */
export type FormReader = (open: OpenLink, fields: Fields) => Prepared | Fault[];

/** The longest text that a page takes, in characters; the most that a narrative may hold is more. */
const LONGEST_TEXT = 8000;

/** A text without the spaces around it; `undefined` if nothing was typed. */
export function textOf(fields: Fields, name: string): string | undefined {
  const text = (fields.get(name) ?? '').replace(/\r\n?/g, '\n').trim();
  return text === '' ? undefined : text;
}

/** The fault of a text that is too long. */
export const tooLong = (fields: Fields, ...names: string[]): Fault[] =>
  names
    .filter((name) => (textOf(fields, name)?.length ?? 0) > LONGEST_TEXT)
    .map((field) => ({ field, message: `Use at most ${LONGEST_TEXT} characters` }));

/** The value that was chosen, if it is one of those offered. */
export const chosen = <Value extends string>(
  fields: Fields,
  name: string,
  offered: readonly Value[],
): Value | undefined => offered.find((value) => value === fields.get(name));

/** Notes of the fields that hold a text. */
export const notesOf = (entries: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(entries).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])));
