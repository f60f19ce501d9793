import { assumed } from './bench-cost.ts';
import type { Line } from './bench-prices.ts';

/*
 * What is paid for by what a deployment chooses, and for keeping what is there. Everything here is pure.
 */

/** Judgement. */
const judged = {
  /** Of an event in a compressed file of the trail. */
  trailBytes: 200,
  /** Of the view for operations: hours that one page is open, in 21 days; it loads itself twice a minute. */
  viewHours: 8 * 21,
  viewLooksPerHour: 120,
  /** What a look reads with fifty overdue cases, and in how many calls of the table. */
  viewReadUnits: 250,
  viewTableCalls: 70,
} as const;

/** Nightly backups at a time (lib/stacks/operations-stack.ts). */
const NIGHTS = 35;

/** One thing that a config says or does not say. */
export interface Choice {
  what: string;
  /** How the config says so. */
  config: string;
  /** Whatever happens. */
  month: readonly Line[];
  /** For one case, over its whole life. */
  perCase: readonly Line[];
  /** A month, for each GB in the table. */
  perGb: readonly Line[];
}

export interface Chosen {
  /** Days that the backup of a month, and a file of the trail, is kept. */
  backupDays: number;
  trailDays: number;
  /** Calls of the table for one case over its life, and by the clock in a month. */
  callsPerCase: number;
  callsByClock: number;
}

/** What each costs on top of the rest. */
export const choices = ({ backupDays, trailDays, callsPerCase, callsByClock }: Chosen): Choice[] => [
  {
    what: 'backups: of 35 nights, and of each month',
    config: `always; \`retention.backupDays: ${backupDays}\``,
    month: [],
    perCase: [],
    perGb: backups(NIGHTS + backupDays / assumed.daysInMonth),
  },
  {
    what: 'data events of a trail of its own',
    config: "unless `audit.trail: 'organisation'`",
    month: trail(callsByClock, trailDays),
    perCase: trail(callsPerCase, trailDays),
    perGb: [],
  },
  {
    what: 'a second region: its key, two replicas, copies of 35 nights',
    config: 'only with `secondRegion`',
    month: [{ price: 'key', amount: 3, because: 'lib/stacks/second-region-stack.ts' }],
    perCase: [],
    perGb: [...backups(NIGHTS), { price: 'copied', amount: assumed.daysInMonth, because: 'a copy a night' }],
  },
  {
    what: 'the operations view, one page open in working hours',
    config: 'only with `identity.operationsView`',
    month: view(trailDays),
    perCase: [],
    perGb: [],
  },
];

/** Each is the whole table: what AWS Backup does not support incremental backups of, as DynamoDB, is copied in full. */
const backups = (copies: number): Line[] => [
  { price: 'backup', amount: copies, because: 'so many whole copies stand at a time' },
];

const trail = (events: number, days: number): Line[] => [
  { price: 'dataEvent', amount: events, because: 'one for each call of the table' },
  {
    price: 'file',
    amount: (events * judged.trailBytes * days) / assumed.daysInMonth / 1e9,
    because: 'kept that long',
  },
];

function view(trailDays: number): Line[] {
  const looks = judged.viewHours * judged.viewLooksPerHour;
  const because = 'two looks a minute';
  return [
    { price: 'request', amount: looks, because },
    { price: 'filtered', amount: looks, because },
    { price: 'invocation', amount: looks * 1.5, because },
    { price: 'gbSecond', amount: looks * 0.25, because: '500 ms at 512 MB' },
    { price: 'read', amount: looks * judged.viewReadUnits, because },
    ...trail(looks * judged.viewTableCalls, trailDays),
  ];
}
