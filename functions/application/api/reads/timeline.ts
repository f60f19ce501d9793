import * as z from 'zod/mini';
import { type TimelineEntry, timelineEntrySchema } from '../../../domain/views/case-lists.ts';
import { wordsOf } from '../../../domain/views/words.ts';
import type { App } from '../../app.ts';
import { type AggregateRecord, type AuditEntry, inVersionOrder, refOf } from '../../record.ts';
import type { Route } from '../route.ts';
import { cursorRefused, fromBase64, pageOf, toBase64 } from './paging.ts';
import { queryOf, readCase, shown } from './reading.ts';

const query = z.object({
  cursor: z.optional(z.string().check(z.maxLength(100))),
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(100))),
});
const cursorSchema = z.strictObject({ after: z.int().check(z.gte(0), z.lte(1_000_000_000)) });

/** What happened in a case, oldest first: by codes and words, never with what was written. */
export const timelineRoute: Route = {
  method: 'GET',
  path: '/cases/{caseId}/timeline',
  operationId: 'getTimeline',
  summary: 'Read what happened in a case, oldest first',
  tag: 'Timeline',
  description: 'From the audit chain, which only grows: a later page never changes an earlier one.',
  query,
  answer: pageOf(timelineEntrySchema),
  run: readCase('content', async ({ app, request, record }) => {
    const { cursor, limit = 50 } = queryOf(query, request);
    const place = cursor === undefined ? { after: 0 } : cursorSchema.safeParse(fromBase64(cursor)).data;
    if (!place) return cursorRefused();
    const entries = await entriesAfter(app, record, place.after, limit + 1);
    const items = entries.slice(0, limit).map(timelineEntry);
    const last = items.at(-1);
    const more = entries.length > limit && last ? { nextCursor: toBase64({ after: last.seq }) } : {};
    return shown({ items, ...more });
  }),
};

/** Entries of the chain after a number, those that wait for relay included. */
async function entriesAfter(
  app: Pick<App, 'audit'>,
  record: AggregateRecord,
  after: number,
  most: number,
): Promise<AuditEntry[]> {
  const waiting = inVersionOrder(record).flatMap(({ entries }) =>
    entries.filter((one) => one.entry === 'audit'),
  );
  const bySeq = new Map(waiting.filter(({ seq }) => seq > after).map((entry) => [entry.seq, entry]));
  let stored = 0;
  for (let page = await app.audit.page(refOf(record), after); page.length > 0; ) {
    for (const entry of page) bySeq.set(entry.seq, entry);
    stored += page.length;
    const last = page.at(-1)?.seq ?? after;
    page = stored > most ? [] : await app.audit.page(refOf(record), last);
  }
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq).slice(0, most);
}

const timelineEntry = ({ seq, at, event, command, by }: AuditEntry): TimelineEntry => ({
  seq,
  at,
  event: event.type,
  title: wordsOf(event.type),
  command,
  bySystem: by.kind === 'system',
  ...(by.kind === 'worker' ? { agencyId: by.agencyId } : {}),
});
