import * as z from 'zod/mini';
import { type CaseState, caseSchema } from '../../../domain/case/state.ts';
import { hashText } from '../../../domain/shared/ids.ts';
import { deidentified, deidentifiedSchema } from '../../../domain/views/deidentified-view.ts';
import type { Route } from '../route.ts';
import { pageOf, pageThrough, pagingQuery } from './paging.ts';
import { ask, isRefused, queryOf, readCase, shown } from './reading.ts';
import { knownCases } from './rows.ts';

/** A case of one's region without whom it is about. */
const oneRoute: Route = {
  method: 'GET',
  path: '/cases/{caseId}/deidentified',
  operationId: 'getDeidentified',
  summary: 'Read a case without whom it is about',
  tag: 'Cases',
  description:
    'For regional and national viewers: phase, urgency, risk level, counts of actions and durations in whole days, and nothing by which anybody could be known.',
  duty: ['S4-24'],
  answer: deidentifiedSchema,
  run: readCase('deidentified', ({ state, now }) => shown(deidentified(state, now))),
};

const query = z.strictObject({ ...pagingQuery, ended: z.optional(z.enum(['true', 'false'])) });

/** Cases of one's regions, each without whom it is about and without its id, in an order that tells nothing. */
const listRoute: Route = {
  method: 'GET',
  path: '/deidentified-cases',
  operationId: 'listDeidentified',
  summary: 'List cases of your regions without whom they are about',
  tag: 'Cases',
  description: 'Each case on a page is a reading of it, and stands in the record of its accesses.',
  duty: ['S4-24'],
  query,
  answer: pageOf(deidentifiedSchema),
  async run(app, request) {
    const permit = await ask(app, request, 'deidentified');
    if (isRefused(permit)) return permit;
    const { ended } = queryOf(query, request);
    const known = (only?: readonly string[]) => knownCases(app, request.subject, ended === 'true', only);
    const page = await pageThrough(app, request, {
      all: async () => (await known()).toSorted((a, b) => (hashText(a.caseId) < hashText(b.caseId) ? -1 : 1)),
      idOf: ({ caseId }) => caseId,
      some: known,
    });
    if ('refusal' in page) return page;
    const states: CaseState[] = [];
    for (const { caseId } of page.items) {
      const ref = { type: 'case', id: caseId } as const;
      // What has moved to another region since, or excludes the reader, is left out.
      if (isRefused(await ask(app, request, 'deidentified', { ref }))) continue;
      const record = await app.aggregates.load(ref);
      if (record) states.push(caseSchema.parse(record.data));
    }
    const now = app.clock.now();
    return shown({ ...page, items: states.map((state) => deidentified(state, now)) });
  },
};

export const deidentifiedRoutes: Route[] = [oneRoute, listRoute];
