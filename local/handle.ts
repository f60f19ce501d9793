import type { StoredMessage } from '../functions/application/stored-message.ts';
import { type Cloud, type CloudOptions, openCloud } from './cloud.ts';
import type { CloudObserver } from './observer.ts';
import { readRecords } from './records.ts';
import type { Outcome } from './ses/outcome.ts';
import type { SesOutage } from './ses/service.ts';

/** What a cloud consumed since it was opened. */
export interface Spent {
  lambdaInvocations: Record<string, number>;
  tableCalls: number;
  readUnits: number;
  writeUnits: number;
}

/** The cloud over its restarts, with what SES forgets when it stops: what becomes of whose mail, and its outages. */
export interface CloudHandle {
  readonly current: Cloud;
  readonly restarts: number;
  /** What was consumed so far, restarts included. */
  spent(): Spent;
  /** How much was there when it was opened: nothing in a new folder. */
  readonly found: { cases: number; messages: number };
  /** Every message by its id, as it stands. */
  readonly messages: ReadonlyMap<string, StoredMessage>;
  /** Stop everything and start it again over the same data, at the same port. */
  restart(): Promise<void>;
  setOutcome(address: string, outcome: Outcome): void;
  /** SES refuses until `until` (ms). */
  setOutage(until: number, as: SesOutage): void;
}

/** Opens a cloud and keeps it. */
export async function openCloudHandle(given: CloudOptions): Promise<CloudHandle> {
  const messages = new Map<string, StoredMessage>();
  const options: CloudOptions = { ...given, observer: remembering(messages, given.observer) };
  let current = await openCloud(options);
  const there = await readRecords(current);
  for (const stored of there.messages) messages.set(stored.message.messageId, stored);
  const found = {
    cases: there.aggregates.filter(({ type }) => type === 'case').length,
    messages: there.messages.length,
  };
  let restarts = 0;
  let before: Spent = { lambdaInvocations: {}, tableCalls: 0, readUnits: 0, writeUnits: 0 };
  const outcomes = new Map<string, Outcome>();
  let outage: { until: number; as: SesOutage } | undefined;
  return {
    found,
    messages,
    get current() {
      return current;
    },
    get restarts() {
      return restarts;
    },
    spent: () => add(before, spentBy(current)),
    async restart() {
      const start = current.clock.now();
      const port = Number(new URL(current.url).port);
      before = add(before, spentBy(current));
      await current.close();
      current = await openCloud({ ...options, start, port });
      restarts += 1;
      for (const [address, outcome] of outcomes) current.ses.setOutcome(address, outcome);
      if (outage) current.ses.setOutage(outage.until, outage.as);
    },
    setOutcome(address, outcome) {
      outcomes.set(address, outcome);
      current.ses.setOutcome(address, outcome);
      if (outcome.kind === 'delivered') current.ses.suppression.delete(address);
    },
    setOutage(until, as) {
      outage = { until, as };
      current.ses.setOutage(until, as);
    },
  };
}

const remembering = (messages: Map<string, StoredMessage>, observer: CloudObserver): CloudObserver => ({
  ...observer,
  message(stored) {
    messages.set(stored.message.messageId, stored);
    observer.message(stored);
  },
});

function spentBy({ lambda, dynamodb }: Cloud): Spent {
  const tables = Object.values(dynamodb.units());
  return {
    lambdaInvocations: lambda.counts(),
    tableCalls: tables.reduce((sum, { calls }) => sum + calls, 0),
    readUnits: tables.reduce((sum, { read }) => sum + read, 0),
    writeUnits: tables.reduce((sum, { write }) => sum + write, 0),
  };
}

function add(a: Spent, b: Spent): Spent {
  const names = [
    ...new Set([...Object.keys(a.lambdaInvocations), ...Object.keys(b.lambdaInvocations)]),
  ].sort();
  const count = (name: string) => (a.lambdaInvocations[name] ?? 0) + (b.lambdaInvocations[name] ?? 0);
  return {
    lambdaInvocations: Object.fromEntries(names.map((name) => [name, count(name)])),
    tableCalls: a.tableCalls + b.tableCalls,
    readUnits: a.readUnits + b.readUnits,
    writeUnits: a.writeUnits + b.writeUnits,
  };
}
