import type { App } from '../app.ts';
import { type AggregateRecord, refOf } from '../record.ts';

/**
 * Something that is made from an aggregate and kept beside it, such as its rows in lists. Relay makes it after
 * each change, before it acknowledges, so that a crash makes it again: it must be idempotent, and an older
 * version must never replace what a newer has made.
 */
export interface Projection {
  /** Stands in the item while it fails. */
  name: string;
  project(app: App, record: AggregateRecord): Promise<void>;
}

/** What is made beside the record may lag behind it, but must not keep the record from going on. */
const MAX_FAILURES = 10;

/**
 * Make all projections of an aggregate. Throws what the first failure throws, so that the relay of this change
 * is done again; one that has failed ten times is left, with an alarm.
 */
export async function projectAll(
  app: App,
  record: AggregateRecord,
  projections: readonly Projection[] = [],
): Promise<void> {
  for (const { name, project } of projections) {
    try {
      await project(app, record);
    } catch (error) {
      const failures = await app.aggregates.countFailure(refOf(record), failureId(name));
      if (failures < MAX_FAILURES) throw error;
      const reason = error instanceof Error ? error.name : 'unknown';
      app.telemetry.alarm('projection-failed', { ...refOf(record), projection: name, reason });
    }
  }
}

const failureId = (name: string): string => `projection-${name}`;

/** The counts to forget when everything has been made. */
export const projectionFailures = (
  record: AggregateRecord,
  projections: readonly Projection[] = [],
): string[] =>
  projections.map(({ name }) => failureId(name)).filter((id) => record.failing[id] !== undefined);
