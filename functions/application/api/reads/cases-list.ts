import * as z from 'zod/mini';
import type { Instant } from '../../../domain/calendar/instants.ts';
import { type Phase, phaseSchema } from '../../../domain/case/phases.ts';
import { urgencySchema } from '../../../domain/case/schema/referral.ts';
import type { Policy } from '../../../domain/policy/schema.ts';
import { idSchema } from '../../../domain/shared/ids.ts';
import { type CaseRow, caseRowSchema } from '../../../domain/views/case-row.ts';
import { nextMoveSchema } from '../../../domain/views/command-moves.ts';
import { movesOfPhase } from '../../../domain/views/next-moves.ts';
import { wordsOf } from '../../../domain/views/words.ts';
import type { Route } from '../route.ts';
import { placed } from './next.ts';
import { instantQuery, pageOf, pageThrough, pagingQuery } from './paging.ts';
import { ask, isRefused, queryOf, shown } from './reading.ts';
import { knownCases } from './rows.ts';

const query = z.strictObject({
  ...pagingQuery,
  phase: z.optional(phaseSchema),
  urgency: z.optional(urgencySchema),
  /** The lead agency, or one with a part in a case that the reader's agency runs, or that the reader looks at by role. */
  agency: z.optional(idSchema),
  overdue: z.optional(z.enum(['true', 'false'])),
  dueBefore: z.optional(instantQuery),
  sort: z.optional(z.enum(['due', 'opened', 'updated'])),
  order: z.optional(z.enum(['asc', 'desc'])),
});
type Query = z.infer<typeof query>;

const itemSchema = z.object({
  ...z.omit(caseRowSchema, { excluded: true, agencies: true, actions: true }).shape,
  phaseTitle: z.string(),
  due: z.optional(z.object({ rule: z.string(), title: z.string(), at: z.string() })),
  overdue: z.boolean(),
});
type Item = z.infer<typeof itemSchema>;

/** What moves a case on from a phase; whether it is the reader's to do stands in the case itself. */
const phaseMoveSchema = z.omit(nextMoveSchema, { yours: true, duty: true });

const answer = z.object({
  ...pageOf(itemSchema).shape,
  /** By phase of the cases on this page. */
  next: z.record(z.string(), z.array(phaseMoveSchema)),
});

/** Cases of one's own agency, of one's regions, or all, as the reader's roles have it. */
export const casesRoute: Route = {
  method: 'GET',
  path: '/cases',
  operationId: 'listCases',
  summary: 'List cases: of your agency, your regions, or all, by your role',
  tag: 'Cases',
  description:
    'Cases that have ended for good are listed with `phase=closed`. A paging shows each case that was there when it began exactly once, as it stands when its page is read. `agency` finds the cases that an agency leads, and those in which it has a part where your agency leads, convenes, chairs, triages or oversees them.',
  query,
  answer,
  async run(app, request) {
    const permit = await ask(app, request, 'handling');
    if (isRefused(permit)) return permit;
    const asked = queryOf(query, request);
    const now = app.clock.now();
    const { subject } = request;
    const known = (only?: readonly string[]) => knownCases(app, subject, asked.phase === 'closed', only);
    const page = await pageThrough(app, request, {
      all: async () =>
        (await known()).filter((row) => fits(row, asked, subject.agencyId, now)).toSorted(by(asked)),
      idOf: ({ caseId }) => caseId,
      some: known,
    });
    if ('refusal' in page) return page;
    const { policy } = app.policies.current();
    const phases = new Set(page.items.map(({ phase }) => phase));
    const next = Object.fromEntries([...phases].map((phase) => [phase, movesOn(phase, policy)]));
    return shown({ ...page, items: page.items.map((row) => item(row, policy, now)), next });
  },
};

function fits(row: CaseRow, asked: Query, ownId: string, now: Instant): boolean {
  const { agency, dueBefore } = asked;
  const concerns = (id: string): boolean =>
    row.lead === id || row.agencies.includes(id) || (id === ownId && row.parts.length > 0);
  return (
    (asked.phase === undefined || row.phase === asked.phase) &&
    (asked.urgency === undefined || row.urgency === asked.urgency) &&
    (agency === undefined || concerns(agency)) &&
    (asked.overdue === undefined || isOverdue(row, now) === (asked.overdue === 'true')) &&
    (dueBefore === undefined || (row.due !== undefined && row.due.at < dueBefore))
  );
}

const isOverdue = ({ due }: CaseRow, now: Instant): boolean => due !== undefined && due.at < now;

/** By due the most pressing first, else the newest; ids settle what is equal, so that the order is one. */
function by({ sort = 'due', order }: Query): (a: CaseRow, b: CaseRow) => number {
  const sortedBy = (row: CaseRow): string =>
    // What is never due comes after all that is.
    sort === 'due' ? (row.due?.at ?? '~') : sort === 'opened' ? row.openedAt : row.updatedAt;
  const way = (order ?? (sort === 'due' ? 'asc' : 'desc')) === 'asc' ? 1 : -1;
  return (a, b) => {
    const [left, right] = [sortedBy(a), sortedBy(b)];
    if (left !== right) return left < right ? -way : way;
    return a.caseId < b.caseId ? -1 : 1;
  };
}

/** Parsed by its own schema, which strips what is not to be shown. */
const item = (row: CaseRow, policy: Policy, now: Instant): Item =>
  itemSchema.parse({
    ...row,
    phaseTitle: wordsOf(row.phase),
    due: row.due && { ...row.due, title: policy.clocks[row.due.rule]?.title ?? row.due.rule },
    overdue: isOverdue(row, now),
  });

function movesOn(phase: Phase, policy: Policy): z.infer<typeof phaseMoveSchema>[] {
  const nobody = { relations: new Set<never>(), roles: [] };
  const all = movesOfPhase(phase, nobody, policy).filter(({ leadsTo }) => leadsTo !== undefined);
  return placed(all, {}).map((move) => phaseMoveSchema.parse(move));
}
