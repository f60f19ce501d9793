import type { FaultKind, Scenario } from '../model/scenario.ts';
import * as between from './between.ts';
import * as lifecycle from './lifecycle.ts';
import * as mail from './mail.ts';

/** Scenarios that take a test too long; `npm run explore` goes through them all. */
const long: readonly Scenario[] = [
  lifecycle.swept,
  lifecycle.brokenClock,
  lifecycle.brokenRenewal,
  between.betweenSwept,
  mail.brokenMail,
  mail.troubledMail,
  mail.unansweredMail,
];

export const lifecycleScenarios: readonly Scenario[] = Object.values(lifecycle);
export const otherScenarios: readonly Scenario[] = [...Object.values(between), ...Object.values(mail)];

/** What a test has time for. */
export const short = (scenarios: readonly Scenario[]): Scenario[] =>
  scenarios.filter((scenario) => !long.includes(scenario));

/** The same world with one fault more, and one of each kind more, and time that passes once more. */
export function wider(scenario: Scenario): Scenario {
  const { faults, of, ticks } = scenario.bounds;
  const kinds = Object.entries(of).map(([kind, count]) => [kind, count + 1]);
  const more: Partial<Record<FaultKind, number>> = Object.fromEntries(kinds);
  return {
    ...scenario,
    name: `${scenario.name} (wider)`,
    bounds: { faults: faults === 0 ? 0 : faults + 1, of: more, ticks: ticks + 1 },
    settleMinutes: Math.max(2, scenario.settleMinutes) * 3,
    mayBeAlone: true,
  };
}
