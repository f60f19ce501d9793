import { fold } from '../message/identifying/fold.ts';

/** Small words in names that say nothing by themselves. */
const particles = new Set('te de da di du la le el al van von der den ter of the and bin ibn o y'.split(' '));

/** A name as it is compared: its parts in plain letters, in no order. */
export interface PlainName {
  /** Each part once, sorted; particles left out unless there is nothing else. */
  parts: readonly string[];
}

/**
 * The parts of a name without case, accents, hyphens and particles. Macrons count for nothing, written or
 * doubled (`Māia`, `Maaia` and `Maia` are one), nor do letters doubled in any other name (`Philip`, `Phillip`).
 */
export function plainName(text: string): PlainName {
  // An apostrophe joins (O'Neil, Fa'afoi); a hyphen or anything else parts.
  const joined = fold(text).plain.replace(/['’‘`´ʼʻ]/gu, '');
  const all = (joined.match(/[\p{L}\p{N}]+/gu) ?? []).map(undoubled);
  const telling = all.filter((part) => part.length > 1 && !particles.has(part));
  return { parts: [...new Set(telling.length > 0 ? telling : all)].toSorted() };
}

const undoubled = (part: string): string => part.replace(/(.)\1+/gu, '$1');

// Longer first; each letter group that is spoken alike is written alike. Judgement, for English and te reo Māori.
const sounds: readonly (readonly [RegExp, string])[] = [
  [/^(?:kn|gn|pn)/u, 'n'],
  [/^wr/u, 'r'],
  [/^x/u, 's'],
  [/ough$|gh/u, ''],
  [/ph|wh/gu, 'f'],
  [/sch|tch|ch/gu, 'x'],
  [/sh/gu, 'x'],
  [/th/gu, 't'],
  [/ck|q/gu, 'k'],
  [/c(?=[eiy])/gu, 's'],
  [/c/gu, 'k'],
  [/g(?=[eiy])/gu, 'j'],
  [/z/gu, 's'],
  [/dg/gu, 'j'],
  [/v/gu, 'f'],
  [/(?<=[aeiou])h/gu, ''],
];

/**
 * How a part of a name sounds, roughly: its first letter, a vowel as `a`, and its consonants. `Kathryn` and
 * `Catherine` sound alike, so do `Smith` and `Smyth`. A part in another script stands for itself.
 * @param part as `plainName` gives it
 */
export function soundOf(part: string): string {
  if (!/^[a-z]+$/u.test(part)) return part;
  let sound = part;
  for (const [group, alike] of sounds) sound = sound.replace(group, alike);
  const first = sound.charAt(0).replace(/[eiouy]/u, 'a');
  return undoubled(first + sound.slice(1).replace(/[aeiouyhw]/gu, ''));
}

/** The digits of a telephone number that tell it from others: country code and leading zero left out. */
export function plainPhone(text: string): string | undefined {
  const digits = text.replace(/\D/gu, '').replace(/^(?:00|011)?(?:61|64)(?=\d{8,})/u, '');
  const own = digits.replace(/^0+/u, '');
  return own.length >= 6 ? own : undefined;
}

/** An e-mail address as mail systems compare it, near enough. */
export const plainEmail = (text: string): string | undefined => {
  const plain = text.trim().toLowerCase();
  return /^[^@\s]+@[^@\s]+$/u.test(plain) ? plain : undefined;
};

/** The year in a birth date, however it is written. */
export const birthYear = (text: string | undefined): number | undefined => {
  const year = text?.match(/\b(?:18|19|20)\d\d\b/u)?.[0];
  return year === undefined ? undefined : Number(year);
};
