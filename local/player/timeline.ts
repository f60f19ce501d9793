import { type Calendar, type Instant, regions } from '../../functions/domain/calendar/index.ts';
import { type LoadedScenario, ScenarioFileError } from '../scenario/load.ts';
import type { Step } from '../scenario/schema.ts';
import { calendarOf, timesOf } from '../scenario/times.ts';

/** One step of one scenario with the instant at which it happens. */
export interface TimedStep {
  scenario: LoadedScenario;
  index: number;
  at: Instant;
  step: Step;
}

export interface Timeline {
  start: Instant;
  steps: TimedStep[];
  /** When each scenario is over. */
  ends: Map<string, Instant>;
  /** When the last one is. */
  end: Instant;
}

/** The calendar in whose local time a scenario is written. */
export function scenarioCalendar(scenario: LoadedScenario): Calendar {
  const calendar = calendarOf(scenario);
  if (!calendar)
    throw new ScenarioFileError(`${scenario.file}: region: expected one of ${regions.join(', ')}`);
  return calendar;
}

/**
 * All steps of all scenarios in the order in which they happen. Scenarios share one cloud and one clock, so
 * that they meet as cases do. Offsets count from the step before.
 */
export function timelineOf(scenarios: readonly LoadedScenario[]): Timeline {
  const steps: TimedStep[] = [];
  const ends = new Map<string, Instant>();
  const starts: Instant[] = [];
  for (const scenario of scenarios) {
    const calendar = scenarioCalendar(scenario);
    const times = timesOf(scenario, calendar);
    if (times.faults.length > 0) throw new ScenarioFileError(`${scenario.file}: ${times.faults.join('; ')}`);
    starts.push(times.start);
    ends.set(scenario.name, times.end);
    for (const [index, step] of scenario.steps.entries())
      steps.push({ scenario, index, at: times.steps[index] ?? times.end, step });
  }
  steps.sort((a, b) => compare(a.at, b.at));
  return {
    start: starts.sort(compare)[0] ?? '',
    steps,
    ends,
    end: [...ends.values()].sort(compare).at(-1) ?? '',
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
