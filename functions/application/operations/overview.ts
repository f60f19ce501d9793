import * as z from 'zod/mini';
import { phaseSchema } from '../../domain/case/phases.ts';
import { idSchema } from '../../domain/shared/ids.ts';
import { type CaseRow, caseLists, caseRowSchema } from '../../domain/views/case-row.ts';
import type { App } from '../app.ts';
import { lateIn, stateOf } from './late.ts';
import { mailHealthSchema, unreachableAgencies } from './mail-health.ts';
import { lookAround } from './stuck.ts';
import { type AgencyBook, agencyBook, lateSchema } from './whom-to-ring.ts';

const stuckSchema = z.object({
  what: z.string(),
  id: z.string(),
  reasons: z.array(z.string()),
  since: z.string(),
  generation: z.optional(z.number()),
  version: z.optional(z.number()),
  error: z.optional(z.string()),
});

export const overviewSchema = z.object({
  at: z.string(),
  open: z.number(),
  /** Open cases by phase: each is one execution, waiting in the state of that name. */
  byPhase: z.partialRecord(phaseSchema, z.number()),
  overdueCases: z.number(),
  /** The most overdue cases, each with what is late and whom to ring. */
  overdue: z.array(
    z.object({ caseId: idSchema, displayCode: z.string(), phase: phaseSchema, late: z.array(lateSchema) }),
  ),
  /** What the system does not carry on, by `npm run ops -- stuck`. */
  stuck: z.array(stuckSchema),
  /** False when there was more to look at for what is stuck than one call can. */
  complete: z.boolean(),
  mail: mailHealthSchema,
});
export type Overview = z.infer<typeof overviewSchema>;

/** Cases that are read for whom to ring: some 5 ms each. */
const MOST_OVERDUE = 50;
/** Items that are looked at for what is stuck. */
const MOST_LOOKED_AT = 1_000;

/** Every case that is open, as the list of all has it. */
export const openCases = async (app: Pick<App, 'lists'>): Promise<CaseRow[]> =>
  z.array(caseRowSchema).parse(await app.lists.list(caseLists.ofAll()));

/** The state of everything at a glance: ids, codes, instants, agencies and their numbers; nobody's name. */
export async function loadOverview(app: App): Promise<Overview> {
  const now = app.clock.now();
  const rows = await openCases(app);
  const late = rows
    .filter(({ due }) => due !== undefined && due.at < now)
    .toSorted((a, b) => ((a.due?.at ?? '') < (b.due?.at ?? '') ? -1 : 1));
  const agencies = agencyBook(app);
  const [overdue, { stuck, onTheWay, complete }, reach] = await Promise.all([
    Promise.all(late.slice(0, MOST_OVERDUE).map((row) => lateCase(app, row, now, agencies))),
    lookAround(app, MOST_LOOKED_AT),
    unreachableAgencies(app, agencies),
  ]);
  return overviewSchema.parse({
    at: now,
    open: rows.length,
    byPhase: Object.fromEntries(
      [...Map.groupBy(rows, ({ phase }) => phase)].map(([phase, of]) => [phase, of.length]),
    ),
    overdueCases: late.length,
    overdue,
    stuck,
    complete,
    mail: { onTheWay, late: stuck.filter(({ reasons }) => reasons.includes('not_sent')).length, ...reach },
  });
}

async function lateCase(
  app: App,
  { caseId, displayCode, phase }: CaseRow,
  now: string,
  agencies: AgencyBook,
) {
  const record = await app.aggregates.load({ type: 'case', id: caseId });
  return { caseId, displayCode, phase, late: await lateIn(app, stateOf(record), now, agencies) };
}
