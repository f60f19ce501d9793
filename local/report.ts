import type { Summary } from './summary/summary.ts';

/** What an earlier start left in a folder. */
export interface Earlier {
  /** Those that were begun, by name; none in a new folder. */
  scenarios: readonly string[];
  /** Where its clock stands: an instant in UTC. */
  at: string;
  cases: number;
  messages: number;
}

/**
 * What a start goes on from; no line for a new folder.
 * @param data the folder that was asked for
 */
export const goingOnLines = (
  data: string | undefined,
  { scenarios, at, cases, messages }: Earlier,
): string[] =>
  data === undefined || scenarios.length === 0
    ? []
    : [
        `Going on from ${data}: ${scenarios.join(', ')} at ${at.slice(0, 16).replace('T', ' ')} UTC, with ${count(cases, 'case')} and ${count(messages, 'message')}`,
      ];

/** What is said when the scenarios are over: how each case ended, what it cost, what is wrong. */
export function closingLines(
  { cases, counts, failures, violations }: Summary,
  alarms: readonly unknown[],
): string[] {
  const invocations = Object.values(counts.lambdaInvocations).reduce((a, b) => a + b, 0);
  return [
    '',
    ...cases.map(
      ({ scenario, case: alias, end, phases, breaches }) =>
        `${scenario}/${alias}: ${end.phase}${end.how === undefined ? '' : ` (${end.how})`}, ${count(phases.length, 'phase')}, ${count(breaches.length, 'clock')} ran past due`,
    ),
    '',
    `${counts.transitions} state transitions, ${invocations} function invocations`,
    `${counts.readUnits} read and ${counts.writeUnits} write units`,
    `${count(counts.messages, 'message')}, ${count(counts.mails, 'mail')} sent, ${count(counts.restarts, 'restart')}`,
    ...alarms.map((alarm) => `alarm: ${alarm instanceof Error ? alarm.message : String(alarm)}`),
    ...failures.map(({ scenario, path, what }) => `NOT AS EXPECTED ${scenario} ${path}: ${what}`),
    ...violations.map(({ invariant, of }) => `VIOLATED ${invariant}: ${of}`),
    failures.length + violations.length === 0
      ? 'Everything came about as expected.'
      : 'Not everything came about as expected.',
  ];
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

/**
 * Where everything is while the local cloud serves, with tokens and a command for more of them.
 * @param tokens lines of `tokenLines`
 * @param data the folder that was asked for, which the token's command must be told too
 */
export function servingLines(
  url: string,
  api: string,
  tokens: readonly string[],
  data: string | undefined,
): string[] {
  const folder = data === undefined ? '' : ` --data ${data}`;
  return [
    '',
    `Serving on ${url} until Ctrl-C`,
    `The API is at ${url}${api}, and its documentation at ${url}${api}/docs`,
    ...tokens,
    `More tokens: npm run --silent token -- --agency police${folder} (npm run token -- --help says more)`,
  ];
}
