import * as z from 'zod/mini';
import { meetingStatuses } from '../../../domain/meeting/state.ts';
import { meetingRowSchema } from '../../../domain/views/meeting-row.ts';
import type { Route } from '../route.ts';
import { pageOf, pageThrough, pagingQuery } from './paging.ts';
import { ask, isRefused, queryOf, shown } from './reading.ts';
import { knownMeetings } from './rows.ts';

const query = z.object({ ...pagingQuery, status: z.optional(z.enum(meetingStatuses)) });

/** Meetings that concern the reader's agency, the next first, with the cases of which the reader may know. */
export const meetingsRoute: Route = {
  method: 'GET',
  path: '/meetings',
  operationId: 'listMeetings',
  summary: 'List the meetings that concern you, the next first',
  tag: 'Meetings',
  query,
  answer: pageOf(z.omit(meetingRowSchema, { outstanding: true })),
  async run(app, request) {
    const permit = await ask(app, request, 'handling');
    if (isRefused(permit)) return permit;
    const { status } = queryOf(query, request);
    const known = await knownMeetings(app, request.subject);
    const all = known.map(({ outstanding: _, ...row }) => row);
    const rows = all
      .filter((row) => status === undefined || row.status === status)
      .toSorted((a, b) => (`${a.startsAt}${a.meetingId}` < `${b.startsAt}${b.meetingId}` ? -1 : 1));
    const still = new Map(all.map((row) => [row.meetingId, row]));
    const page = await pageThrough(app, request, { rows, idOf: ({ meetingId }) => meetingId, still });
    return 'refusal' in page ? page : shown(page);
  },
};
