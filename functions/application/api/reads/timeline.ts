import * as z from 'zod/mini';
import { type TimelineEntry, timelineEntrySchema } from '../../../domain/views/case-lists.ts';
import { wordsOf } from '../../../domain/views/words.ts';
import type { App } from '../../app.ts';
import { type AggregateRecord, type AuditEntry, inVersionOrder, refOf } from '../../record.ts';
import type { Route } from '../route.ts';
import { askerOfCase, runsCase } from './next.ts';
import { cursorRefused, fromBase64, pageOf, toBase64 } from './paging.ts';
import { queryOf, readCase, shown } from './reading.ts';

const query = z.strictObject({
  cursor: z.optional(z.string().check(z.maxLength(100))),
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(100))),
});
const cursorSchema = z.strictObject({ after: z.int().check(z.gte(0), z.lte(1_000_000_000)) });

/**
 * What happened in a case, oldest first: by codes and words, never with what was written. Doubts about a worker,
 * and exclusions, are for those who run the case.
 */
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
    const asker = await askerOfCase(app, record.id, request.subject);
    const mayHear = ({ event }: AuditEntry): boolean => runsCase(asker) || !event.type.startsWith('worker.');
    const entries = await entriesAfter(app, record, place.after, limit + 1, mayHear);
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
  mayHear: (entry: AuditEntry) => boolean,
): Promise<AuditEntry[]> {
  const waiting = inVersionOrder(record).flatMap(({ entries }) =>
    entries.filter((one) => one.entry === 'audit'),
  );
  const stored: AuditEntry[] = [];
  let last = after;
  while (stored.length <= most) {
    const page = await app.audit.page(refOf(record), last);
    const end = page.at(-1);
    if (!end) break;
    stored.push(...page.filter(mayHear));
    last = end.seq;
  }
  // What waits for relay comes after all that is stored, but for what relay is storing just now.
  const newer = waiting.filter((entry) => entry.seq > last && mayHear(entry));
  const all = stored.length > most ? stored : [...stored, ...newer];
  return all.slice(0, most);
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
