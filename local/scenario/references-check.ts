import type { Scenario, Step } from './schema.ts';

/** Every `@kind:what` in what a step gives, with its path below the step. */
export function* referencesIn({ with: given, notes }: Step): Iterable<[path: string, text: string]> {
  yield* textsIn('.with', given);
  yield* textsIn('.notes', Object.fromEntries(Object.keys(notes ?? {}).map((name) => [name, ''])));
}

function* textsIn(path: string, value: unknown): Iterable<[string, string]> {
  if (typeof value === 'string' && value.startsWith('@')) yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, one] of Object.entries(value)) {
    const at = key.search(/@\w+:/);
    if (at >= 0) yield [`${path}.${key}`, key.slice(at)];
    yield* textsIn(`${path}.${key}`, one);
  }
}

const kinds = ['person', 'agency', 'worker', 'rep', 'case', 'meeting', 'time', 'last'];

/** A reference to what a scenario does not have. What a lookup finds is only known when it is played. */
export function faultsOfReference(
  { agencies }: Scenario,
  exists: (on: string) => boolean,
  path: string,
  text: string,
): string[] {
  const [kind = '', ...rest] = text.slice(1).split(':');
  const what = rest.join(':');
  if (!kinds.includes(kind))
    return [`${path}: ${text}: expected one of ${kinds.map((one) => `@${one}:`).join(', ')}`];
  if (kind === 'time' || kind === 'last') return [];
  if (kind !== 'worker' && kind !== 'rep')
    return exists(`${kind}:${what}`) ? [] : [`${path}: the scenario has no ${kind} ${what}`];
  const [agency = '', worker = ''] = what.split('/');
  return agencies[agency]?.staff[worker] === undefined
    ? [`${path}: ${what} is not one of the scenario’s staff; expected agency/worker`]
    : [];
}
