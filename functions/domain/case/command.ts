import { type Draft, produce } from 'immer';
import type * as z from 'zod/mini';
import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/instants.ts';
import type { Policy } from '../policy/schema.ts';
import { type Collector, type CommandEnvelope, createCollector } from '../shared/command.ts';
import type { Decision } from '../shared/decision.ts';
import { parseInput } from '../shared/parse.ts';
import { isRefusal, type Refusal, refuse } from '../shared/refusal.ts';
import { worklistRows } from '../shared/tasks.ts';
import type { Phase } from './phases.ts';
import { hadPart, isExcluded } from './queries.ts';
import { settle } from './settle.ts';
import type { CaseState } from './state.ts';

/** What a case decision may know and collect. */
export interface CaseContext extends Collector {
  readonly policy: Policy;
  readonly calendar: Calendar;
}

/**
 * One command of a case. `decide` changes the draft and collects events and intents through `context`, or
 * returns a refusal, in which case nothing of the draft is kept.
 */
export interface CaseCommand<Schema extends z.ZodMiniType = z.ZodMiniType> {
  name: string;
  /** Imperative, in a worker's words. */
  title: string;
  /** Ids of the duties it serves, or 'judgement'. */
  duty: readonly string[];
  phases: readonly Phase[];
  /** `worker` commands are refused to the system and the other way round. */
  by: 'worker' | 'system' | 'any';
  /** A worker who is excluded from the case may do it all the same; nobody excluded does anything else. */
  excludedMay?: true;
  /** A worker of an agency without any part in the case may do it. */
  anybodyMay?: true;
  /** Also for who looks after the system, with no part in any case; who that is, access alone decides. */
  administratorMay?: true;
  input: Schema;
  decide(draft: Draft<CaseState>, input: z.output<Schema>, context: CaseContext): Refusal | undefined;
}

/** A command that makes a case. */
export interface CaseCreation<Schema extends z.ZodMiniType = z.ZodMiniType> {
  name: string;
  title: string;
  duty: readonly string[];
  input: Schema;
  create(caseId: string, input: z.output<Schema>, context: CaseContext): CaseState | Refusal;
}

export const defineCaseCommand = <Schema extends z.ZodMiniType>(
  command: CaseCommand<Schema>,
): CaseCommand<Schema> => command;
export const defineCaseCreation = <Schema extends z.ZodMiniType>(
  creation: CaseCreation<Schema>,
): CaseCreation<Schema> => creation;

/** Decide one command on an existing case. Pure: the same arguments give the same decision. */
export function runCaseCommand(
  command: CaseCommand,
  state: CaseState,
  envelope: CommandEnvelope,
  now: Instant,
  policy: Policy,
  calendar: Calendar,
): Decision<CaseState> {
  const excluded = excludedRefusal(command, state, envelope);
  if (excluded) return excluded;
  if (!command.phases.includes(state.phase)) {
    return refuse(
      'not-in-this-phase',
      `${command.name} is not possible in the phase ${state.phase}; it is in ${command.phases.join(', ')}`,
    );
  }
  if (command.by !== 'any' && command.by !== envelope.by.kind) {
    return refuse('not-for-this-actor', `${command.name} is for a ${command.by}`);
  }
  const parsed = parseInput(command.input, envelope.input);
  if (!parsed.ok) return parsed.refusal;
  const context: CaseContext = { ...createCollector({ ...envelope, now }), policy, calendar };
  let refusal: Refusal | undefined;
  const next = produce(state, (draft) => {
    refusal = command.decide(draft, parsed.value, context) ?? strangerRefusal(command, state, envelope);
    if (!refusal) settle(draft, context);
  });
  return refusal ?? accepted(state, next, context);
}

/** Exclusion beats everything, and comes first, so that the answer says nothing of how the case stands. */
function excludedRefusal(
  command: CaseCommand,
  state: CaseState,
  { by }: CommandEnvelope,
): Refusal | undefined {
  if (by.kind !== 'worker' || command.excludedMay || !isExcluded(state, by)) return undefined;
  return refuse('worker-excluded', 'you are excluded from this case; nothing was done');
}

/**
 * Whoever acts is of an agency that has, or once had, a part in the case: to know of a case, from an address or
 * a log, is no reason to record her consent or a death. What anybody may bring, such as an incident, is marked.
 * It comes last: a command with a rule of its own says better whom it is for.
 */
function strangerRefusal(
  command: CaseCommand,
  state: CaseState,
  { by }: CommandEnvelope,
): Refusal | undefined {
  if (by.kind !== 'worker' || command.anybodyMay || command.administratorMay || hadPart(state, by.agencyId))
    return undefined;
  return refuse('agency-not-in-case', 'your agency has no part in this case; nothing was done');
}

/** Decide a creation. */
export function runCaseCreation(
  creation: CaseCreation,
  caseId: string,
  envelope: CommandEnvelope,
  now: Instant,
  policy: Policy,
  calendar: Calendar,
): Decision<CaseState> {
  const parsed = parseInput(creation.input, envelope.input);
  if (!parsed.ok) return parsed.refusal;
  const context: CaseContext = { ...createCollector({ ...envelope, now }), policy, calendar };
  const made = creation.create(caseId, parsed.value, context);
  if (isRefusal(made)) return made;
  return accepted(
    undefined,
    produce(made, (draft) => settle(draft, context)),
    context,
  );
}

const accepted = (
  before: CaseState | undefined,
  state: CaseState,
  { events, intents, done }: CaseContext,
): Decision<CaseState> => ({
  kind: 'accepted',
  state,
  events: [...events],
  intents: [...intents, ...worklistRows(before?.tasks ?? [], state.tasks)],
  did: [...done],
});
