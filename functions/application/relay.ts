import { definitionOf } from './aggregates.ts';
import type { App } from './app.ts';
import { bury } from './bury.ts';
import { RelayStoppedError } from './errors.ts';
import { type Position, performEntry } from './perform-entry.ts';
import { projectAll, projectionFailures } from './projections/projection.ts';
import { type AggregateRecord, type AggregateRef, inVersionOrder, type OutboxEntry } from './record.ts';
import { type WakeResult, wakeCase } from './wake.ts';

/** After so many failures an entry is put aside, so that what follows it can go on. */
const MAX_FAILURES = 10;

/**
 * Carry an aggregate's outbox out, as it stands now: in version order, stopping at the first failure; then
 * wake the execution; then make its projections; then acknowledge. A crash anywhere repeats, never loses.
 * Throws RelayStoppedError when an entry failed; what came before it is acknowledged all the same.
 */
export async function relayAggregate(app: App, ref: AggregateRef): Promise<WakeResult> {
  const record = await app.aggregates.load(ref);
  if (!record) return 'none';
  const { done, stopped } = await performAll(app, record);
  const woken = await wakeCase(app, record);
  if (done.length > 0 || (record.pending !== undefined && !stopped)) {
    const { projections } = definitionOf(app.registry, ref.type);
    await projectAll(app, record, projections);
    const counts = [...entryIdsOf(record, done), ...projectionFailures(record, projections)];
    await app.aggregates.acknowledge(ref, done, counts);
  }
  if (stopped) throw stopped;
  return woken;
}

/** All entries of these versions: another relay may have counted a failure of one since the record was read. */
const entryIdsOf = (record: AggregateRecord, versions: readonly string[]): string[] =>
  versions.flatMap((version) => (record.outbox[version] ?? []).map(({ entryId }) => entryId));

async function performAll(app: App, record: AggregateRecord): Promise<{ done: string[]; stopped?: Error }> {
  const ref: AggregateRef = { type: record.type, id: record.id };
  const done: string[] = [];
  for (const { version, key, entries } of inVersionOrder(record)) {
    for (const [index, entry] of entries.entries()) {
      const stopped = await performOrBury(app, record, { ref, version, index }, entry);
      if (stopped) return { done, stopped };
    }
    done.push(key);
  }
  return { done };
}

/** The error that stops the relay of this aggregate, if any. The entry's failures are counted in the item. */
async function performOrBury(
  app: App,
  record: AggregateRecord,
  at: Position,
  entry: OutboxEntry,
): Promise<Error | undefined> {
  const { entryId } = entry;
  const before = record.failing[entryId] ?? 0;
  try {
    if (before >= MAX_FAILURES) await bury(app, at.ref, at.version, at.index, entry, 'failed ten times');
    else await performEntry(app, at, entry);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    const failures = await app.aggregates.countFailure(at.ref, entryId, String(at.version));
    app.telemetry.count('relay-failed', { ...at.ref, entryId, failures, reason });
    return new RelayStoppedError(
      `${at.ref.id}: ${entry.entry} entry ${entryId} failed ${failures} times: ${reason}`,
    );
  }
}

/** Relay several aggregates, each on its own: the ones that failed are answered, none stops the others. */
export async function relayChanges(app: App, refs: readonly AggregateRef[]): Promise<AggregateRef[]> {
  const failed: AggregateRef[] = [];
  for (const ref of refs) {
    try {
      await relayAggregate(app, ref);
    } catch (error) {
      app.telemetry.count('relay-stopped', {
        ...ref,
        reason: error instanceof Error ? error.name : 'unknown',
      });
      failed.push(ref);
    }
  }
  return failed;
}
