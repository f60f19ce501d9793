import type { AgencyState } from '../../../functions/domain/agency/state.ts';
import { type CaseState, caseSchema } from '../../../functions/domain/case/state.ts';
import { idSchema } from '../../../functions/domain/shared/ids.ts';

/** Personal data that must never come out of a mail, in the forms in which it is written down. */
export const canaries = [
  'Wilhelmina Canary',
  'Te Ariki O’Canary',
  '17 Canary Street, Birdtown WA 6999',
  '0400 555 123',
  'wilhelmina.canary@birds.example',
  '1988-04-17',
  'Birdtown Primary School',
];

/** Parts by which a leak shows even when the text was cut or cased in another way. */
export const traces = ['wilhelmina', 'ariki', 'canary', 'birdtown', '0400 555', '1988-04-17'];

// What the rules read, so a canary there would change what is decided instead of what is said.
const meaningful = new Set([
  'kind',
  'status',
  'role',
  'phase',
  'policyVersion',
  'region',
  'profile',
  'code',
  'basis',
]);

const isTime = (text: string) => /^\d{4}-\d\d-\d\dT/.test(text);

/**
 * A copy of a case in which every free string holds one of the canaries: labels, reasons, references, codes
 * that nothing looks up. Ids, instants and words of enumerations stay.
 */
export function poison(state: CaseState, pick: () => string): CaseState {
  const walk = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => walk(item, key));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, walk(v, k)]));
    }
    const free = typeof value === 'string' && !isTime(value) && !idSchema.safeParse(value).success;
    if (!free || meaningful.has(key)) return value;
    return pick();
  };
  const entries = Object.entries(state).map(([key, value]) => [key, walk(value, key)]);
  const poisoned = Object.fromEntries(entries);
  // Where only words of an enumeration are allowed, the true word goes back.
  for (let tries = 0; tries < 500; tries += 1) {
    const parsed = caseSchema.safeParse(poisoned);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) restore(poisoned, state, issue.path);
  }
  throw new Error('the poisoned case cannot be made valid');
}

function restore(into: unknown, from: unknown, path: readonly PropertyKey[]): void {
  const [key, ...rest] = path;
  if (key === undefined || !isRecord(into) || !isRecord(from)) return;
  if (rest.length === 0) into[String(key)] = from[String(key)];
  else restore(into[String(key)], from[String(key)], rest);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Names and addresses of workers as the directory holds them. */
export const workerSecrets = (agency: Pick<AgencyState, 'representatives'>): string[] =>
  agency.representatives
    .flatMap((r) => [r.name, r.phone ?? '', r.address?.address ?? ''])
    .filter((s) => s !== '');
