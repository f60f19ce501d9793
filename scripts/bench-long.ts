import type { LoadedScenario } from '../local/scenario/load.ts';
import type { Step } from '../local/scenario/schema.ts';

/*
 * The longest case that we can imagine: the family of the default scenario with nine more people, met again every
 * quarter for years, ten actions each time. Everything is arithmetic over the scenario's own steps.
 */

/** Between two meetings; whole weeks, so that working days stay working days. */
const DAYS_BETWEEN = 91;
const OTHERS = 9;

type Plain = Record<string, unknown>;
const COORDINATOR = 'refuge/advocate';

/** Who does what after each meeting; ten kinds, so that feedback finds its action by its kind. */
const actions: readonly (readonly [owner: string, stream: string, part: string, code: string])[] = [
  ['refuge/advocate', 'adult_victim', 'safety_strategy', 'breach_report_planning'],
  ['refuge/advocate', 'adult_victim', 'support_adult_victim', 'protection_order_support'],
  ['acco/worker', 'adult_victim', 'support_adult_victim', 'culturally_responsive_support'],
  ['hospital/socialworker', 'adult_victim', 'safety_strategy', 'health_support'],
  ['childprotection/worker', 'child', 'support_child', 'child_support'],
  ['childprotection/worker', 'child', 'support_child', 'school_safety'],
  ['police/sergeant', 'person_using_violence', 'risk_management', 'charges'],
  ['corrections/officer', 'person_using_violence', 'risk_management', 'behaviour_change'],
  ['corrections/officer', 'person_using_violence', 'risk_management', 'engagement'],
  ['fss/coordinator', 'systemic', 'safety_strategy', 'alert_placed'],
];

const aboutWhom: Readonly<Record<string, string>> = {
  adult_victim: '@person:anna',
  child: '@person:child',
  person_using_violence: '@person:boris',
  systemic: '@person:anna',
};

/**
 * The default scenario with so many meetings, open when the last plan's actions are done.
 * @param base the default scenario @param meetings at least 2
 */
export function longScenario(base: LoadedScenario, meetings: number): LoadedScenario {
  const again = base.steps.findIndex((step) => step.do === 'callFollowUp');
  const over = base.steps.findIndex((step) => step.do === 'recordNoFollowUpNeeded');
  const round = base.steps.slice(again, over).filter((step) => step.do !== 'giveFeedback');
  const rounds = Array.from({ length: meetings - 1 }, (_, n) => roundOf(round, n));
  const { runUntil: _, ...rest } = base;
  const steps = [...base.steps.slice(0, again).map(withOthers), ...rounds.flat()];
  return { ...rest, people: { ...base.people, ...othersOf() }, steps: steps.map(unexpecting), end: {} };
}

const othersOf = (): LoadedScenario['people'] =>
  Object.fromEntries(
    Array.from({ length: OTHERS }, (_, n) => [`child${n}`, { name: `Placeholder${n} Examplechild` }]),
  );

function withOthers(step: Step): Step {
  if (step.do !== 'refer') return step;
  const members = Array.from({ length: OTHERS }, (_, n) => ({
    personId: `@person:child${n}`,
    role: 'child_victim',
    relationshipToVictim: 'child',
  }));
  const before: unknown = step.with?.['members'];
  return { ...step, with: { ...step.with, members: [...(Array.isArray(before) ? before : []), ...members] } };
}

/** One more meeting: the second one of the scenario so many quarters later, with its actions told of twice. */
function roundOf(round: readonly Step[], n: number): Step[] {
  const moved: Step[] = JSON.parse(
    JSON.stringify(round)
      .replaceAll('meeting:second', `meeting:again${n}`)
      .replaceAll(/\d{4}-\d\d-\d\d(?=[T"])/g, (day) => later(day, n * DAYS_BETWEEN)),
  );
  const planned = moved.map((step) => (step.do === 'recordPlan' ? withActions(step) : step));
  return [...planned, ...tellOf('in_progress', '+7d 10:00'), ...tellOf('done', '+14d 10:00')];
}

const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10);

const withActions = (step: Step): Step => ({
  ...step,
  as: COORDINATOR,
  with: {
    ...step.with,
    actions: actions.map(([owner, stream, part, code]) => ({
      ...{
        owner: `@worker:${owner}`,
        stream,
        part,
        code,
        towards: [aboutWhom[stream]],
        priority: 'standard',
      },
      ...(part === 'risk_management' ? { riskId: '@last:risk.identified.riskId' } : {}),
      ...(owner === COORDINATOR ? {} : { agreed: true }),
    })),
  },
});

function tellOf(progress: 'in_progress' | 'done', at: string): Step[] {
  return actions.map(([owner, , , code], i) => ({
    at: i === 0 ? at : '+5m',
    as: owner,
    do: 'giveFeedback',
    with: {
      actionId: { '@in': 'actions', where: { code }, take: 'actionId' } satisfies Plain,
      progress,
      effect: 'too_early',
      final: progress === 'done',
      via: 'api',
    },
  }));
}

/** What the short case says of messages and states does not hold of the long one. */
function unexpecting(step: Step): Step {
  const { expect: expected, say: _, ...kept } = step;
  return expected?.refused === undefined ? kept : { ...kept, expect: { refused: expected.refused } };
}
