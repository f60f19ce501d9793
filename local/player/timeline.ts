import {
  type Calendar,
  calendarFor,
  type Instant,
  type Region,
  regions,
} from '../../functions/domain/calendar/index.ts';
import { type LoadedScenario, ScenarioFileError } from '../scenario/load.ts';
import type { Step } from '../scenario/schema.ts';
import { instantOf, TimeFormatError } from '../scenario/when.ts';

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

const profileRegions: Record<LoadedScenario['profile'], Region> = { wa: 'AU-WA', vic: 'AU-VIC', nz: 'NZ' };

/** The calendar in whose local time a scenario is written. */
export function scenarioCalendar(scenario: LoadedScenario): Calendar {
  const region = scenario.region ?? profileRegions[scenario.profile];
  const known = regions.find((one) => one === region);
  if (!known) throw new ScenarioFileError(`${scenario.file}: region: expected one of ${regions.join(', ')}`);
  return calendarFor(known);
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
    let at = timeOf(scenario, 'start', scenario.start, '', calendar);
    starts.push(at);
    scenario.steps.forEach((step, index) => {
      at = timeOf(scenario, `steps.${index}.at`, step.at, at, calendar);
      steps.push({ scenario, index, at, step });
    });
    const end = timeOf(scenario, 'runUntil', scenario.runUntil ?? '+1d', at, calendar);
    ends.set(scenario.name, end);
  }
  steps.sort((a, b) => compare(a.at, b.at));
  return {
    start: starts.sort(compare)[0] ?? '',
    steps,
    ends,
    end: [...ends.values()].sort(compare).at(-1) ?? '',
  };
}

function timeOf(
  scenario: LoadedScenario,
  path: string,
  text: string,
  from: Instant,
  calendar: Calendar,
): Instant {
  try {
    const at = instantOf(text, from, calendar);
    if (at < from) throw new TimeFormatError(`${text} is before the step before it`);
    return at;
  } catch (error) {
    if (!(error instanceof TimeFormatError)) throw error;
    throw new ScenarioFileError(`${scenario.file}: ${path}: ${error.message}`);
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
