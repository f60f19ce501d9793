import { broken, brokenRenewal, lossy, streamless } from '../scenarios/lifecycle.ts';
import { itemOf } from '../scenarios/support.ts';
import { changed, inStore, inTask, type Mutant } from './change.ts';

/** A rule whose loss the model does not notice, and why not. */
export interface Harmless extends Mutant {
  because: string;
}

/** If one of these is ever caught, the protocol has changed so that it stands on that rule. */
export const harmlessMutants: readonly Harmless[] = [
  {
    name: 'a command or Evaluate saves whatever the generation',
    because:
      'a generation never changes what is due: the write raises the version, and relay wakes or starts whoever carries the case now',
    scenario: brokenRenewal,
    variant: inStore((stores, { world }) => ({
      ...stores,
      aggregates: changed(stores.aggregates, {
        save: (save) => {
          const { generation } = itemOf(world, save.ref);
          return stores.aggregates.save({ ...save, expect: { ...save.expect, generation } });
        },
      }),
    })),
  },
  {
    name: 'relay acknowledges before it wakes',
    because:
      'a wake that a crash swallows is made by the relay that the stream repeats, which wakes with an empty outbox too',
    scenario: broken,
    variant: inTask('relay', ({ aggregates, workflow }) => {
      const wakes: (() => Promise<unknown>)[] = [];
      return {
        workflow: changed(workflow, {
          wake: async (token) => {
            wakes.push(() => workflow.wake(token));
            return 'woken';
          },
          startCase: async (id, generation) => {
            wakes.push(() => workflow.startCase(id, generation));
            return 'running';
          },
        }),
        aggregates: changed(aggregates, {
          acknowledge: async (ref, versions) => {
            await aggregates.acknowledge(ref, versions);
            for (const wake of wakes.splice(0)) await wake();
          },
        }),
      };
    }),
  },
  {
    name: 'nobody marks a generation as seen',
    because: 'a superseded execution then starts its successor again, which is idempotent by name',
    scenario: brokenRenewal,
    variant: inStore((stores) => ({
      ...stores,
      aggregates: changed(stores.aggregates, { markSeenGeneration: async () => true }),
    })),
  },
  {
    name: 'the sweeper never replaces an execution that runs and is deaf',
    because:
      'no execution of the model runs for ever without looking: Quarantine looks again after 15 minutes. The rule guards against an execution that hangs',
    scenario: lossy,
    variant: inTask('sweep', ({ aggregates }) => ({
      aggregates: changed(aggregates, {
        load: async (ref) => {
          const record = await aggregates.load(ref);
          return record && { ...record, sweep: { failures: record.sweep.failures } };
        },
      }),
    })),
  },
  {
    name: 'the sweeper wakes nobody whose token is overdue',
    because: 'an execution that waits times out by itself at the same clock',
    scenario: streamless,
    variant: inTask('sweep', ({ aggregates }) => {
      let looks = 0;
      return {
        aggregates: changed(aggregates, {
          load: async (ref) => {
            const record = await aggregates.load(ref);
            looks += 1;
            if (looks < 3 || !record || record.tokenVersion !== record.version) return record;
            return { ...record, token: undefined };
          },
        }),
      };
    }),
  },
];
