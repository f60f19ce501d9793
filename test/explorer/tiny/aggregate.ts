import * as z from 'zod/mini';
import { type AggregateDefinition, defineAggregate } from '../../../functions/application/aggregates.ts';
import type { PolicyBook } from '../../../functions/application/ports.ts';
import { calendarFor } from '../../../functions/domain/calendar/calendar.ts';
import { profiles } from '../../../functions/domain/policy/index.ts';
import type { AggregateType } from '../../../functions/domain/shared/aggregate.ts';
import type { CommandEnvelope } from '../../../functions/domain/shared/command.ts';
import type { Decision } from '../../../functions/domain/shared/decision.ts';
import { type Intent, intentSchema } from '../../../functions/domain/shared/intent.ts';
import { refuse } from '../../../functions/domain/shared/refusal.ts';

const tinySchema = z.object({
  phase: z.enum(['referral', 'closed']),
  /** A label for each thing that was done to it, sorted: twice the same label is a thing done twice. */
  done: z.array(z.string()),
  clocks: z.array(z.string()),
  received: z.record(z.string(), z.object({ version: z.number(), index: z.number() })),
});
/** The smallest aggregate that the protocol can go wrong with. */
export type Tiny = z.infer<typeof tinySchema>;

const inputSchema = z.object({
  label: z.optional(z.string()),
  clocks: z.optional(z.array(z.string())),
  intents: z.optional(z.array(intentSchema)),
  name: z.optional(z.string()),
  outcome: z.optional(z.string()),
});
export type TinyInput = z.infer<typeof inputSchema>;

const parsed = new WeakMap<object, Tiny>();

/** The state of it that an item holds. */
export function tinyOf(data: unknown): Tiny {
  if (typeof data !== 'object' || data === null) return tinySchema.parse(data);
  const known = parsed.get(data) ?? tinySchema.parse(data);
  parsed.set(data, known);
  return known;
}

const empty: Tiny = { phase: 'referral', done: [], clocks: [], received: {} };

function decide(state: Tiny = empty, { name, input }: CommandEnvelope): Decision<Tiny> {
  if (name === 'unwelcome') return refuse('not-here', 'it takes no such command');
  if (name === 'impossible') throw new TypeError('a defect of this command');
  const given = inputSchema.parse(input);
  const label = given.label ?? [name, given.name ?? given.outcome].filter(Boolean).join(':');
  const closed = name === 'close';
  const after: Tiny = {
    ...state,
    phase: closed ? 'closed' : state.phase,
    done: [...state.done, label].toSorted(),
    clocks: closed ? [] : (given.clocks ?? state.clocks),
  };
  return { kind: 'accepted', state: after, events: [], intents: [...(given.intents ?? [])], did: [] };
}

/** A clock that is due fires once. */
function advance(state: Tiny, now: string): Decision<Tiny> {
  const due = state.clocks.filter((clock) => clock <= now);
  const intents: Intent[] = [];
  if (due.length === 0) return { kind: 'accepted', state, events: [], intents, did: [] };
  const clocks = state.clocks.filter((clock) => clock > now);
  const done = [...state.done, ...due.map((clock) => `fired:${clock}`)].toSorted();
  return { kind: 'accepted', state: { ...state, clocks, done }, events: [], intents, did: [] };
}

const tinyDefinition = (type: AggregateType): AggregateDefinition =>
  defineAggregate<Tiny>({
    type,
    schema: tinySchema,
    decide: (state, _id, envelope) => decide(state, envelope),
    policy: (_state, book) => book.current(),
    received: (state) => state.received,
    withReceived: (state, received) => ({ ...state, received }),
    advance,
    nextAt: ({ clocks }) => clocks.toSorted()[0],
    ...(type === 'case' && {
      workflow: {
        phase: (state: Tiny) => state.phase,
        isTerminal: (state: Tiny) => state.phase === 'closed',
      },
    }),
  });

/** Only a case is carried by an execution. */
export const tinyRegistry = { case: tinyDefinition('case'), meeting: tinyDefinition('meeting') };

const context = { policy: profiles.wa, calendar: calendarFor('AU-WA') };
export const onePolicy: PolicyBook = { get: () => context, current: () => context };
