import { addElapsed, type Instant } from '../domain/calendar/instants.ts';
import { advanceRecord } from './advance-aggregate.ts';
import { type AggregateDefinition, definitionOf } from './aggregates.ts';
import type { App } from './app.ts';
import {
  type AggregateRecord,
  type AggregateRef,
  ATTENTION_SECONDS,
  attentionAfter,
  isOutboxEmpty,
  type SweepNotes,
} from './record.ts';
import { relayAggregate } from './relay.ts';
import type { WakeResult } from './wake.ts';

/** A version that no execution saw for so long, with a dead token, gets a new execution. */
const UNSEEN_MINUTES = 10;
const LONGEST_DELAY_SECONDS = 6 * 3600;

/** The delay doubles with each sweep in a row that did not help: 1, 2, 4 minutes ... 6 hours. */
export const sweepDelay = (failures: number): number =>
  Math.min(ATTENTION_SECONDS * 2 ** (failures - 1), LONGEST_DELAY_SECONDS);

/**
 * Look after one aggregate whose `attentionAt` has passed: relay what lies there, wake an execution that has
 * not seen the version or slept over a clock, start one where none is left, and say when to look again.
 */
export async function sweepAggregate(app: App, ref: AggregateRef): Promise<void> {
  const found = await app.aggregates.load(ref);
  if (found?.attentionAt === undefined || found.attentionAt > app.clock.now()) return;
  let woken: WakeResult = 'none';
  let failure: unknown;
  try {
    woken = await relayAggregate(app, ref);
  } catch (error) {
    failure = error;
  }
  const record = await app.aggregates.load(ref);
  // Somebody wrote meanwhile: their own minute has begun.
  if (!record || record.attentionAt !== found.attentionAt) return;
  const definition = definitionOf(app.registry, ref.type);
  const settled = definition.workflow
    ? await lookAfterCase(app, definition, record, woken)
    : await lookAfterOther(app, definition, record);
  if (settled === 'moved') return;
  const notes = { ...record.sweep, failures: record.sweep.failures + 1, ...settled };
  if (notes.failures > 1 || failure !== undefined) {
    const reason = failure instanceof Error ? failure.name : 'unseen';
    app.telemetry.alarm('sweep-failed', { ...ref, failures: notes.failures, reason });
  }
  const to = addElapsed(app.clock.now(), { seconds: sweepDelay(notes.failures) });
  await app.aggregates.moveAttention({ ref, to, while: hold(record), sweep: notes });
}

/** What to note for the next sweep, or that `attentionAt` is where it belongs. */
type Settled = 'moved' | Partial<SweepNotes>;

async function lookAfterCase(
  app: App,
  definition: AggregateDefinition,
  record: AggregateRecord,
  relayed: WakeResult,
): Promise<Settled> {
  const ref: AggregateRef = { type: record.type, id: record.id };
  if (definition.workflow?.isTerminal(record.data)) return isOutboxEmpty(record) ? letGo(app, record) : {};
  const now = app.clock.now();
  const next = nextOf(app, definition, record);
  const seen = record.tokenVersion === record.version;
  const overdue = next === undefined || next <= now;
  const woken =
    seen && overdue && record.token !== undefined ? await app.workflow.wake(record.token) : relayed;
  if ((await app.workflow.startCase(record.id, record.generation)) === 'already_exists') {
    return startNext(app, record, now);
  }
  if (seen && !overdue)
    return isOutboxEmpty(record) ? sleepUntil(app, record, attentionAfter(next), true) : {};
  const unseen = record.sweep.unseen?.version === record.version ? record.sweep.unseen : undefined;
  const longUnseen = unseen !== undefined && addElapsed(unseen.since, { minutes: UNSEEN_MINUTES }) <= now;
  if (longUnseen && woken !== 'woken') {
    const raised = await startNext(app, record, now);
    await app.workflow.stopCase(ref.id, record.generation);
    return raised;
  }
  return { unseen: unseen ?? { version: record.version, since: now } };
}

/** The execution is dead or deaf: the next generation takes over. A crash before its start is mended by relay. */
async function startNext(app: App, record: AggregateRecord, now: Instant): Promise<Settled> {
  const ref: AggregateRef = { type: record.type, id: record.id };
  if (!(await app.aggregates.raiseGeneration(ref, record.generation, attentionAfter(now)))) return 'moved';
  app.telemetry.count('generation-raised', { ...ref, generation: record.generation + 1 });
  await app.workflow.startCase(record.id, record.generation + 1);
  return 'moved';
}

async function lookAfterOther(
  app: App,
  definition: AggregateDefinition,
  record: AggregateRecord,
): Promise<Settled> {
  const next = nextOf(app, definition, record);
  if (next !== undefined && next <= app.clock.now()) {
    // Without an execution the sweeper is the clock. What is stored has a minute of its own.
    const advanced = await advanceRecord(app, definition, record);
    return advanced && advanced.record.version !== record.version ? 'moved' : {};
  }
  if (!isOutboxEmpty(record)) return {};
  return next === undefined ? letGo(app, record) : sleepUntil(app, record, next, false);
}

function nextOf(app: App, definition: AggregateDefinition, record: AggregateRecord): Instant | undefined {
  return definition.nextAt?.(record.data, definition.policy(record.data, app.policies));
}

const hold = (record: AggregateRecord) => ({
  version: record.version,
  ...(record.attentionAt === undefined ? {} : { attentionAt: record.attentionAt }),
});

async function letGo(app: App, record: AggregateRecord): Promise<Settled> {
  const ref: AggregateRef = { type: record.type, id: record.id };
  await app.aggregates.moveAttention({
    ref,
    to: undefined,
    while: { ...hold(record), quiet: true },
    sweep: { failures: 0 },
  });
  return 'moved';
}

/** @param seen whether it must hold that an execution waits at this very version */
async function sleepUntil(app: App, record: AggregateRecord, to: Instant, seen: boolean): Promise<Settled> {
  const ref: AggregateRef = { type: record.type, id: record.id };
  const quiet = { ...hold(record), quiet: true, seen };
  await app.aggregates.moveAttention({ ref, to, while: quiet, sweep: { failures: 0 } });
  return 'moved';
}
