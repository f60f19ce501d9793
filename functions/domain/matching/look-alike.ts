import type { Identity } from '../person/state.ts';
import { plainName } from './normalise.ts';
import { compareNames } from './score.ts';

/**
 * Whether a worker's name looks like a name of somebody in a case: the same, spelt or sounding alike, or the
 * same family name. It prompts a person to ask; it says nothing of anybody and stops nothing (judgement).
 * @param workerName as the agency's record has it: given names first, family name last
 */
export function looksAlike(workerName: string, names: Identity['names']): boolean {
  const worker = plainName(workerName);
  return names.some(({ text }) => {
    const alike = compareNames(worker, plainName(text));
    return alike === 'same_name' || alike === 'similar_name' || sharesFamilyName(workerName, text);
  });
}

/** The last word of a name, hyphenated family names whole and by each half. */
const familyNames = (name: string): string[] => {
  const words = name.trim().split(/\s+/u);
  return words.length < 2 ? [] : [...plainName(words.at(-1) ?? '').parts];
};

/** Relatives carry the same family name; a conflict of interest begins there. */
const sharesFamilyName = (a: string, b: string): boolean => {
  const known = familyNames(a);
  return familyNames(b).some((name) => known.includes(name));
};
