import * as z from 'zod/mini';
import { phaseSchema } from '../../domain/case/phases.ts';
import type { CaseState } from '../../domain/case/state.ts';
import { idSchema } from '../../domain/shared/ids.ts';
import type { App } from '../app.ts';
import { caseExecution } from '../execution-names.ts';
import type { AggregateRecord } from '../record.ts';
import { lateIn } from './late.ts';
import { agencyBook, lateSchema } from './whom-to-ring.ts';

const executionSchema = z.object({
  generation: z.number(),
  /** Name of its execution. */
  execution: z.string(),
  /** Where the Step Functions console shows it. */
  consoleUrl: z.optional(z.string()),
});
export type CaseExecution = z.infer<typeof executionSchema>;

export const caseLifeSchema = z.object({
  at: z.string(),
  caseId: idSchema,
  displayCode: z.string(),
  phase: phaseSchema,
  phaseSince: z.string(),
  openedAt: z.string(),
  version: z.number(),
  /** The version that an execution waits at; it lags while a change is on its way. */
  seenVersion: z.optional(z.number()),
  changesWaiting: z.number(),
  failing: z.number(),
  sweepFailures: z.number(),
  deadLetters: z.number(),
  /** Newest first. */
  generations: z.array(z.extend(executionSchema, { current: z.boolean() })),
  overdue: z.array(lateSchema),
});
export type CaseLife = z.infer<typeof caseLifeSchema>;

/** Newest generations that are named: an execution's record is gone after ninety days. */
const MOST_GENERATIONS = 20;

/** The execution of a generation of a case, and where the console shows it. */
export function executionOf(
  { consoleOf }: Pick<App, 'consoleOf'>,
  caseId: string,
  generation: number,
): CaseExecution {
  const execution = caseExecution(caseId, generation);
  const url = consoleOf?.(execution);
  return { generation, execution, ...(url === undefined ? {} : { consoleUrl: url }) };
}

/** What carries a case, in all its generations as one life, and what is late in it. */
export async function loadLife(app: App, record: AggregateRecord, state: CaseState): Promise<CaseLife> {
  const { generation } = record;
  const now = app.clock.now();
  const numbers = Array.from({ length: Math.min(generation, MOST_GENERATIONS) }, (_, n) => generation - n);
  return caseLifeSchema.parse({
    ...state,
    at: now,
    version: record.version,
    seenVersion: record.tokenVersion,
    changesWaiting: Object.keys(record.outbox).length,
    failing: Object.keys(record.failing).length,
    sweepFailures: record.sweep.failures,
    deadLetters: (await app.deadLetters.list({ type: 'case', id: state.caseId })).length,
    generations: numbers.map((number) => ({
      ...executionOf(app, state.caseId, number),
      current: number === generation,
    })),
    overdue: await lateIn(app, state, now, agencyBook(app)),
  });
}
