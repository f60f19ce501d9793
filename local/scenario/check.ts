import { agencyCommands, agencyCreations } from '../../functions/domain/agency/decide.ts';
import { answerForms } from '../../functions/domain/answers/purposes.ts';
import { regions } from '../../functions/domain/calendar/index.ts';
import { caseCreations } from '../../functions/domain/case/commands/referral/index.ts';
import { caseCommands } from '../../functions/domain/case/decide.ts';
import { meetingCommands, meetingCreations } from '../../functions/domain/meeting/commands/index.ts';
import { messageKinds } from '../../functions/domain/message/kinds.ts';
import { personCommands, personCreations } from '../../functions/domain/person/decide.ts';
import { PolicyOverrideError, profiles, withOverrides } from '../../functions/domain/policy/index.ts';
import { faultsOfReference, referencesIn } from './references-check.ts';
import type { Scenario, Step } from './schema.ts';
import { calendarOf, timesOf } from './times.ts';

/** Steps that break things instead of commanding them. */
export const faults = ['bounceAddress', 'mendAddress', 'sesOutage', 'restart', 'abortExecution'] as const;
export type Fault = (typeof faults)[number];

export const isFault = (name: string): name is Fault => (faults as readonly string[]).includes(name);

/** The step of a worker without an account, who answers by the link in a mail. */
const ANSWER_LINK = 'answerLink';
export const isAnswer = (name: string): boolean => name === ANSWER_LINK;

type Named = readonly { name: string }[];
const names = (...lists: Named[]): Set<string> => new Set(lists.flat().map(({ name }) => name));

const commands = new Map([
  ['case', names(caseCreations, caseCommands)],
  ['meeting', names(meetingCreations, meetingCommands)],
  ['person', names(personCreations, personCommands)],
  ['agency', names(agencyCreations, agencyCommands)],
]);
const creations = names(caseCreations, meetingCreations);

/**
 * What a file of the right form still cannot mean, each with its path: times and values of the policy that cannot
 * be; workers, things and commands that do not exist. A misspelt one would otherwise only show as everything going another way from there on.
 */
export function faultsOfMeaning(scenario: Scenario): string[] {
  const made = new Set(
    scenario.steps.flatMap(({ do: what = '', on = 'case:main' }) => (creations.has(what) ? [on] : [])),
  );
  const exists = (on: string): boolean => {
    const [type, alias = ''] = on.split(':');
    if (type === 'person') return alias in scenario.people;
    if (type === 'agency') return alias in scenario.agencies;
    return made.has(on);
  };
  const calendar = calendarOf(scenario);
  return [
    ...(calendar ? timesOf(scenario, calendar).faults : [`region: expected one of ${regions.join(', ')}`]),
    ...faultsOfOverrides(scenario),
    ...scenario.steps.flatMap((step, index) =>
      faultsOfStep(scenario, step, exists).map((fault) => `steps.${index}${fault}`),
    ),
    ...Object.keys(scenario.end)
      .filter((alias) => !exists(`case:${alias}`))
      .map((alias) => `end.${alias}: no step makes case:${alias}`),
  ];
}

function faultsOfOverrides({ profile, region, overrides = {} }: Scenario): string[] {
  try {
    withOverrides(profiles[profile], { ...overrides, ...(region === undefined ? {} : { region }) });
    return [];
  } catch (error) {
    if (!(error instanceof PolicyOverrideError)) throw error;
    return error.problems.map(({ path, expected }) => `overrides.${path}: expected ${expected}`);
  }
}

function faultsOfStep(scenario: Scenario, step: Step, exists: (on: string) => boolean): string[] {
  const { do: what, as, on = 'case:main' } = step;
  if (what === undefined && step.expect === undefined && step.say === undefined)
    return [': expected do, expect or say'];
  const faults = [...referencesIn(step)].flatMap(([path, text]) =>
    faultsOfReference(scenario, exists, path, text),
  );
  if (as !== undefined && !isStaff(scenario, as))
    faults.push(`.as: ${as} is not one of the scenario’s staff; expected agency/worker`);
  if (what === undefined) return faults;
  if ((!isFault(what) || what === 'abortExecution') && !exists(on))
    faults.push(`.on: the scenario has no ${on}, and no step makes it`);
  if (isFault(what)) return [...faults, ...faultsOfFault(scenario, what, step)];
  if (isAnswer(what)) return [...faults, ...faultsOfAnswer(step)];
  const [type = ''] = on.split(':');
  if (!commands.get(type)?.has(what))
    faults.push(`.do: a ${type} has no command ${what}; local/scenarios/COMMANDS.md lists what it has`);
  else if (as === undefined) faults.push('.as: expected who does it, as agency/worker');
  return faults;
}

function faultsOfAnswer({ as, with: given = {} }: Step): string[] {
  const kinds: readonly string[] = messageKinds;
  const forms: readonly string[] = answerForms;
  return [
    ...(as === undefined ? ['.as: expected who answers, as agency/worker'] : []),
    ...(kinds.includes(String(given['mail']))
      ? []
      : ['.with.mail: expected a kind of mail, such as invitation']),
    ...(forms.includes(String(given['form'])) ? [] : [`.with.form: expected one of ${forms.join(', ')}`]),
  ];
}

function faultsOfFault(scenario: Scenario, fault: Fault, { with: given = {} }: Step): string[] {
  const { worker, as } = given;
  if (fault === 'bounceAddress' || fault === 'mendAddress') {
    const known = typeof worker === 'string' && isStaff(scenario, worker);
    return known ? [] : ['.with.worker: expected one of the scenario’s staff, as agency/worker'];
  }
  const outage = as === undefined || as === 'unavailable' || as === 'throttled';
  return fault === 'sesOutage' && !outage ? ['.with.as: expected unavailable or throttled'] : [];
}

function isStaff(scenario: Scenario, text: string): boolean {
  const [agency = '', worker = ''] = text.split('/');
  return scenario.agencies[agency]?.staff[worker] !== undefined;
}
