import * as z from 'zod/mini';
import { notFound } from '../../../domain/access/permit.ts';
import type { Subject } from '../../../domain/access/subject.ts';
import type { Instant } from '../../../domain/calendar/instants.ts';
import { isExcluded } from '../../../domain/case/queries.ts';
import { aggregateTypes } from '../../../domain/shared/aggregate.ts';
import { idSchema } from '../../../domain/shared/ids.ts';
import { recipientSchema } from '../../../domain/shared/recipient.ts';
import { OPERATIONS } from '../../../domain/shared/refused-commands.ts';
import type { CaseRow } from '../../../domain/views/case-row.ts';
import type { MeetingRow } from '../../../domain/views/meeting-row.ts';
import { taskWords } from '../../../domain/views/words.ts';
import type { App } from '../../app.ts';
import { loadCase } from '../../load-states.ts';
import type { WorklistRow } from '../../ports.ts';
import type { Route } from '../route.ts';
import { instantQuery, pageOf, pageThrough, pagingQuery } from './paging.ts';
import { ask, idOf, isRefused, queryOf, shown } from './reading.ts';
import { agencyRows, isShutTo, seesAllOf } from './rows.ts';

const kinds = ['task', 'action', 'reply', 'written_return', 'declaration'] as const;

const query = z.strictObject({
  ...pagingQuery,
  kind: z.optional(z.enum(kinds)),
  overdue: z.optional(z.enum(['true', 'false'])),
  dueBefore: z.optional(instantQuery),
  /** What is for this representative, and what is for nobody by name. */
  representative: z.optional(idSchema),
});

const itemSchema = z.object({
  itemId: z.string(),
  kind: z.enum(kinds),
  /** What is to be done, in words; nothing of whom it is about. */
  title: z.string(),
  code: z.optional(z.string()),
  for: recipientSchema,
  dueAt: z.optional(z.string()),
  overdue: z.boolean(),
  about: z.object({ type: z.enum(aggregateTypes), id: idSchema }),
  /** Stands for the case in mails too. */
  displayCode: z.optional(z.string()),
  /** Where it is read and answered. */
  path: z.optional(z.string()),
});
type Item = z.infer<typeof itemSchema>;

/** Everything that waits for an agency: requests, actions by due date, declarations and returns outstanding. */
export const worklistRoute: Route = {
  method: 'GET',
  path: '/worklists/{agencyId}',
  operationId: 'getWorklist',
  summary: 'Read what waits for an agency, the next due first',
  tag: 'Worklists',
  duty: ['S0-35', 'S0-38'],
  query,
  answer: pageOf(itemSchema),
  async run(app, request) {
    const agencyId = idOf(request, 'agencyId');
    if (agencyId === undefined) return notFound();
    const permit =
      agencyId === OPERATIONS
        ? await ask(app, request, 'health')
        : await ask(app, request, 'handling', { ref: { type: 'agency', id: agencyId } });
    if (isRefused(permit)) return permit;
    const asked = queryOf(query, request);
    const now = app.clock.now();
    const items = () => itemsOf(app, agencyId, request.subject, now);
    const page = await pageThrough(app, request, {
      all: async () => (await items()).filter((one) => fits(one, asked)).toSorted(byDue),
      idOf: ({ itemId }) => itemId,
      // Made of tasks, cases and meetings: what is open for one agency is read as a whole.
      some: items,
    });
    return 'refusal' in page ? page : shown(page);
  },
};

const fits = (one: Item, { kind, overdue, dueBefore, representative }: z.infer<typeof query>): boolean =>
  (kind === undefined || one.kind === kind) &&
  (overdue === undefined || one.overdue === (overdue === 'true')) &&
  (dueBefore === undefined || (one.dueAt !== undefined && one.dueAt < dueBefore)) &&
  (representative === undefined ||
    one.for.representativeId === undefined ||
    one.for.representativeId === representative);

/** What has no date comes after all that has. */
const byDue = (a: Item, b: Item): number =>
  `${a.dueAt ?? '~'} ${a.itemId}` < `${b.dueAt ?? '~'} ${b.itemId}` ? -1 : 1;

async function itemsOf(app: App, agencyId: string, subject: Subject, now: Instant): Promise<Item[]> {
  const { cases, meetings } = await agencyRows(app, agencyId, subject);
  const byId = new Map(cases.map((row) => [row.caseId, row]));
  const tasks: Item[] = [];
  const shut = await isShutTo(app, subject);
  for (const row of await app.worklist.list(agencyId)) {
    const known = byId.has(row.source.id);
    if (!known && !seesAllOf(agencyId, subject)) continue;
    if (shut && !known && row.for.representativeId !== subject.representativeId) continue;
    if (await mayKnowOf(app, row, byId, subject)) tasks.push(taskItem(row, byId.get(row.source.id), now));
  }
  return [
    ...tasks,
    ...cases.flatMap((row) => actionItems(row, agencyId, now)),
    ...meetings.flatMap((row) => meetingItems(row, agencyId, byId, now)),
  ];
}

/** A case that stands in no list any more, because it has ended, is asked itself. */
async function mayKnowOf(
  app: App,
  { source }: WorklistRow,
  known: ReadonlyMap<string, CaseRow>,
  subject: Subject,
): Promise<boolean> {
  if (source.type !== 'case' || known.has(source.id)) return true;
  const state = await loadCase(app, source.id);
  return state !== undefined && !isExcluded(state, subject);
}

const isPast = (dueAt: Instant | undefined, now: Instant): boolean => dueAt !== undefined && dueAt < now;

const collections: Readonly<Record<string, string>> = {
  case: '/cases',
  meeting: '/meetings',
  agency: '/agencies',
};

function taskItem(
  { taskId, code, for: to, dueAt, source }: WorklistRow,
  row: CaseRow | undefined,
  now: Instant,
): Item {
  const collection = collections[source.type];
  return {
    itemId: taskId,
    kind: 'task',
    title: taskWords(code),
    code,
    for: to,
    ...(dueAt === undefined ? {} : { dueAt }),
    overdue: isPast(dueAt, now),
    about: source,
    ...(row && { displayCode: row.displayCode }),
    ...(collection === undefined ? {} : { path: `${collection}/${source.id}` }),
  };
}

const actionItems = ({ caseId, displayCode, actions }: CaseRow, agencyId: string, now: Instant): Item[] =>
  actions.map(({ actionId, dueAt, proposed, representativeId }) => ({
    itemId: actionId,
    kind: 'action',
    title: proposed ? 'Accept, decline or answer a proposed action' : 'Do an action and say how it goes',
    for: { agencyId, representativeId },
    dueAt,
    overdue: isPast(dueAt, now),
    about: { type: 'case', id: caseId },
    displayCode,
    path: `/cases/${caseId}/actions/${actionId}`,
  }));

const answers: Readonly<Record<MeetingRow['outstanding'][number]['what'], { title: string; under: string }>> =
  {
    reply: { title: 'Answer an invitation', under: '/invitations' },
    written_return: { title: 'Answer a request for information', under: '/written-returns' },
    declaration: { title: 'Endorse confidentiality', under: '/declarations' },
  };

function meetingItems(
  { meetingId, outstanding }: MeetingRow,
  agencyId: string,
  known: ReadonlyMap<string, CaseRow>,
  now: Instant,
): Item[] {
  return outstanding
    .filter(({ caseId }) => caseId === undefined || known.has(caseId))
    .map(({ what, id, caseId, representativeId, dueAt }) => {
      const row = caseId === undefined ? undefined : known.get(caseId);
      const { title, under } = answers[what];
      return {
        itemId: `${what}:${id}`,
        kind: what,
        title,
        for: { agencyId, ...(representativeId === undefined ? {} : { representativeId }) },
        dueAt,
        overdue: isPast(dueAt, now),
        about: { type: 'meeting', id: meetingId },
        ...(row && { displayCode: row.displayCode }),
        path: `/meetings/${meetingId}${under}${what === 'written_return' ? `/${id}` : ''}`,
      };
    });
}
