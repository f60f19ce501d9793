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

/**
 * The smallest aggregate that exercises the protocol: it counts, it has clocks, it sends what it is told to,
 * and it refuses on demand.
 */
const tinySchema = z.object({
  total: z.number(),
  phase: z.enum(['referral', 'closed']),
  clocks: z.array(z.string()),
  heard: z.array(z.string()),
  received: z.record(z.string(), z.object({ version: z.number(), index: z.number() })),
});
export type Tiny = z.infer<typeof tinySchema>;

const inputSchema = z.object({
  add: z.optional(z.number()),
  clock: z.optional(z.string()),
  intents: z.optional(z.array(intentSchema)),
  silent: z.optional(z.boolean()),
});
export type TinyInput = z.infer<typeof inputSchema>;

const empty: Tiny = { total: 0, phase: 'referral', clocks: [], heard: [], received: {} };

function decide(state: Tiny | undefined, envelope: CommandEnvelope): Decision<Tiny> {
  if (envelope.name === 'refuse') return refuse('not-today', 'it was told to refuse');
  if (state === undefined && envelope.name !== 'open') return refuse('no-such-case', 'there is no such case');
  const { add = 0, clock, intents = [], silent } = inputSchema.parse(envelope.input);
  const before = state ?? empty;
  const after: Tiny = {
    ...before,
    total: before.total + add,
    phase: envelope.name === 'close' ? 'closed' : before.phase,
    clocks: clock === undefined ? before.clocks : [...before.clocks, clock],
    heard: [...before.heard, envelope.name],
  };
  const events = silent ? [] : [{ type: 'tiny.changed', facts: { total: after.total } }];
  return { kind: 'accepted', state: after, events, intents: intents as Intent[], did: [envelope.name] };
}

function advance(state: Tiny, now: string): Decision<Tiny> {
  const due = state.clocks.filter((clock) => clock <= now);
  if (due.length === 0) return { kind: 'accepted', state, events: [], intents: [], did: [] };
  const after = {
    ...state,
    clocks: state.clocks.filter((clock) => clock > now),
    total: state.total + due.length,
  };
  return {
    kind: 'accepted',
    state: after,
    events: due.map((at) => ({ type: 'clock.fired', facts: { at } })),
    intents: [],
    did: ['fired'],
  };
}

/** A definition of that aggregate under any type; only a case has a workflow. */
export const tinyDefinition = (type: AggregateType, workflow = type === 'case'): AggregateDefinition =>
  defineAggregate<Tiny>({
    type,
    schema: tinySchema,
    decide: (state, _id, envelope) => decide(state, envelope),
    policy: (_state, book) => book.current(),
    received: (state) => state.received,
    withReceived: (state, received) => ({ ...state, received }),
    advance,
    nextAt: ({ clocks }) => clocks.toSorted()[0],
    ...(workflow && {
      workflow: {
        phase: (state: Tiny) => state.phase,
        isTerminal: (state: Tiny) => state.phase === 'closed',
      },
    }),
  });

const context = { policy: profiles.wa, calendar: calendarFor('AU-WA') };
export const onePolicy: PolicyBook = { get: () => context, current: () => context };
