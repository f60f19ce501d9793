import * as z from 'zod/mini';
import { phaseSchema } from '../../domain/case/phases.ts';
import { caseSchema as caseStateSchema } from '../../domain/case/state.ts';
import { idSchema } from '../../domain/shared/ids.ts';
import { type CaseRow, caseLists, caseRowSchema } from '../../domain/views/case-row.ts';
import { overdueOf, overdueSchema } from '../../domain/views/ring.ts';
import { ask, isRefused, readCase, shown } from '../api/reads/reading.ts';
import type { Route } from '../api/route.ts';
import type { App } from '../app.ts';
import { UnknownPolicyError } from '../errors.ts';
import type { AggregateRecord } from '../record.ts';
import { findStuck } from './stuck.ts';

const stuckSchema = z.object({
  what: z.string(),
  id: z.string(),
  reasons: z.array(z.string()),
  since: z.string(),
  generation: z.optional(z.number()),
  version: z.optional(z.number()),
});

const overviewSchema = z.object({
  at: z.string(),
  open: z.number(),
  /** Open cases by phase: each is one execution, waiting in the state of that name. */
  byPhase: z.partialRecord(phaseSchema, z.number()),
  overdueCases: z.number(),
  /** The most overdue cases, each with what is late and whom to ring. */
  overdue: z.array(
    z.object({ caseId: idSchema, displayCode: z.string(), phase: phaseSchema, late: z.array(overdueSchema) }),
  ),
  /** What the system does not carry on, by `npm run ops -- stuck`; as far as one call can look. */
  stuck: z.array(stuckSchema),
});

/** Cases that are read for whom to ring: some 5 ms each. */
const MOST_OVERDUE = 50;
/** Items that are looked at for what is stuck. */
const MOST_LOOKED_AT = 1_000;

/** The state of everything at a glance: ids, codes and instants, nobody's name. */
const overviewRoute: Route = {
  method: 'GET',
  path: '/operations/overview',
  operationId: 'getOperationsOverview',
  summary: 'See executions by phase, what is late and whom to ring, and what is stuck',
  tag: 'Operations',
  answer: overviewSchema,
  async run(app, request) {
    const permit = await ask(app, request, 'health');
    if (isRefused(permit)) return permit;
    const now = app.clock.now();
    const rows = z.array(caseRowSchema).parse(await app.lists.list(caseLists.ofAll()));
    const late = rows
      .filter(({ due }) => due !== undefined && due.at < now)
      .toSorted((a, b) => ((a.due?.at ?? '') < (b.due?.at ?? '') ? -1 : 1));
    const overdue = await Promise.all(late.slice(0, MOST_OVERDUE).map((row) => lateOf(app, row, now)));
    return shown(
      overviewSchema.parse({
        at: now,
        open: rows.length,
        byPhase: Object.fromEntries(
          [...Map.groupBy(rows, ({ phase }) => phase)].map(([phase, of]) => [phase, of.length]),
        ),
        overdueCases: late.length,
        overdue,
        stuck: await findStuck(app, MOST_LOOKED_AT),
      }),
    );
  },
};

async function lateOf(app: App, { caseId, displayCode, phase }: CaseRow, now: string) {
  const record = await app.aggregates.load({ type: 'case', id: caseId });
  return { caseId, displayCode, phase, late: record ? lateIn(app, record, now) : [] };
}

/** A policy that this release does not know hides no case: it is stuck, and said there. */
function lateIn(app: App, record: AggregateRecord, now: string) {
  const { data } = caseStateSchema.safeParse(record.data);
  if (!data) return [];
  try {
    return overdueOf(data, app.policies.get(data.policyVersion, data.region), now);
  } catch (error) {
    if (error instanceof UnknownPolicyError) return [];
    throw error;
  }
}

const generationSchema = z.object({
  generation: z.number(),
  /** Name of its execution. */
  execution: z.string(),
  /** Carries the case now; the others are its earlier life. */
  current: z.boolean(),
  consoleUrl: z.optional(z.string()),
});

const caseLifeSchema = z.object({
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
  generations: z.array(generationSchema),
  overdue: z.array(overdueSchema),
});

/** Newest generations that are named: an execution's record is gone after ninety days. */
const MOST_GENERATIONS = 20;

/** One case as operations see it: all its generations as one life, linked to the console. */
const caseLifeRoute: Route = {
  method: 'GET',
  path: '/operations/cases/{caseId}',
  operationId: 'getOperationsCase',
  summary: 'See what carries a case, in all its generations, and what is late in it',
  tag: 'Operations',
  answer: caseLifeSchema,
  run: readCase('health', async ({ app, record, state, now }) => {
    const { generation } = record;
    const numbers = Array.from({ length: Math.min(generation, MOST_GENERATIONS) }, (_, n) => generation - n);
    return shown(
      caseLifeSchema.parse({
        ...state,
        version: record.version,
        seenVersion: record.tokenVersion,
        changesWaiting: Object.keys(record.outbox).length,
        failing: Object.keys(record.failing).length,
        sweepFailures: record.sweep.failures,
        deadLetters: (await app.deadLetters.list({ type: 'case', id: state.caseId })).length,
        generations: numbers.map((number) => {
          const execution = `${state.caseId}.g${number}`;
          const url = app.consoleOf?.(execution);
          return {
            generation: number,
            execution,
            current: number === generation,
            ...(url === undefined ? {} : { consoleUrl: url }),
          };
        }),
        overdue: lateIn(app, record, now),
      }),
    );
  }),
};

/** What operations see of everything, on AWS as on a local cloud: no execution is listed. */
export const operationsRoutes: readonly Route[] = [overviewRoute, caseLifeRoute];
