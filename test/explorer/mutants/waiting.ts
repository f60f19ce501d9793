import type { EvaluateInput } from '../../../functions/application/evaluate-case.ts';
import { realTasks } from '../model/tasks.ts';
import {
  aborted,
  abortedInSight,
  broken,
  brokenRenewal,
  clock,
  quiet,
  renewed,
  swept,
  together,
} from '../scenarios/lifecycle.ts';
import { itemOf } from '../scenarios/support.ts';
import { changed, inStore, inTask, type Mutant } from './change.ts';

/** Rules of Evaluate, of the wait and of the next generation. */
export const waitingMutants: readonly Mutant[] = [
  {
    name: 'a wait is registered although the version has changed since the look',
    scenario: quiet,
    variant: inStore((stores, { world }) => ({
      ...stores,
      aggregates: changed(stores.aggregates, {
        registerToken: async ({ ref, token, tokenAt, version }) => {
          const item = itemOf(world, ref);
          Object.assign(item, { token, tokenAt, tokenVersion: version });
          return true;
        },
      }),
    })),
  },
  {
    name: 'a wait is registered over a newer one',
    scenario: broken,
    variant: inStore((stores, { world }) => ({
      ...stores,
      aggregates: changed(stores.aggregates, {
        registerToken: async (registration) => {
          delete itemOf(world, registration.ref).tokenAt;
          return stores.aggregates.registerToken(registration);
        },
      }),
    })),
  },
  {
    name: 'the next generation is started before it is raised',
    scenario: renewed,
    variant: inTask('evaluate', ({ aggregates }) => ({
      aggregates: changed(aggregates, { raiseGeneration: async () => true }),
    })),
  },
  {
    name: 'a raised generation keeps the old token',
    scenario: abortedInSight,
    variant: inStore((stores, { world }) => ({
      ...stores,
      aggregates: changed(stores.aggregates, {
        raiseGeneration: async (ref, ...rest) => {
          const { token, tokenVersion } = itemOf(world, ref);
          const raised = await stores.aggregates.raiseGeneration(ref, ...rest);
          if (raised && token !== undefined) Object.assign(itemOf(world, ref), { token, tokenVersion });
          return raised;
        },
      }),
    })),
  },
  {
    name: 'Evaluate does not exit when it is superseded',
    scenario: brokenRenewal,
    variant: {
      tasks: {
        evaluate: (app, input: EvaluateInput) =>
          realTasks.evaluate(
            {
              ...app,
              aggregates: changed(app.aggregates, {
                load: async (ref) => {
                  const record = await app.aggregates.load(ref);
                  return record && { ...record, generation: input.generation };
                },
              }),
            },
            input,
          ),
      },
    },
  },
  {
    name: 'a retried Evaluate forgets the successor that it raised',
    scenario: brokenRenewal,
    variant: inTask('evaluate', ({ aggregates }) => ({
      aggregates: changed(aggregates, {
        load: async (ref) => {
          const record = await aggregates.load(ref);
          return record && { ...record, seenGeneration: record.generation };
        },
      }),
    })),
  },
  {
    name: 'the deadline of a wait is retried',
    scenario: clock,
    variant: {
      machines: (machines) => {
        const copy = structuredClone(machines);
        for (const state of Object.values(copy.case.States)) {
          if (state.Resource?.endsWith('.waitForTaskToken'))
            state.Retry?.[0]?.ErrorEquals.push('States.Timeout');
        }
        return copy;
      },
    },
  },
  {
    name: 'a stale wait is not caught but set apart',
    scenario: quiet,
    variant: {
      machines: (machines) => {
        const copy = structuredClone(machines);
        for (const { Catch = [] } of Object.values(copy.case.States)) {
          for (const one of Catch)
            one.ErrorEquals = one.ErrorEquals.filter((name) => name !== 'StaleVersionError');
        }
        return copy;
      },
    },
  },
  {
    name: 'a command is saved whatever the version',
    scenario: together,
    variant: inStore((stores, { world }) => ({
      ...stores,
      aggregates: changed(stores.aggregates, {
        save: async (save) => {
          const { version, generation } = itemOf(world, save.ref);
          return stores.aggregates.save({ ...save, expect: { version, generation } });
        },
      }),
    })),
  },
  {
    name: 'a registered wait moves attention although the outbox is not empty',
    scenario: { ...swept, bounds: { faults: 1, of: { drop: 1 }, ticks: 0 }, settleMinutes: 3 },
    variant: inTask('await', ({ aggregates }) => ({
      aggregates: changed(aggregates, {
        moveAttention: (move) =>
          aggregates.moveAttention({ ...move, while: { ...move.while, quiet: false } }),
      }),
    })),
  },
  {
    name: 'a wait that was registered for an older version moves attention',
    scenario: aborted,
    variant: inStore((stores, { world }) => ({
      ...stores,
      aggregates: changed(stores.aggregates, {
        moveAttention: (move) => {
          const { version } = itemOf(world, move.ref);
          return stores.aggregates.moveAttention({ ...move, while: { version, quiet: true } });
        },
      }),
    })),
  },
];
