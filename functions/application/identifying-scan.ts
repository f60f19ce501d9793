import { type Finding, findIdentifying, type Identifier } from '../domain/message/identifying.ts';
import type { Identity } from '../domain/person/state.ts';
import type { IdentifyingScan } from './app.ts';
import { loadPerson } from './load-states.ts';
import type { Ports } from './ports.ts';

/** Everything by which a person can be known. */
export function identifiersOf(identity: Identity): Identifier[] {
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

/** Identities of the people whom a value refers to. */
export async function identitiesIn(ports: Pick<Ports, 'aggregates'>, value: unknown): Promise<Identity[]> {
  const found: Identity[] = [];
  for (const personId of personIdsIn(value)) {
    const person = await loadPerson(ports, personId);
    if (person) found.push(person.identity);
  }
  return found;
}

/** Finds in free texts what names anybody whom the aggregate, or the command itself, refers to. */
export const createIdentifyingScan = (ports: Pick<Ports, 'aggregates'>): IdentifyingScan => ({
  async scan(subject, texts) {
    const identifiers = (await identitiesIn(ports, subject)).flatMap(identifiersOf);
    const findings: Record<string, Finding[]> = {};
    for (const [field, text] of Object.entries(texts)) findings[field] = findIdentifying(text, identifiers);
    return findings;
  },
});
