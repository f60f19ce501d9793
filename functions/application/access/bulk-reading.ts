import type { Worker } from '../../domain/shared/actor.ts';
import type { App } from '../app.ts';

/**
 * Count a case that somebody read, and raise an alarm once an hour when there are more than the policy expects.
 * Reading goes on: a duty worker on a bad night must not be stopped by a number, and somebody looks at once.
 */
export async function countReading(
  app: Pick<App, 'readings' | 'telemetry' | 'clock'>,
  { agencyId, representativeId }: Worker,
  caseId: string,
  limit: number,
): Promise<void> {
  const worker = { agencyId, representativeId };
  const hour = app.clock.now().slice(0, 13);
  const cases = await app.readings.count(worker, hour, caseId);
  if (cases === undefined || cases <= limit) return;
  if (await app.readings.claimAlarm(worker, hour))
    app.telemetry.alarm('bulk-read', { ...worker, hour, cases });
}
