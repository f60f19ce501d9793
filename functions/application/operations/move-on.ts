import { definitionOf } from '../aggregates.ts';
import type { App } from '../app.ts';
import { ConflictError, NotFoundError } from '../errors.ts';
import type { StartResult } from '../ports.ts';
import { type AggregateRecord, type AggregateRef, attentionAfter } from '../record.ts';
import { relayAggregate } from '../relay.ts';
import { openCaseIds } from './attentive.ts';
import { type Failure, failureOf } from './failure.ts';

const refOfCase = (caseId: string): AggregateRef => ({ type: 'case', id: caseId });

async function loadOrThrow(app: Pick<App, 'aggregates'>, caseId: string): Promise<AggregateRecord> {
  const record = await app.aggregates.load(refOfCase(caseId));
  if (!record) throw new NotFoundError(`there is no case ${caseId}`);
  return record;
}

const hasEnded = (app: Pick<App, 'registry'>, record: AggregateRecord): boolean =>
  definitionOf(app.registry, record.type).workflow?.isTerminal(record.data) ?? false;

/** Whether a case has ended for good. Throws NotFoundError. */
export const caseHasEnded = async (
  app: Pick<App, 'aggregates' | 'registry'>,
  caseId: string,
): Promise<boolean> => hasEnded(app, await loadOrThrow(app, caseId));

/**
 * What came of a wake. `woken`: its execution looks again. `started`: none waited, and the current generation is
 * started or running. `ended`: the execution of this generation has ended; `restart` is what helps. `closed`: the
 * case has ended for good.
 */
export type WakeOutcome = 'woken' | 'started' | 'ended' | 'closed';

/**
 * Whether what waits is passed on here, or left to the sweeper: who cannot open seals would fail at what goes to a
 * person, and ten failures bury it.
 */
export interface WakeOptions {
  relay: boolean;
}

/** Pass on what waits and have the case's execution look again. Harmless however often. Throws NotFoundError. */
export async function wakeNow(
  app: App,
  caseId: string,
  { relay }: WakeOptions = { relay: true },
): Promise<WakeOutcome> {
  await loadOrThrow(app, caseId);
  if (relay) await relayAggregate(app, refOfCase(caseId));
  const record = await loadOrThrow(app, caseId);
  if (hasEnded(app, record)) return 'closed';
  await app.aggregates.hurry(refOfCase(caseId), app.clock.now());
  if (record.token !== undefined && (await app.workflow.wake(record.token)) === 'woken') return 'woken';
  const started = await app.workflow.startCase(caseId, record.generation);
  return started === 'already_exists' ? 'ended' : 'started';
}

/** Most names of ended executions that are passed over: after a restore some generations may have run already. */
const MOST_RAISES = 50;

/** `changed`: somebody else raised the generation meanwhile, which does as well. */
export type RestartOutcome =
  | { kind: 'restarted'; from: number; to: number; start: StartResult }
  | { kind: 'changed' }
  | { kind: 'closed' };

/**
 * Have the next generation of a case take over from the record, and stop the one before. Generations whose names
 * are used up already are passed over. Throws NotFoundError, and ConflictError when fifty names in a row are.
 */
export async function restartCase(
  app: Pick<App, 'aggregates' | 'registry' | 'workflow' | 'clock' | 'telemetry'>,
  caseId: string,
): Promise<RestartOutcome> {
  const record = await loadOrThrow(app, caseId);
  if (hasEnded(app, record)) return { kind: 'closed' };
  const from = record.generation;
  for (let to = from + 1; to <= from + MOST_RAISES; to += 1) {
    const raised = await app.aggregates.raiseGeneration(
      refOfCase(caseId),
      to - 1,
      attentionAfter(app.clock.now()),
    );
    if (!raised) return { kind: 'changed' };
    app.telemetry.count('generation-raised', { type: 'case', id: caseId, generation: to });
    const start = await app.workflow.startCase(caseId, to);
    if (start === 'already_exists') continue;
    await app.workflow.stopCase(caseId, from);
    return { kind: 'restarted', from, to, start };
  }
  throw new ConflictError(`${caseId}: no free generation within ${MOST_RAISES} after ${from}`);
}

/**
 * Have every open case looked at, so that executions that are older than an hour go on under the definition that is
 * deployed now. One that cannot be woken is left to the sweeper, and named.
 */
export async function nudgeAll(
  app: App,
  options?: WakeOptions,
): Promise<{ woken: number; closed: number; failed: Failure[] }> {
  const report = { woken: 0, closed: 0, failed: [] as Failure[] };
  for (const caseId of await openCaseIds(app)) {
    try {
      const outcome = await wakeNow(app, caseId, options);
      if (outcome === 'closed') report.closed += 1;
      else if (outcome === 'ended')
        report.failed.push({ id: caseId, cause: 'its execution has ended; restart helps' });
      else report.woken += 1;
    } catch (error) {
      report.failed.push(failureOf(caseId, error));
    }
  }
  return report;
}
