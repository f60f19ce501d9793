import { type Draft, produce } from 'immer';
import type * as z from 'zod/mini';
import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/instants.ts';
import type { Policy } from '../policy/schema.ts';
import { type Collector, type CommandEnvelope, createCollector } from './command.ts';
import type { Decision } from './decision.ts';
import { parseInput } from './parse.ts';
import { isRefusal, type Refusal, refuse } from './refusal.ts';
import { type WithTasks, worklistRows } from './tasks.ts';

/** What a decision of a meeting or an agency may know and collect. */
export interface AggregateContext extends Collector {
  readonly policy: Policy;
  readonly calendar: Calendar;
}

/** A command that makes an aggregate. */
export interface AggregateCreation<State, Schema extends z.ZodMiniType = z.ZodMiniType> {
  name: string;
  title: string;
  duty: readonly string[];
  input: Schema;
  create(id: string, input: z.output<Schema>, context: AggregateContext): State | Refusal;
}

/** A command of an aggregate: it changes the draft, or refuses and nothing of the draft is kept. */
export interface AggregateCommand<State, Schema extends z.ZodMiniType = z.ZodMiniType> {
  name: string;
  /** Imperative, in a worker's words. */
  title: string;
  duty: readonly string[];
  /** Statuses in which it is possible; all when absent. */
  statuses?: readonly string[];
  by: 'worker' | 'system' | 'any';
  input: Schema;
  decide(draft: Draft<State>, input: z.output<Schema>, context: AggregateContext): Refusal | undefined;
}

/** Define commands and creations of one aggregate, each checked against its own schema of input. */
export const definersOf = <State>() => ({
  command: <Schema extends z.ZodMiniType>(
    command: AggregateCommand<State, Schema>,
  ): AggregateCommand<State, Schema> => command,
  creation: <Schema extends z.ZodMiniType>(
    creation: AggregateCreation<State, Schema>,
  ): AggregateCreation<State, Schema> => creation,
});

interface Definition<State> {
  noun: string;
  creations: readonly AggregateCreation<State>[];
  commands: readonly AggregateCommand<State>[];
  statusOf?: (state: State) => string;
  /** Who may do nothing on the aggregate, or on a part of it; asked before anything else of a command. */
  barred?: (state: State, envelope: CommandEnvelope) => Refusal | undefined;
  /** What follows from every change, whoever made it. */
  after?: (before: State | undefined, draft: Draft<State>, context: AggregateContext) => void;
}

/** Decides any command of one aggregate: a new state with events and intents, or a named refusal. */
export type Decide<State> = (
  state: State | undefined,
  id: string,
  envelope: CommandEnvelope,
  now: Instant,
  policy: Policy,
  calendar: Calendar,
) => Decision<State>;

/** The decider of an aggregate. Pure: the same arguments give the same decision. */
export function createDecider<State extends WithTasks>(definition: Definition<State>): Decide<State> {
  const creations = new Map(definition.creations.map((creation) => [creation.name, creation]));
  const commands = new Map(definition.commands.map((command) => [command.name, command]));
  const { noun } = definition;
  return (state, id, envelope, now, policy, calendar) => {
    const context: AggregateContext = { ...createCollector({ ...envelope, now }), policy, calendar };
    if (state === undefined) {
      const creation = creations.get(envelope.name);
      if (!creation)
        return refuse(`no-such-${noun}`, `there is no such ${noun}, and this command does not make one`);
      const parsed = parseInput(creation.input, envelope.input);
      if (!parsed.ok) return parsed.refusal;
      const made = creation.create(id, parsed.value, context);
      if (isRefusal(made)) return made;
      const next = produce(made, (draft) => definition.after?.(undefined, draft, context));
      return accepted(undefined, next, context);
    }
    const command = commands.get(envelope.name);
    if (!command) return refuse('unknown-command', `a ${noun} has no such command`);
    const barred = definition.barred?.(state, envelope);
    if (barred) return barred;
    const status = definition.statusOf?.(state);
    if (command.statuses && status !== undefined && !command.statuses.includes(status)) {
      return refuse(
        'not-in-this-status',
        `${command.name} is not possible when the ${noun} is ${status}; it is when ${command.statuses.join(', ')}`,
      );
    }
    if (command.by !== 'any' && command.by !== envelope.by.kind) {
      return refuse('not-for-this-actor', `${command.name} is for a ${command.by}`);
    }
    const parsed = parseInput(command.input, envelope.input);
    if (!parsed.ok) return parsed.refusal;
    let refusal: Refusal | undefined;
    const next = produce(state, (draft) => {
      refusal = command.decide(draft, parsed.value, context);
      if (!refusal) definition.after?.(state, draft, context);
    });
    return refusal ?? accepted(state, next, context);
  };
}

const accepted = <State extends WithTasks>(
  before: State | undefined,
  state: State,
  { events, intents, done }: AggregateContext,
): Decision<State> => ({
  kind: 'accepted',
  state,
  events: [...events],
  intents: [...intents, ...worklistRows(before?.tasks ?? [], state.tasks)],
  did: [...done],
});
