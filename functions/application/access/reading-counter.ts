import type { Worker } from '../../domain/shared/actor.ts';

/** How many different cases each worker has read within an hour. Rows go by themselves after a day. */
export interface ReadingCounter {
  /**
   * Count a case for the hour (`2026-03-02T01`); answers how many there are, or undefined when the alarm of
   * this hour has been raised and nobody counts any more.
   */
  count(worker: Worker, hour: string, caseId: string): Promise<number | undefined>;
  /** Whether the alarm of this hour is the caller's to raise; true once. */
  claimAlarm(worker: Worker, hour: string): Promise<boolean>;
}
