import { paramsOf } from '../path.ts';
import { accessStatus, statusOf } from '../problem-status.ts';
import type { Route } from '../route.ts';
import { accessRefusals, commandRefusals, refusals } from './refusals.ts';

/** What any request may be answered, before a route is asked. */
const OF_ANY: readonly (readonly [status: number, codes: readonly string[]])[] = [
  [
    400,
    [
      'body-not-json',
      'body-not-utf8',
      'body-too-deep',
      'field-name-invalid',
      'header-twice',
      'idempotency-key-malformed',
      'purpose-unknown',
      'query-invalid',
      'text-not-whole',
    ],
  ],
  [413, ['body-too-large']],
  [415, ['encoding-not-supported', 'media-type-not-supported']],
  [431, ['headers-too-large']],
  [500, ['failed']],
  [503, ['needs-operations', 'try-again']],
];
const CURSOR = 'cursor-invalid';

/** The codes of the problems that a route may answer, by status. */
export function problemsOf(route: Route): Map<number, string[]> {
  const found = new Map<number, Set<string>>();
  const add = (status: number, codes: readonly string[]): void => {
    const known = found.get(status) ?? new Set<string>();
    for (const code of codes) known.add(code);
    found.set(status, known);
  };
  for (const [status, codes] of OF_ANY) add(status, codes);
  add(400, route.conditional ? ['if-match-malformed'] : ['if-match-not-supported']);
  if (route.method === 'POST') add(400, ['idempotency-key-missing']);
  if (route.body) add(422, ['input-invalid']);
  if (!route.open) {
    add(401, ['sign-in-needed']);
    for (const code of accessRefusals.split(' ')) add(accessStatus(refused(code)), [code]);
  }
  if (paramsOf(route.path).length > 0) add(404, ['not-found']);
  if (route.conditional) add(412, ['changed-meanwhile']);
  const own = refusals[route.operationId] ?? '';
  const shared = isCommand(route) ? commandRefusals : '';
  for (const code of `${own} ${shared}`.split(' ').filter((one) => one !== ''))
    for (const status of statusesOf(code)) add(status, [code]);
  return new Map(
    [...found].toSorted(([a], [b]) => a - b).map(([status, codes]) => [status, [...codes].sort()]),
  );
}

const isCommand = ({ method, open }: Route): boolean => method === 'POST' && !open;

const refused = (code: string) => ({ kind: 'refused' as const, code, message: '' });

/** What is not there is 404 when the path names it and 422 when the body does. */
function statusesOf(code: string): number[] {
  if (code === CURSOR) return [400];
  if (code.startsWith('no-such-')) return [404, 422];
  return [statusOf(refused(code))];
}
