import * as z from 'zod/mini';
import { fromInstant, type Instant } from '../domain/calendar/instants.ts';
import { idSchema } from '../domain/shared/ids.ts';
import { advanceRecord } from './advance-aggregate.ts';
import { definitionOf, type RegistryInTime } from './aggregates.ts';
import type { App } from './app.ts';
import { NotFoundError, StuckCaseError } from './errors.ts';
import { type AggregateRecord, type AggregateRef, attentionAfter } from './record.ts';
import { untilWritten } from './retry.ts';

export const evaluateInputSchema = z.object({
  caseId: idSchema,
  generation: z.number(),
  /** When the execution started. */
  startedAt: z.string(),
  /** How often it has evaluated before. */
  wakes: z.number(),
  /** The version that it saw last; -1 at its beginning. */
  lastVersion: z.number(),
  /** Hash of the definition that it runs, a literal of that definition. */
  definitionHash: z.string(),
});
export type EvaluateInput = z.infer<typeof evaluateInputSchema>;

export interface Evaluation {
  next: 'wait' | 'continueAsNew' | 'superseded' | 'closed';
  phase: string;
  version: number;
  /** The generation that goes on: the successor's when `next` is `continueAsNew`. */
  generation: number;
  waitSeconds: number;
  did: string[];
  /** Agencies that are late with something, for the log; unknown to a look that is superseded. */
  late?: string[] | undefined;
}

/** It takes no commands, so that it needs no more of a case than what time does with it. */
export type EvaluatePorts = Pick<
  App,
  'aggregates' | 'policies' | 'clock' | 'telemetry' | 'random' | 'pause' | 'definitionHash'
> & { registry: RegistryInTime };

/** An execution is renewed at this age, after so many wakes (about 20 history events each, of 25,000), or an
 * hour old when the deployed definition is another. */
const MAX_AGE_MS = 30 * 86_400_000;
const MAX_WAKES = 1_000;
const SETTLED_MS = 3_600_000;
/** Longest wait, in seconds: an execution lives no longer either. */
const MAX_WAIT = 2_592_000;

/**
 * Look at a case for one execution: do what is due, and say what to wait for and how long. Only the execution
 * of the record's generation acts; a stale one learns that it is superseded, or, when the successor it raised
 * itself has not been seen yet, that it must start it again.
 * Throws NotFoundError, StuckCaseError, ConflictError.
 */
export async function evaluateCase(app: EvaluatePorts, input: EvaluateInput): Promise<Evaluation> {
  const ref: AggregateRef = { type: 'case', id: input.caseId };
  return untilWritten(app, `evaluate ${ref.id}`, () => evaluateOnce(app, ref, input));
}

async function evaluateOnce(
  app: EvaluatePorts,
  ref: AggregateRef,
  input: EvaluateInput,
): Promise<Evaluation | undefined> {
  const definition = definitionOf(app.registry, ref.type);
  const found = await app.aggregates.load(ref);
  if (!found) throw new NotFoundError(`there is no case ${ref.id}`);
  if (found.generation !== input.generation) return notMine(app, found, input);
  if (found.seenGeneration < found.generation) {
    if (!(await app.aggregates.markSeenGeneration(ref, input.generation))) return undefined;
  }
  const advanced = await advanceRecord(app, definition, found);
  if (!advanced) return undefined;
  const { record, did, now } = advanced;
  tellDelay(app, found, now);
  const context = definition.policy(record.data, app.policies);
  const answer = {
    phase: phaseOf(app, record),
    version: record.version,
    generation: record.generation,
    did,
    late: definition.late?.(record.data, now, context),
  };
  if (definition.workflow?.isTerminal(record.data)) return { ...answer, next: 'closed', waitSeconds: 0 };
  if (shouldRenew(app, input, now)) {
    const raised = await app.aggregates.raiseGeneration(ref, input.generation, attentionAfter(now));
    if (!raised) return undefined;
    return { ...answer, next: 'continueAsNew', generation: input.generation + 1, waitSeconds: 0 };
  }
  const next = definition.nextAt?.(record.data, context);
  return { ...answer, next: 'wait', waitSeconds: waitSeconds(record, next, now, input) };
}

/**
 * How long the case waited for this look: a change, or a clock that ran out, moves `attentionAt` to a minute after
 * itself. An execution that waits at this very version can only have been woken by a clock; a look that nothing
 * asked for says nothing.
 */
function tellDelay(app: EvaluatePorts, record: AggregateRecord, now: Instant): void {
  const { id, attentionAt, tokenVersion, version } = record;
  if (attentionAt === undefined) return;
  const seconds = (fromInstant(attentionAfter(now)) - fromInstant(attentionAt)) / 1000;
  if (seconds < 0) return;
  app.telemetry.seconds(tokenVersion === version ? 'deadline-delay' : 'signal-delay', seconds, {
    caseId: id,
  });
}

/** The record is of another generation. */
function notMine(app: EvaluatePorts, record: AggregateRecord, { generation }: EvaluateInput): Evaluation {
  const raisedByMe = record.generation === generation + 1 && record.seenGeneration < record.generation;
  return {
    next: raisedByMe ? 'continueAsNew' : 'superseded',
    phase: phaseOf(app, record),
    version: record.version,
    generation: record.generation,
    waitSeconds: 0,
    did: [],
  };
}

function phaseOf(app: EvaluatePorts, record: AggregateRecord): string {
  return definitionOf(app.registry, record.type).workflow?.phase(record.data) ?? 'none';
}

function shouldRenew(
  app: EvaluatePorts,
  { startedAt, wakes, definitionHash }: EvaluateInput,
  now: Instant,
): boolean {
  const age = fromInstant(now) - Date.parse(startedAt);
  if (age >= MAX_AGE_MS || wakes >= MAX_WAKES) return true;
  return age >= SETTLED_MS && definitionHash !== app.definitionHash;
}

/** Whole seconds, rounded up, so that the clock has passed when the wait ends. */
function waitSeconds(
  record: AggregateRecord,
  next: Instant | undefined,
  now: Instant,
  { lastVersion }: EvaluateInput,
): number {
  const seconds = next === undefined ? 0 : Math.ceil((fromInstant(next) - fromInstant(now)) / 1000);
  if (seconds > 0) return Math.min(seconds, MAX_WAIT);
  if (record.version === lastVersion) {
    throw new StuckCaseError(`${record.id} has nothing to wait for at version ${record.version}`);
  }
  return 1;
}
