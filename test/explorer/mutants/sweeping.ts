import type { App } from '../../../functions/application/app.ts';
import type { AggregateStore } from '../../../functions/application/ports.ts';
import { FAR } from '../model/time.ts';
import { streamlessBetween } from '../scenarios/between.ts';
import { aborted, abortedInSight, streamless, streamlessClosing } from '../scenarios/lifecycle.ts';
import { changed, inTask, type Mutant } from './change.ts';

/** The sweeper reads an item three times: to find it, to relay it, and to see what is left. */
function withoutOutboxAt(look: 2 | 3, { aggregates }: App, more: Partial<AggregateStore> = {}): Partial<App> {
  let looks = 0;
  const load: AggregateStore['load'] = async (ref) => {
    const record = await aggregates.load(ref);
    looks += 1;
    return record && looks === look ? { ...record, outbox: {} } : record;
  };
  return { aggregates: changed(aggregates, { load, ...more }) };
}

/** Rules of the sweeper. */
export const sweepingMutants: readonly Mutant[] = [
  {
    name: 'the sweeper does not relay',
    scenario: streamlessBetween,
    variant: inTask('sweep', (app) => withoutOutboxAt(2, app)),
  },
  {
    name: 'the sweeper moves attention to the next clock although the outbox is not empty',
    scenario: streamlessBetween,
    variant: inTask('sweep', (app) =>
      withoutOutboxAt(3, app, {
        moveAttention: (move) =>
          app.aggregates.moveAttention({ ...move, while: { ...move.while, quiet: false } }),
      }),
    ),
  },
  {
    name: 'the sweeper moves attention although somebody wrote meanwhile',
    scenario: { ...streamless, bounds: { faults: 0, of: {}, ticks: 2 } },
    variant: inTask('sweep', ({ aggregates }) => ({
      aggregates: changed(aggregates, {
        moveAttention: async (move) => {
          const version = (await aggregates.load(move.ref))?.version ?? 0;
          return aggregates.moveAttention({ ...move, while: { version } });
        },
      }),
    })),
  },
  {
    name: 'the sweeper does not probe whether the execution runs',
    scenario: aborted,
    variant: inTask('sweep', ({ workflow }) => ({
      workflow: changed(workflow, { startCase: async () => 'running' }),
    })),
  },
  {
    name: 'the sweeper does not wake',
    scenario: streamless,
    variant: inTask('sweep', ({ workflow }) => ({
      workflow: changed(workflow, { wake: async () => 'woken' }),
    })),
  },
  {
    name: 'the sweeper forgets what it could not settle',
    scenario: streamless,
    variant: inTask('sweep', ({ aggregates }) => ({
      aggregates: changed(aggregates, {
        moveAttention: (move) =>
          aggregates.moveAttention((move.sweep?.failures ?? 0) > 0 ? { ...move, to: undefined } : move),
      }),
    })),
  },
  {
    name: 'what it could not settle the sweeper leaves until the next clock',
    scenario: streamless,
    variant: inTask('sweep', ({ aggregates }) => ({
      aggregates: changed(aggregates, {
        moveAttention: (move) =>
          aggregates.moveAttention((move.sweep?.failures ?? 0) > 0 ? { ...move, to: FAR } : move),
      }),
    })),
  },
  {
    name: 'the sweeper lets a closed case go before all is relayed',
    scenario: streamlessClosing,
    variant: inTask('sweep', (app) =>
      withoutOutboxAt(3, app, {
        moveAttention: (move) =>
          app.aggregates.moveAttention({ ...move, while: { ...move.while, quiet: false } }),
      }),
    ),
  },
  {
    name: 'nobody hears of an abort',
    scenario: abortedInSight,
    variant: inTask('restart', ({ aggregates }) => ({
      aggregates: changed(aggregates, { raiseGeneration: async () => true }),
    })),
  },
  {
    name: 'an abort only hurries the sweeper, and a late wait puts it off again',
    scenario: { ...abortedInSight, settleMinutes: 5 },
    variant: inTask('restart', ({ aggregates }) => ({
      aggregates: changed(aggregates, {
        raiseGeneration: (ref, _from, attentionAt) => aggregates.hurry(ref, attentionAt),
      }),
    })),
  },
];
