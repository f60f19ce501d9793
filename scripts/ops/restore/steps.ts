import type { RestoreCloud, TableSeen, Writer } from './cloud.ts';

/** What is to be restored, and into what. */
export interface RestoreOrder {
  /** The table that is in use, or was when this began. */
  from: string;
  to: string;
  at: string;
  /** What the stacks put on what they make. */
  tags: Readonly<Record<string, string>>;
  /** `table.restored` of the config, as it is now. */
  configured: { name: string; streamArn: string } | undefined;
}

/** What AWS has at one moment: what is done is read off it, so that nothing has to be remembered. */
export interface Seen {
  order: RestoreOrder;
  writers: readonly Writer[];
  table: TableSeen | undefined;
}

/** Where the restored table says of itself how far this got: the one thing that cannot be seen. */
export const PROGRESS = 'restore-progress';
export const RESTORED_FROM = 'restored-from';
const RESTORED_TO = 'restored-to';

export interface RestoreStep {
  id: string;
  /** For the plan, as something that is done. */
  says(order: RestoreOrder): string;
  done(seen: Seen): boolean;
  /** `wait`: AWS is at it. `person`: nobody but a person can; the words say what. */
  how: 'act' | 'wait' | 'person';
  act?(cloud: RestoreCloud, seen: Seen, carryOn: CarryOn): Promise<void>;
}

/** Have the restored table carry on, and file what is lost (functions/application/operations/restore.ts). */
export type CarryOn = (order: RestoreOrder) => Promise<void>;

const progress = ({ table }: Seen): string | undefined => table?.tags[PROGRESS];
const hasCarriedOn = (seen: Seen): boolean => progress(seen) !== undefined;
const functionsOf = ({ writers }: Seen) => writers.filter(({ kind }) => kind === 'function');

const setting = (
  what: Parameters<RestoreCloud['turnOn']>[1],
  says: string,
  on: (table: TableSeen) => boolean,
): RestoreStep[] => [
  {
    id: what,
    says: () => says,
    done: ({ table }) => table !== undefined && on(table),
    how: 'act',
    act: (cloud, { order }) => cloud.turnOn(order.to, what),
  },
  ready(`${what}-ready`, `wait until that is so`),
];

function ready(id: string, says: string): RestoreStep {
  return { id, says: () => says, done: ({ table }) => table?.ready === true, how: 'wait' };
}

/**
 * A restore, step by step. The next step is always the first one that is not done, so that whoever runs it again
 * after it broke off goes on where it was. Source: docs/adr/0016 and issue "It deploys", Operating.
 */
export const restoreSteps: readonly RestoreStep[] = [
  {
    id: 'stop-writers',
    says: () =>
      'stop what writes: the sweeper, the stream, and evaluate-case, send-email, serve-api, serve-answers',
    done: (seen) => hasCarriedOn(seen) || seen.writers.every(({ stopped }) => stopped),
    how: 'act',
    async act(cloud, { writers }) {
      for (const writer of writers) if (!writer.stopped) await cloud.stop(writer);
    },
  },
  {
    id: 'restore-table',
    says: ({ from, to, at }) => `restore ${from} as it was at ${at} into ${to}; ${from} stays as it is`,
    done: ({ table }) => table !== undefined,
    how: 'act',
    act: (cloud, { order: { from, to, at } }) => cloud.restore(from, to, at),
  },
  ready('table-ready', 'wait until AWS has restored it (minutes to hours)'),
  ...setting('stream', 'turn its stream on', ({ streamArn }) => streamArn !== undefined),
  ...setting('deletionProtection', 'protect it from deletion', (table) => table.deletionProtection),
  ...setting('expiry', 'turn on that closed worklist rows expire', ({ expiry }) => expiry),
  ...setting('pointInTime', 'turn its own point-in-time recovery on', ({ pointInTime }) => pointInTime),
  {
    id: 'tags',
    says: () => 'tag it as the first table is tagged, and with where it came from',
    done: ({ table, order }) =>
      Object.entries(tagsOf(order)).every(([name, value]) => table?.tags[name] === value),
    how: 'act',
    act: (cloud, { table, order }) => cloud.tag(arnOf(table), tagsOf(order)),
  },
  {
    id: 'carry-on',
    says: () =>
      'take over from the former table which mail has gone, hand every open case to its next generation, file what is lost',
    done: hasCarriedOn,
    how: 'act',
    async act(cloud, { table, order }, carryOn) {
      await carryOn(order);
      await cloud.tag(arnOf(table), { [PROGRESS]: 'carried-on' });
    },
  },
  {
    id: 'config',
    says: ({ to }) => `YOU: put table.restored with ${to} into the config`,
    done: ({ order, table }) =>
      order.configured?.name === order.to && order.configured.streamArn === table?.streamArn,
    how: 'person',
  },
  {
    id: 'deploy',
    says: () => 'YOU: deploy; functions, event source, alarms and backups follow the config',
    done: (seen) => functionsOf(seen).every(({ tableName }) => tableName === seen.order.to),
    how: 'person',
  },
  {
    id: 'release-writers',
    says: () => 'let everything write again',
    done: ({ writers }) => writers.every(({ stopped }) => !stopped),
    how: 'act',
    async act(cloud, { writers }) {
      for (const writer of writers) if (writer.stopped) await cloud.release(writer);
    },
  },
];

const tagsOf = ({ tags, from, at }: RestoreOrder): Record<string, string> => ({
  ...tags,
  [RESTORED_FROM]: from,
  [RESTORED_TO]: at,
});

function arnOf(table: TableSeen | undefined): string {
  if (table) return table.arn;
  throw new Error('the restored table has gone');
}
