import type { Calendar, Instant } from '../../functions/domain/calendar/index.ts';
import { deriveId } from '../../functions/domain/shared/ids.ts';
import { instantOf } from './when.ts';

/** A reference in a scenario that leads nowhere. */
export class UnknownReferenceError extends Error {
  override readonly name = 'UnknownReferenceError';
}

const prefixes = { case: 'case', meeting: 'mtg', person: 'per', agency: 'agy' } as const;
export type TargetType = keyof typeof prefixes;

/** The key that stands for a creation in a scenario: doing it again gives the same thing. */
export const creationKey = (scenario: string, type: TargetType, alias: string): string =>
  `${scenario}/${type}/${alias}`;

/** Ids of a scenario's things are known before they exist, since they derive from the creation's key. */
export const aliasId = (scenario: string, type: TargetType, alias: string): string =>
  deriveId(prefixes[type], creationKey(scenario, type, alias));

export const workerId = (scenario: string, worker: string): string => deriveId('rep', scenario, worker);

/** What a reference may look at. */
export interface Surroundings {
  scenario: string;
  at: Instant;
  calendar: Calendar;
  /** The state of what the step is done to, or of another thing by `type:alias`. */
  state(of?: string): unknown;
  knows(type: TargetType | 'worker', alias: string): boolean;
}

/**
 * Replace every reference in a step's input.
 *
 * | written | becomes |
 * |---|---|
 * | `@person:anna`, `@agency:police`, `@case:main`, `@meeting:first` | the id |
 * | `@worker:police/sergeant` | `{ agencyId, representativeId }` |
 * | `@rep:police/sergeant` | the representative's id |
 * | `@time:+3d 09:00` | the instant, from the step's time |
 * | `@last:lead.offers.offerId` | that field of the list's last entry, in the state |
 * | `{ "@in": "actions", "where": { "code": "fvro_support" }, "take": "actionId", "of": "case:main" }` | that field of the last entry that fits |
 */
export function resolveReferences(value: unknown, around: Surroundings): unknown {
  if (typeof value === 'string' && value.startsWith('@')) return resolveText(value, around);
  if (Array.isArray(value)) return value.map((entry) => resolveReferences(entry, around));
  if (!isRecord(value)) return value;
  if ('@in' in value) return lookUp(value, around);
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [resolveKey(key, around), resolveReferences(entry, around)]),
  );
}

/** Keys may be references to ids too, as in `{ "@person:anna": "yes" }`. */
const resolveKey = (key: string, around: Surroundings): string =>
  key.startsWith('@') ? String(resolveText(key, around)) : key;

/** The name of a note about somebody: `view:@person:anna` becomes `view:` and the id. */
export function resolveNoteName(name: string, around: Surroundings): string {
  const at = name.indexOf('@');
  return at < 0 ? name : name.slice(0, at) + String(resolveText(name.slice(at), around));
}

function resolveText(text: string, around: Surroundings): unknown {
  const [kind, rest] = split(text.slice(1), ':');
  switch (kind) {
    case 'person':
    case 'agency':
    case 'case':
    case 'meeting':
      if (!around.knows(kind, rest))
        throw new UnknownReferenceError(`${text}: the scenario has no such ${kind}`);
      return aliasId(around.scenario, kind, rest);
    case 'worker':
    case 'rep': {
      if (!around.knows('worker', rest))
        throw new UnknownReferenceError(`${text}: the scenario has no such worker`);
      const [agency = ''] = rest.split('/');
      const representativeId = workerId(around.scenario, rest);
      return kind === 'rep'
        ? representativeId
        : { agencyId: aliasId(around.scenario, 'agency', agency), representativeId };
    }
    case 'time':
      return instantOf(rest, around.at, around.calendar);
    case 'last': {
      const path = rest.split('.');
      const field = path.pop() ?? '';
      return take(text, path.join('.'), {}, field, around.state());
    }
    default:
      throw new UnknownReferenceError(
        `${text}: expected @person:, @agency:, @worker:, @rep:, @case:, @meeting:, @time: or @last:`,
      );
  }
}

function lookUp(query: Record<string, unknown>, around: Surroundings): unknown {
  const path = String(query['@in']);
  const where = resolveReferences(query['where'] ?? {}, around);
  const { of } = query;
  return take(
    `@in ${path}`,
    path,
    isRecord(where) ? where : {},
    String(query['take']),
    around.state(typeof of === 'string' ? of : undefined),
  );
}

function take(
  name: string,
  path: string,
  where: Record<string, unknown>,
  field: string,
  state: unknown,
): unknown {
  const list = valueAt(state, path);
  if (!Array.isArray(list)) throw new UnknownReferenceError(`${name}: there is no list ${path}`);
  const found = list.findLast((entry) =>
    Object.entries(where).every(([key, wanted]) => same(valueAt(entry, key), wanted)),
  );
  if (found === undefined)
    throw new UnknownReferenceError(`${name}: nothing in ${path} fits ${JSON.stringify(where)}`);
  return valueAt(found, field);
}

/** The value at a dotted path, or undefined. */
export function valueAt(value: unknown, path: string): unknown {
  if (path === '') return value;
  return path.split('.').reduce<unknown>((at, key) => {
    if (Array.isArray(at)) return key === 'length' ? at.length : at.at(Number(key));
    return isRecord(at) ? at[key] : undefined;
  }, value);
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function split(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}
