import type { CommandAnswer } from '../../functions/application/execute-command.ts';
import type { Calendar } from '../../functions/domain/calendar/index.ts';
import type { Cloud } from '../cloud.ts';
import type { LoadedScenario } from '../scenario/load.ts';
import {
  aliasId,
  creationKey,
  resolveNoteName,
  resolveReferences,
  type Surroundings,
  type TargetType,
  UnknownReferenceError,
} from '../scenario/references.ts';
import { scenarioPolicy } from './policies.ts';
import { actorOf } from './requests.ts';
import type { TimedStep } from './timeline.ts';

/** What a step is done to; a case called main unless it says otherwise. */
export function targetOf(text = 'case:main'): { type: TargetType; alias: string } {
  const [type = 'case', alias = 'main'] = text.split(':');
  return { type: type as TargetType, alias };
}

/** What references in a step may look at. The state is read once, before the step. */
export async function surroundingsOf(
  cloud: { app: { aggregates: Pick<Cloud['app']['aggregates'], 'load'> } },
  { scenario, at, step }: TimedStep,
  calendar: Calendar,
): Promise<Surroundings> {
  const named = new Set([step.on ?? 'case:main', ...mentioned(step.with)]);
  const states = new Map<string, unknown>();
  for (const name of named) {
    const { type, alias } = targetOf(name);
    const record = await cloud.app.aggregates.load({ type, id: aliasId(scenario.name, type, alias) });
    states.set(name, record?.data);
  }
  return {
    scenario: scenario.name,
    at,
    calendar,
    state: (of) => states.get(of ?? step.on ?? 'case:main'),
    knows: (type, alias) => knows(scenario, type, alias),
  };
}

/** Things that a lookup says it is `of`. */
function mentioned(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(mentioned);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) =>
    key === 'of' && typeof entry === 'string' ? [entry] : mentioned(entry),
  );
}

function knows(scenario: LoadedScenario, type: TargetType | 'worker', alias: string): boolean {
  switch (type) {
    case 'agency':
      return alias in scenario.agencies;
    case 'person':
      return alias in scenario.people;
    case 'worker': {
      const [agency = '', worker = ''] = alias.split('/');
      return scenario.agencies[agency]?.staff[worker] !== undefined;
    }
    case 'case':
    case 'meeting':
      return scenario.steps.some(
        (step) => step.on === `${type}:${alias}` || (type === 'case' && alias === 'main'),
      );
  }
}

/** Do a step's domain command as its worker. Throws UnknownReferenceError for a reference that leads nowhere. */
export async function performCommand(
  cloud: Pick<Cloud, 'submit'>,
  timed: TimedStep,
  around: Surroundings,
): Promise<CommandAnswer> {
  const { scenario, index, step } = timed;
  const { type, alias } = targetOf(step.on);
  if (step.as === undefined) throw new UnknownReferenceError(`${step.do}: as: expected agency/worker`);
  const key = `${creationKey(scenario.name, type, alias)}/steps/${index}`;
  const input = resolveReferences(step.with ?? {}, around) as Record<string, unknown>;
  return cloud.submit(
    {
      type,
      id: aliasId(scenario.name, type, alias),
      name: step.do ?? '',
      input,
      by: actorOf(scenario.name, step.as),
      key,
      ...(step.notes === undefined ? {} : { notes: named(step.notes, around) }),
    },
    scenarioPolicy(scenario),
  );
}

const named = (notes: Record<string, string>, around: Surroundings): Record<string, string> =>
  Object.fromEntries(Object.entries(notes).map(([name, text]) => [resolveNoteName(name, around), text]));
