import * as z from 'zod/mini';
import { meetingStatuses } from '../../../domain/meeting/state.ts';
import { meetingRowSchema } from '../../../domain/views/meeting-row.ts';
import type { Route } from '../route.ts';
import { pageOf, pageThrough, pagingQuery } from './paging.ts';
import { ask, isRefused, queryOf, shown } from './reading.ts';
import { knownMeetings } from './rows.ts';

const query = z.strictObject({
  ...pagingQuery,
  /** `scheduled` when left out. */
  status: z.optional(z.enum(meetingStatuses)),
});

const itemSchema = z.omit(meetingRowSchema, { outstanding: true });

/** Meetings that concern the reader's agency, the next first or the last first, with their cases as far as the reader may know. */
export const meetingsRoute: Route = {
  method: 'GET',
  path: '/meetings',
  operationId: 'listMeetings',
  summary: 'List the meetings that concern you, the next first; past ones by their status, the last first',
  tag: 'Meetings',
  query,
  answer: pageOf(itemSchema),
  async run(app, request) {
    const permit = await ask(app, request, 'handling');
    if (isRefused(permit)) return permit;
    const { status = 'scheduled' } = queryOf(query, request);
    const past = status !== 'scheduled';
    const known = async (only?: readonly string[]) =>
      (await knownMeetings(app, request.subject, past, only)).map((row) => itemSchema.parse(row));
    const page = await pageThrough(app, request, {
      all: async () =>
        (await known())
          .filter((row) => row.status === status)
          .toSorted((a, b) => (placeOf(a) < placeOf(b) === past ? 1 : -1)),
      idOf: ({ meetingId }) => meetingId,
      some: known,
    });
    return 'refusal' in page ? page : shown(page);
  },
};

const placeOf = ({ startsAt, meetingId }: { startsAt: string; meetingId: string }): string =>
  `${startsAt} ${meetingId}`;
