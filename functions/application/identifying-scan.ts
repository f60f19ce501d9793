import { type Finding, findIdentifying, findShapes, type Identifier } from '../domain/message/identifying.ts';
import type { Identity } from '../domain/person/state.ts';
import type { IdentifyingScan } from './app.ts';
import { loadPerson } from './load-states.ts';
import type { Ports } from './ports.ts';

/** Everything by which a person can be known. */
function identifiersOf(identity: Identity): Identifier[] {
  const all = (kind: Identifier['kind'], values: readonly (string | undefined)[]): Identifier[] =>
    values.flatMap((value) => (value === undefined ? [] : [{ kind, value }]));
  const texts = (entries: readonly { text: string }[]) => entries.map(({ text }) => text);
  const isAlias = ({ kind }: Identity['names'][number]) => kind === 'alias';
  return [
    ...all('name', texts(identity.names.filter((name) => !isAlias(name)))),
    ...all('alias', texts(identity.names.filter(isAlias))),
    ...all('address', texts(identity.addresses)),
    ...all('workplace', identity.workplaces),
    ...all('school', identity.schools),
    ...all('phone', identity.phones),
    ...all('email', identity.emails),
    ...all('birth_date', [identity.birthDate, identity.expectedBirthDate]),
  ];
}

/** Ids of persons anywhere in a value. */
export const personIdsIn = (value: unknown): string[] => [
  ...new Set(JSON.stringify(value ?? null).match(/\bper-[a-z0-9]{4,40}\b/g) ?? []),
];

/** People whom a value refers to, as far as their records are there. */
export interface KnownPeople {
  identities: Identity[];
  /** Persons without a record: what names them cannot be found. */
  missing: string[];
}

/** Identities of the people whom a value refers to. */
export async function identitiesIn(ports: Pick<Ports, 'aggregates'>, value: unknown): Promise<KnownPeople> {
  const known: KnownPeople = { identities: [], missing: [] };
  for (const personId of personIdsIn(value)) {
    const person = await loadPerson(ports, personId);
    if (person) known.identities.push(person.identity);
    else known.missing.push(personId);
  }
  return known;
}

/** Everything by which these people can be known, or undefined when somebody is missing: then nothing is safe. */
export const completeIdentifiers = ({ identities, missing }: KnownPeople): Identifier[] | undefined =>
  missing.length > 0 ? undefined : identities.flatMap(identifiersOf);

/**
 * Finds in free texts what names anybody whom the aggregate, or the command itself, refers to, and what looks
 * like an address or number of anybody, such as a refuge (S3-62). Without a person's record the whole text counts.
 */
export const createIdentifyingScan = (ports: Pick<Ports, 'aggregates'>): IdentifyingScan => ({
  async scan(subject, texts) {
    const identifiers = completeIdentifiers(await identitiesIn(ports, subject));
    const findings: Record<string, Finding[]> = {};
    for (const [field, text] of Object.entries(texts)) findings[field] = findingsIn(text, identifiers);
    return findings;
  },
});

function findingsIn(text: string, identifiers: readonly Identifier[] | undefined): Finding[] {
  if (identifiers === undefined) return [{ kind: 'unchecked', start: 0, end: text.length }];
  const own = findIdentifying(text, identifiers);
  return [...own, ...notWithin(own, findShapes(text))].toSorted((a, b) => a.start - b.start);
}

/** Those that lie in none of the others; both in order of their starts. */
function notWithin(others: readonly Finding[], findings: readonly Finding[]): Finding[] {
  let next = 0;
  let coveredTo = 0;
  return findings.filter(({ start, end }) => {
    for (let other = others[next]; other && other.start <= start; other = others[next]) {
      coveredTo = Math.max(coveredTo, other.end);
      next += 1;
    }
    return end > coveredTo;
  });
}
