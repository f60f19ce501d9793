import { isOneSlipAway } from '../message/identifying/misspelt.ts';
import type { MatchBasis } from './bases.ts';
import type { Sought } from './keys.ts';
import { birthYear, type PlainName, plainEmail, plainName, plainPhone, soundOf } from './normalise.ts';

export interface Likeness {
  score: number;
  basis: MatchBasis[];
}

/** Weights and what they add up to are judgement: a person decides, and a match not shown is worse than one too many. */
const weights: Readonly<Record<MatchBasis, number>> = {
  same_name: 50,
  similar_name: 40,
  shared_name: 10,
  same_birth_date: 45,
  same_birth_year: 30,
  other_birth_year: -35,
  same_phone: 45,
  same_email: 45,
};

/** From this score on a person is asked: a similar name alone is enough unless the birth years differ. */
export const SUGGEST_FROM = 40;

/** How alike two people are by what is known of them. Nothing known of both on a point counts for nothing. */
export function likeness(a: Sought, b: Sought): Likeness {
  const basis = [
    nameBasis(a, b),
    birthBasis(a.birthDate, b.birthDate),
    shares(a.phones, b.phones, plainPhone) ? ('same_phone' as const) : undefined,
    shares(a.emails, b.emails, plainEmail) ? ('same_email' as const) : undefined,
  ].filter((code) => code !== undefined);
  return { score: basis.reduce((sum, code) => sum + weights[code], 0), basis };
}

const namesOf = ({ names = [] }: Sought): PlainName[] => names.map(({ text }) => plainName(text));

/** The best of any name, alias or former name of one with any of the other. */
function nameBasis(a: Sought, b: Sought): 'same_name' | 'similar_name' | 'shared_name' | undefined {
  const found = new Set(namesOf(a).flatMap((one) => namesOf(b).map((other) => compareNames(one, other))));
  return (['same_name', 'similar_name', 'shared_name'] as const).find((code) => found.has(code));
}

/** How alike two names are. A middle name that only one of them has changes nothing. */
export function compareNames(
  a: PlainName,
  b: PlainName,
): 'same_name' | 'similar_name' | 'shared_name' | undefined {
  if (a.parts.length === 0 || b.parts.length === 0) return undefined;
  if (a.parts.join(' ') === b.parts.join(' ')) return 'same_name';
  const [few, many] = a.parts.length <= b.parts.length ? [a.parts, b.parts] : [b.parts, a.parts];
  const alike = few.filter((part) => many.some((other) => soundsLike(part, other))).length;
  if (alike === few.length && few.length > 1) return 'similar_name';
  if (few.length === 1 && many.length === 1 && alike === 1) return 'similar_name';
  return alike > 0 ? 'shared_name' : undefined;
}

const SHORTEST_SLIP = 5;

/** One part of a name as another: by sound, by one slip in a longer part. */
const soundsLike = (a: string, b: string): boolean =>
  a === b ||
  soundOf(a) === soundOf(b) ||
  (Math.min(a.length, b.length) >= SHORTEST_SLIP && isOneSlipAway(a, b));

function birthBasis(a: string | undefined, b: string | undefined): MatchBasis | undefined {
  const [one, other] = [birthYear(a), birthYear(b)];
  if (one === undefined || other === undefined) return undefined;
  if (a === b && /^\d{4}-\d{2}-\d{2}$/u.test(a ?? '')) return 'same_birth_date';
  if (one === other) return 'same_birth_year';
  // Years are misremembered and mistyped by one; that says neither yes nor no.
  return Math.abs(one - other) === 1 ? undefined : 'other_birth_year';
}

const shares = (
  a: readonly string[] = [],
  b: readonly string[] = [],
  plain: (text: string) => string | undefined,
): boolean => {
  const known = new Set(a.map(plain).filter((text) => text !== undefined));
  return b.map(plain).some((text) => text !== undefined && known.has(text));
};
