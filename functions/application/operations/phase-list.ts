import * as z from 'zod/mini';
import { type Phase, phaseSchema } from '../../domain/case/phases.ts';
import { idSchema } from '../../domain/shared/ids.ts';
import type { CaseRow } from '../../domain/views/case-row.ts';
import type { App } from '../app.ts';
import { type CaseExecution, executionOf } from './case-life.ts';
import { contextOf, stateOf } from './late.ts';
import { openCases } from './overview.ts';

/** Which open cases, and which page of them. */
export const phaseQuery = z.object({
  phase: z.optional(phaseSchema),
  page: z.optional(z.string().check(z.regex(/^[1-9]\d{0,4}$/))),
});

export const phaseListSchema = z.object({
  at: z.string(),
  /** Absent: of all phases. */
  phase: z.optional(phaseSchema),
  total: z.number(),
  /** From 1, the nearest one there is. */
  page: z.number(),
  pages: z.number(),
  /** What is due first comes first. */
  cases: z.array(
    z.object({
      caseId: idSchema,
      displayCode: z.string(),
      phase: phaseSchema,
      phaseSince: z.optional(z.string()),
      due: z.optional(z.object({ rule: z.string(), title: z.string(), at: z.string() })),
      /** Its execution; absent when its record cannot be read. */
      execution: z.optional(
        z.object({ generation: z.number(), execution: z.string(), consoleUrl: z.optional(z.string()) }),
      ),
    }),
  ),
});
export type PhaseList = z.infer<typeof phaseListSchema>;

/** Rows of a page, each of which is read. */
const ROWS = 50;

/** Open cases of a phase, or of all, with the execution that carries each. */
export async function loadPhase(app: App, phase: Phase | undefined, asked: number): Promise<PhaseList> {
  const rows = (await openCases(app))
    .filter((row) => phase === undefined || row.phase === phase)
    .toSorted((a, b) =>
      dueAt(a) === dueAt(b) ? (a.caseId < b.caseId ? -1 : 1) : dueAt(a) < dueAt(b) ? -1 : 1,
    );
  const pages = Math.max(1, Math.ceil(rows.length / ROWS));
  const page = Math.min(Math.max(asked, 1), pages);
  const shown = rows.slice((page - 1) * ROWS, page * ROWS);
  return {
    at: app.clock.now(),
    ...(phase === undefined ? {} : { phase }),
    total: rows.length,
    page,
    pages,
    cases: await Promise.all(shown.map((row) => caseOf(app, row))),
  };
}

const dueAt = ({ due }: CaseRow): string => due?.at ?? '9999';

async function caseOf(
  app: App,
  { caseId, displayCode, phase, due }: CaseRow,
): Promise<PhaseList['cases'][number]> {
  const record = await app.aggregates.load({ type: 'case', id: caseId });
  const state = stateOf(record);
  const policy = state && contextOf(app, state)?.policy;
  const execution: CaseExecution | undefined = record && executionOf(app, caseId, record.generation);
  return {
    caseId,
    displayCode,
    // The record is newer than the list.
    phase: state?.phase ?? phase,
    ...(state && { phaseSince: state.phaseSince }),
    ...(due && { due: { ...due, title: policy?.clocks[due.rule]?.title ?? due.rule } }),
    ...(execution && { execution }),
  };
}
