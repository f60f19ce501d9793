import type * as z from 'zod/mini';
import type { Instant } from '../domain/calendar/instants.ts';
import type { AggregateType } from '../domain/shared/aggregate.ts';
import type { CommandEnvelope } from '../domain/shared/command.ts';
import type { Decision } from '../domain/shared/decision.ts';
import type { PolicyBook, PolicyContext } from './ports.ts';
import type { Projection } from './projections/projection.ts';

/** The last (version, index) taken from each sender. */
export type Received = Readonly<Record<string, { version: number; index: number }>>;

/** What an execution must know of a kind of aggregate: all but its commands. */
export interface AggregateInTime<State> {
  type: AggregateType;
  schema: z.ZodMiniType<State>;
  /** The policy that the state lives under, or the current one. */
  policy(state: State | undefined, book: PolicyBook): PolicyContext;
  received(state: State): Received;
  withReceived(state: State, received: Received): State;
  /** What time alone causes. A decision with the same state and no events or intents means nothing was due. */
  advance?: (state: State, now: Instant, context: PolicyContext) => Decision<State>;
  /** The earliest live clock. */
  nextAt?: (state: State, context: PolicyContext) => Instant | undefined;
  /** Agencies that are late with something, each once. */
  late?: (state: State, now: Instant, context: PolicyContext) => string[];
  /** For aggregates that an execution carries. */
  workflow?: { phase(state: State): string; isTerminal(state: State): boolean };
}

/** What the protocol must know of a kind of aggregate; everything else about it is the domain's. */
export interface AggregateSource<State> extends AggregateInTime<State> {
  /** What relay makes from it and keeps beside it. */
  projections?: readonly Projection[];
  /** Under which policy a command is decided, where that can be another than the state's own. */
  policyOfCommand?: (
    state: State,
    command: { name: string; input: unknown },
    book: PolicyBook,
  ) => PolicyContext;
  decide(
    state: State | undefined,
    id: string,
    envelope: CommandEnvelope,
    now: Instant,
    context: PolicyContext,
  ): Decision<State>;
}

/** Throws if the data do not fit the schema: every read goes through it. */
interface Parses {
  parse(data: unknown): unknown;
}

/** The same with the state's type erased, so that one protocol serves all. */
export type AggregateDefinition = AggregateSource<unknown> & Parses;
export type DefinitionInTime = AggregateInTime<unknown> & Parses;

/** Erase the type of a definition. Its functions only ever get states that its own schema has parsed. */
export function defineAggregate<State>(source: AggregateSource<State>): AggregateDefinition {
  const own = (data: unknown): State => data as State;
  const { policyOfCommand } = source;
  return {
    ...defineInTime(source),
    decide: (state, ...rest) => source.decide(state === undefined ? undefined : own(state), ...rest),
    ...(source.projections && { projections: source.projections }),
    ...(policyOfCommand && {
      policyOfCommand: (state, command, book) => policyOfCommand(own(state), command, book),
    }),
  };
}

/** The same for a function that takes no commands, and so is not bundled with them. */
export function defineInTime<State>(source: AggregateInTime<State>): DefinitionInTime {
  const own = (data: unknown): State => data as State;
  const { advance, nextAt, late, workflow } = source;
  return {
    type: source.type,
    schema: source.schema,
    parse: (data) => source.schema.parse(data),
    policy: (state, book) => source.policy(state === undefined ? undefined : own(state), book),
    received: (state) => source.received(own(state)),
    withReceived: (state, received) => source.withReceived(own(state), received),
    ...(advance && { advance: (state, now, context) => advance(own(state), now, context) }),
    ...(nextAt && { nextAt: (state, context) => nextAt(own(state), context) }),
    ...(late && { late: (state, now, context) => late(own(state), now, context) }),
    ...(workflow && {
      workflow: {
        phase: (state: unknown) => workflow.phase(own(state)),
        isTerminal: (state: unknown) => workflow.isTerminal(own(state)),
      },
    }),
  };
}

/** The kinds of aggregates that this system has. */
export type AggregateRegistry = Registry<AggregateDefinition>;
type Registry<Definition> = Readonly<Partial<Record<AggregateType, Definition>>>;
export type RegistryInTime = Registry<DefinitionInTime>;

/** A command or item of a kind that is not registered: a defect of the wiring. */
class UnknownAggregateError extends Error {
  override readonly name = 'UnknownAggregateError';
}

/** The definition of a kind. Throws UnknownAggregateError. */
export function definitionOf<Definition>(registry: Registry<Definition>, type: AggregateType): Definition {
  const found = registry[type];
  if (!found) throw new UnknownAggregateError(`no aggregate ${type} is registered`);
  return found;
}
