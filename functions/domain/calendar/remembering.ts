import type { Calendar } from './calendar.ts';

/** Answers kept of one calendar; more than the instants of a long case, and a few hundred KB. */
const MOST = 4_000;

/**
 * The same pure function with its answers kept by calendar and text. Time-zone arithmetic takes some 20 µs, and a
 * case asks for the same few instants again each time somebody looks what is next.
 */
export function remembering<Value>(
  answer: (calendar: Calendar, text: string) => Value,
): (calendar: Calendar, text: string) => Value {
  const kept = new WeakMap<Calendar, Map<string, Value>>();
  return (calendar, text) => {
    const answers = kept.get(calendar) ?? new Map<string, Value>();
    kept.set(calendar, answers);
    const known = answers.get(text);
    if (known !== undefined) return known;
    const fresh = answer(calendar, text);
    if (answers.size >= MOST) answers.clear();
    answers.set(text, fresh);
    return fresh;
  };
}
