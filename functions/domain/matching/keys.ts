import type { Identity } from '../person/state.ts';
import { plainEmail, plainName, plainPhone, soundOf } from './normalise.ts';

/** What is known of somebody who is looked for: any part of an identity. */
export type Sought = Partial<Pick<Identity, 'names' | 'birthDate' | 'phones' | 'emails'>>;

/** A name of more parts than this is indexed by its first ones: pairs grow with the square. */
const MOST_PARTS = 6;

/**
 * The texts by which a person can be found again, spelt otherwise or under another of their names: pairs of
 * parts of each name as they sound, single names, telephone numbers, e-mail addresses. They are hashed with a
 * secret before anybody stores them. Two people who share none are never compared.
 */
export function matchKeys({ names = [], phones = [], emails = [], birthDate }: Sought): string[] {
  const keys = new Set<string>();
  for (const { text } of names) for (const key of nameKeys(text, birthDate)) keys.add(key);
  for (const phone of phones.map(plainPhone)) if (phone) keys.add(`phone:${phone}`);
  for (const email of emails.map(plainEmail)) if (email) keys.add(`email:${email}`);
  return [...keys].toSorted();
}

function nameKeys(text: string, birthDate: string | undefined): string[] {
  const { parts } = plainName(text);
  const heard = [...new Set(parts.map(soundOf))].toSorted().slice(0, MOST_PARTS);
  const pairs = heard.flatMap((one, at) => heard.slice(at + 1).map((other) => `pair:${one} ${other}`));
  // Who has one name only, or changed the other, is found by it and the whole birth date.
  const born = /^\d{4}-\d{2}-\d{2}$/u.test(birthDate ?? '')
    ? heard.map((one) => `born:${birthDate} ${one}`)
    : [];
  const single = heard.length === 1 ? [`single:${heard[0]}`] : [];
  return [...pairs, ...born, ...single];
}
