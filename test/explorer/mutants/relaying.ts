import type { AggregateRef } from '../../../functions/application/record.ts';
import { isOutboxEmpty } from '../../../functions/application/record.ts';
import { realTasks } from '../model/tasks.ts';
import { FAR } from '../model/time.ts';
import { between, burying } from '../scenarios/between.ts';
import { aborted, lossy, quiet } from '../scenarios/lifecycle.ts';
import { brokenMail } from '../scenarios/mail.ts';
import { itemOf } from '../scenarios/support.ts';
import { tinyRegistry } from '../tiny/aggregate.ts';
import { changed, everywhere, inStore, inTask, type Mutant } from './change.ts';

/** Rules of the outbox, of relay and of what happens between aggregates. */
export const relayingMutants: readonly Mutant[] = [
  {
    name: 'relay acknowledges before it relays',
    scenario: lossy,
    variant: inTask('relay', ({ aggregates }) => ({
      aggregates: changed(aggregates, {
        load: async (ref: AggregateRef) => {
          const record = await aggregates.load(ref);
          if (record) await aggregates.acknowledge(ref, Object.keys(record.outbox));
          return record;
        },
      }),
    })),
  },
  {
    name: 'relay does not wake',
    scenario: quiet,
    variant: inTask('relay', ({ workflow }) => ({
      workflow: changed(workflow, { wake: async () => 'woken' }),
    })),
  },
  {
    name: 'relay does not start the generation that has no token',
    scenario: quiet,
    variant: inTask('relay', ({ workflow }) => ({
      workflow: changed(workflow, { startCase: async () => 'running' }),
    })),
  },
  {
    name: 'relay goes on after an entry that failed',
    scenario: lossy,
    variant: inTask('relay', ({ audit }) => ({
      audit: changed(audit, {
        put: async (ref, entry) => {
          try {
            return await audit.put(ref, entry);
          } catch {
            return 'stored';
          }
        },
      }),
    })),
  },
  {
    name: 'an entry that failed ten times is dropped instead of put aside',
    scenario: burying,
    variant: everywhere(({ deadLetters }) => ({
      deadLetters: changed(deadLetters, { put: async () => undefined }),
    })),
  },
  {
    name: 'nobody is asked to see to what was put aside',
    scenario: burying,
    variant: everywhere(({ worklist }) => ({ worklist: changed(worklist, { put: async () => undefined }) })),
  },
  {
    name: 'failures of an entry are not counted',
    scenario: burying,
    variant: everywhere(({ aggregates }) => ({
      aggregates: changed(aggregates, { countFailure: async () => 1 }),
    })),
  },
  {
    name: 'acknowledging moves attention to the next clock',
    scenario: aborted,
    variant: inStore((stores, { world }) => ({
      ...stores,
      aggregates: changed(stores.aggregates, {
        acknowledge: async (ref, versions) => {
          await stores.aggregates.acknowledge(ref, versions);
          itemOf(world, ref).attentionAt = FAR;
        },
      }),
    })),
  },
  {
    name: 'a write does not set attention',
    scenario: lossy,
    variant: inStore((stores, { world }) => ({
      ...stores,
      aggregates: changed(stores.aggregates, {
        save: (save) => {
          const { attentionAt = save.attentionAt } = itemOf(world, save.ref);
          return stores.aggregates.save({ ...save, attentionAt });
        },
      }),
    })),
  },
  {
    name: 'a write replaces the whole outbox',
    scenario: quiet,
    variant: inStore((stores, { world }) => ({
      ...stores,
      aggregates: changed(stores.aggregates, {
        save: async (save) => {
          const saved = await stores.aggregates.save(save);
          if (saved) itemOf(world, save.ref).outbox = { [String(save.version)]: save.entries };
          return saved;
        },
      }),
    })),
  },
  {
    name: 'acknowledging removes `pending` although a version is left',
    scenario: quiet,
    variant: inStore((stores, { world }) => ({
      ...stores,
      aggregates: changed(stores.aggregates, {
        acknowledge: async (ref, versions) => {
          await stores.aggregates.acknowledge(ref, versions);
          const item = itemOf(world, ref);
          if (!isOutboxEmpty(item)) delete item.pending;
        },
      }),
    })),
  },
  {
    name: 'a receiver does not remember what it had from a sender',
    scenario: between,
    variant: everywhere(() => ({
      registry: { ...tinyRegistry, meeting: { ...tinyRegistry.meeting, received: () => ({}) } },
    })),
  },
  {
    name: 'a receiver remembers the version of a sender, and not the place in it',
    scenario: between,
    variant: everywhere(() => ({
      registry: {
        ...tinyRegistry,
        meeting: {
          ...tinyRegistry.meeting,
          received: (state: unknown) =>
            Object.fromEntries(
              Object.entries(tinyRegistry.meeting.received(state)).map(([sender, { version }]) => [
                sender,
                { version, index: 99 },
              ]),
            ),
        },
      },
    })),
  },
  {
    name: 'a message is created after its entry is acknowledged',
    scenario: brokenMail,
    variant: {
      tasks: {
        relay: (app, ref) => {
          const later: (() => Promise<unknown>)[] = [];
          const messages = changed(app.messages, {
            create: async (stored) => {
              later.push(() => app.messages.create(stored));
              return true;
            },
          });
          const aggregates = changed(app.aggregates, {
            acknowledge: async (of, versions) => {
              await app.aggregates.acknowledge(of, versions);
              for (const create of later) await create();
            },
          });
          return realTasks.relay({ ...app, messages, aggregates }, ref);
        },
      },
    },
  },
];
