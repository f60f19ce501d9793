import type { CaseRole, Policy, Rung } from '../schema.ts';
import { days, hours, months, wd } from './spans.ts';

/**
 * Ladders by the action's priority, all values judgement. Each ends in a rung that repeats whatever was
 * acknowledged, so that a live clock always has a next step (guard f): to have seen a reminder is not to have
 * done the action. What nobody does within a week of daily mails goes on weekly: a thousand mails about one thing
 * hide the next one. Its task stays open all the while.
 */
const actionLadders: Policy['ladders'] = {
  'action.immediate': [
    rung('T0', hours(0), ['owner', 'lead'], { message: 'reminder', task: telephone('lead') }),
    rung('+2h', hours(2), ['owner_agency_contact'], { message: 'escalation', task: telephone('lead') }),
    rung('+4h', hours(4), ['chair', 'after_hours'], {
      message: 'escalation',
      task: telephone('lead'),
      repeat: hours(12),
      times: 14,
    }),
    ...dailyThenWeekly(['owner', 'lead', 'chair'], telephone('lead')),
  ],
  'action.urgent': [
    rung('T0', hours(0), ['owner', 'lead'], { message: 'reminder' }),
    rung('+1wd', wd(1), ['owner_agency_contact'], { message: 'escalation' }),
    rung('+2wd', wd(2), ['chair'], { message: 'escalation' }),
    rung('+3wd', wd(3), ['owner', 'lead'], { message: 'reminder', repeat: wd(1), times: 5, always: true }),
    rung('weekly', days(14), ['owner', 'lead', 'chair'], {
      message: 'escalation',
      repeat: days(7),
      always: true,
    }),
  ],
  'action.standard': [
    rung('T-7', days(-7), ['owner'], { message: 'reminder', digest: true }),
    rung('T-2', days(-2), ['owner'], { message: 'reminder', digest: true }),
    rung('T0', days(0), ['owner', 'lead'], { message: 'reminder', digest: true, always: true }),
    rung('+1wd', wd(1), ['owner'], { message: 'reminder', digest: true, always: true }),
    rung('+2wd', wd(2), ['owner_agency_contact'], { message: 'escalation', always: true }),
    rung('+5wd', wd(5), ['lead'], { message: 'escalation', always: true }),
    rung('weekly', wd(6), ['owner'], { message: 'reminder', digest: true, repeat: days(7), always: true }),
    rung('+10wd', wd(10), ['chair', 'region'], { message: 'escalation', always: true }),
  ],
};

/** Whom the clocks chase, in order; a clock names one of these by `chased`. */
const chains = [
  ['triage', 'convenor', 'region'],
  ['caller', 'triage', 'region'],
  ['convening_lead', 'convenor', 'chair'],
  ['convenor', 'lead', 'region'],
  ['chair', 'convenor', 'region'],
  ['lead', 'lead_contact', 'chair'],
  ['lead', 'chair', 'region'],
  ['owner', 'owner_agency_contact', 'lead'],
  ['owner', 'owner_agency_contact', 'chair'],
] as const satisfies readonly (readonly [CaseRole, CaseRole, CaseRole])[];
type Chain = (typeof chains)[number];

/** Chase whom it is for, then the next person, then the one above; by working days. */
const chase = ([who, next, top]: Chain): Rung[] => [
  rung('T0', hours(0), [who], { message: 'reminder' }),
  rung('+1wd', wd(1), [who], { message: 'reminder', digest: true }),
  rung('+2wd', wd(2), [next], { message: 'escalation', always: true }),
  rung('+5wd', wd(5), [top], { message: 'escalation', always: true }),
  rung('weekly', wd(6), [who, next], { message: 'reminder', digest: true, repeat: days(7), always: true }),
];

/** The same in elapsed hours, through nights and holidays, with a telephone call. What is stuck is a line of a digest. */
const chaseUrgently = ([who, next, top]: Chain): Rung[] => [
  rung('T0', hours(0), [who], { message: 'reminder' }),
  rung('+2h', hours(2), [next], { message: 'escalation', task: telephone(next) }),
  rung('+4h', hours(4), [top], { message: 'escalation', task: telephone(next) }),
  ...dailyThenWeekly([who, next, top], telephone(next), { digest: true }),
];

const chainName = (chain: Chain): string => `chase.${chain.join('-')}`;

/** The two ladders of a chain, by the key of the clock. */
export function chased(...chain: Chain): { standard: string; urgent: string } {
  return { standard: chainName(chain), urgent: `${chainName(chain)}.urgent` };
}

const dateLadders: Policy['ladders'] = {
  // The agencies' answers: the meeting chases those who have not answered, then the chair is told.
  'returns.standard': [
    share('W50', 0.5),
    share('W90', 0.9),
    rung('T0', hours(0), ['chair'], { message: 'escalation' }),
    rung('+1wd', wd(1), ['chair', 'convenor'], {
      message: 'escalation',
      repeat: wd(1),
      times: 5,
      always: true,
    }),
    rung('weekly', days(14), ['chair', 'convenor'], {
      message: 'reminder',
      digest: true,
      repeat: days(7),
      always: true,
    }),
  ],
  'returns.urgent': [
    share('W50', 0.5),
    share('W90', 0.9),
    rung('T0', hours(0), ['chair'], { message: 'escalation', task: telephone('convenor') }),
    rung('+2h', hours(2), ['chair', 'convenor'], {
      message: 'escalation',
      repeat: hours(12),
      times: 14,
      always: true,
    }),
    rung('weekly', days(14), ['chair', 'convenor'], {
      message: 'reminder',
      digest: true,
      repeat: days(7),
      always: true,
    }),
  ],
  // A review window that may lapse: who can ask for the review is reminded before.
  lapse: [
    rung('T-2', wd(-2), ['caller'], { message: 'reminder' }),
    rung('T0', hours(0), ['triage'], { message: 'reminder' }),
    rung('+1wd', wd(1), ['triage', 'region'], { message: 'escalation', repeat: days(7), always: true }),
  ],
  'custody.release': [
    rung('T-14', days(-14), ['lead'], { message: 'reminder' }),
    rung('T-7', days(-7), ['lead'], { message: 'reminder' }),
    rung('T-2', days(-2), ['lead', 'chair'], { message: 'reminder', always: true }),
    rung('T-1', days(-1), ['lead', 'chair'], {
      message: 'escalation',
      task: telephone('convenor'),
      always: true,
    }),
    rung('T0', hours(0), ['lead', 'chair', 'convenor'], { message: 'escalation', always: true }),
    rung('+1d', days(1), ['lead', 'chair'], { message: 'escalation', repeat: days(7), always: true }),
  ],
  watch: [
    rung('T-30', days(-30), ['lead', 'convenor'], { message: 'watch_lapse', digest: true }),
    rung('T0', hours(0), ['convenor'], { message: 'watch_lapse' }),
    rung('+10wd', wd(10), ['convenor', 'region'], { message: 'escalation', always: true }),
    rung('monthly', months(1), ['convenor', 'region'], {
      message: 'escalation',
      repeat: months(1),
      always: true,
    }),
  ],
  expiry: [
    rung('T-30', days(-30), ['lead'], { message: 'reminder', digest: true }),
    rung('T0', hours(0), ['lead'], { message: 'reminder' }),
    rung('monthly', months(1), ['lead', 'convenor'], {
      message: 'reminder',
      digest: true,
      repeat: months(1),
      always: true,
    }),
  ],
  agreement: [
    rung('T-60', days(-60), ['convenor'], { message: 'reminder', digest: true }),
    rung('T0', hours(0), ['convenor'], { message: 'reminder' }),
    rung('monthly', months(1), ['convenor', 'region'], {
      message: 'escalation',
      repeat: months(1),
      always: true,
    }),
  ],
};

/** Every ladder that a clock of the base can name. */
export const baseLadders: Policy['ladders'] = {
  ...actionLadders,
  ...dateLadders,
  ...Object.fromEntries(
    chains.flatMap((chain) => [
      [chased(...chain).standard, chase(chain)],
      [chased(...chain).urgent, chaseUrgently(chain)],
    ]),
  ),
};

function rung(
  code: string,
  offset: Rung['offset'],
  to: CaseRole[],
  more: Omit<Rung, 'code' | 'offset' | 'to'>,
): Rung {
  return { code, offset, to, ...more };
}

/** Every day for a week, then every week; `digest` puts the weekly word into a digest. */
function dailyThenWeekly(
  to: readonly CaseRole[],
  task: NonNullable<Rung['task']>,
  more: Pick<Rung, 'digest'> = {},
): Rung[] {
  const daily = { message: 'escalation', task, repeat: hours(24), times: 7, always: true } as const;
  const weekly = { message: more.digest ? 'reminder' : 'escalation', repeat: days(7), always: true } as const;
  return [rung('+24h', hours(24), [...to], daily), rung('weekly', days(14), [...to], { ...weekly, ...more })];
}

/** A rung at a share of the window that sends no mail of the case: the meeting asked by it does. */
function share(code: string, window: number): Rung {
  return { code, window, to: [] };
}

function telephone(who: CaseRole): NonNullable<Rung['task']> {
  return { code: 'telephone', for: who };
}
