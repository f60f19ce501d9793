import type { Calendar } from '../../functions/domain/calendar/index.ts';
import type { LoadedScenario } from '../scenario/load.ts';
import { aliasId } from '../scenario/references.ts';
import { scenarioCalendar } from './timeline.ts';

interface Known {
  /** `default/main`: scenario and case, as its file calls them. */
  label: string;
  calendar: Calendar;
}

/** What ids of the scenarios are called, for people who watch: agencies and cases, never persons. */
export interface Directory {
  /** Room that labels need. */
  width: number;
  /** Nothing need be said of which case it is. */
  hasOneCase: boolean;
  caseOf(caseId: string): Known | undefined;
  /** Something that is no case, such as a meeting: named after the first case it is about. */
  elsewhere(id: string, about: readonly string[]): Known;
  agencyName(agencyId: string): string;
  calendarOf(scenario: string): Calendar;
  label(scenario: string, on: string | undefined): string;
  /** Scenario and alias of a case. */
  caseAlias(caseId: string): { scenario: string; alias: string } | undefined;
}

/** Made from the scenarios alone: ids derive from aliases. */
export function createDirectory(scenarios: readonly LoadedScenario[]): Directory {
  const cases = new Map<string, Known & { scenario: string; alias: string }>();
  const others = new Map<string, Known>();
  const agencies = new Map<string, string>();
  const calendars = new Map<string, Calendar>();
  for (const scenario of scenarios) {
    const { name } = scenario;
    const calendar = scenarioCalendar(scenario);
    calendars.set(name, calendar);
    for (const [alias, agency] of Object.entries(scenario.agencies)) {
      agencies.set(aliasId(name, 'agency', alias), agency.name);
    }
    const targets = new Set(['case:main', ...scenario.steps.flatMap((step) => step.on ?? [])]);
    for (const target of targets) {
      const [type, alias = ''] = target.split(':');
      const label = alias === 'main' ? name : `${name}/${alias}`;
      if (type === 'case')
        cases.set(aliasId(name, 'case', alias), { label, calendar, scenario: name, alias });
      else if (type === 'meeting') others.set(aliasId(name, 'meeting', alias), { label, calendar });
    }
  }
  const [first] = scenarios;
  const unknown: Known = {
    label: '',
    calendar: first ? scenarioCalendar(first) : calendars.values().next().value!,
  };
  return {
    width: Math.max(8, ...[...cases.values(), ...others.values()].map(({ label }) => label.length)),
    hasOneCase: cases.size === 1,
    caseOf: (caseId) => cases.get(caseId),
    elsewhere: (id, about) =>
      others.get(id) ?? about.map((one) => cases.get(one)).find((known) => known) ?? unknown,
    agencyName: (agencyId) => agencies.get(agencyId) ?? agencyId,
    calendarOf: (scenario) => calendars.get(scenario) ?? unknown.calendar,
    label(scenario, on = 'case:main') {
      const [type, alias = ''] = on.split(':');
      // What a scenario's file calls a person may be a name.
      return type === 'person' || type === 'agency' || alias === 'main' ? scenario : `${scenario}/${alias}`;
    },
    caseAlias: (caseId) => cases.get(caseId),
  };
}
