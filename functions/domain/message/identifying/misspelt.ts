import type { Folded } from './fold.ts';
import type { PlainSpan } from './numbers.ts';

/** Shorter names are one letter away from too many words (judgement). */
const SHORTEST = 5;

/**
 * Words with a capital that are one slip away from a name: a letter missing, too many, another or two
 * exchanged. Whoever writes in a hurry spells a name wrong, and it tells who is meant all the same.
 * @param names as folded and squeezed
 */
export function misspeltSpans({ plain, capital }: Folded, names: readonly string[]): PlainSpan[] {
  const long = names.filter((name) => name.length >= SHORTEST);
  if (long.length === 0) return [];
  return [...plain.matchAll(/\p{L}+/gu)].flatMap(({ 0: word, index }) =>
    word.length >= SHORTEST && capital[index] === true && long.some((name) => isOneSlipAway(word, name))
      ? [{ from: index, to: index + word.length }]
      : [],
  );
}

/** Whether one letter missing, too many, other or exchanged with its neighbour makes one word of the other. */
export function isOneSlipAway(word: string, name: string): boolean {
  const [short, long] = word.length < name.length ? [word, name] : [name, word];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  let end = 0;
  while (end < short.length - start && short.at(-1 - end) === long.at(-1 - end)) end += 1;
  const [a, b] = [short.slice(start, short.length - end), long.slice(start, long.length - end)];
  return b.length <= 1 || (b.length === 2 && a === `${b[1]}${b[0]}`);
}
