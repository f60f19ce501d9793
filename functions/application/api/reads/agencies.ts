import * as z from 'zod/mini';
import { type AgencyState, agencySchema } from '../../../domain/agency/state.ts';
import { agencyRowSchema, DIRECTORY } from '../../../domain/views/agency-row.ts';
import {
  agencyView,
  agencyViewSchema,
  representativeView,
  representativeViewSchema,
  representativeViews,
} from '../../../domain/views/agency-view.ts';
import type { App } from '../../app.ts';
import type { AggregateRecord } from '../../record.ts';
import type { ApiRequest, Route } from '../route.ts';
import { movesSchema, nextOfAgency } from './next.ts';
import { pageOf, pageThrough, pagingQuery } from './paging.ts';
import { type Answer, ask, idOf, isRefused, notFound, queryOf, shown, tagOf } from './reading.ts';

interface AgencyReading {
  app: App;
  request: ApiRequest;
  record: AggregateRecord;
  state: AgencyState;
}

const readAgency =
  (view: (reading: AgencyReading) => Answer): Route['run'] =>
  async (app, request) => {
    const agencyId = idOf(request, 'agencyId');
    if (agencyId === undefined) return notFound();
    const ref = { type: 'agency', id: agencyId } as const;
    const permit = await ask(app, request, 'directory', { ref });
    if (isRefused(permit)) return permit;
    const record = await app.aggregates.load(ref);
    return record ? view({ app, request, record, state: agencySchema.parse(record.data) }) : notFound();
  };

const next = ({ app, state, request }: AgencyReading) =>
  nextOfAgency(state, request.subject, app.policies.current().policy, {
    ...request.params,
    agencyId: state.agencyId,
  });

const query = z.strictObject({
  ...pagingQuery,
  kind: z.optional(z.string().check(z.maxLength(60))),
  region: z.optional(z.string().check(z.maxLength(60))),
});

const listRoute: Route = {
  method: 'GET',
  path: '/agencies',
  operationId: 'listAgencies',
  summary: 'List the agencies of the directory by name',
  tag: 'Agencies',
  query,
  answer: pageOf(agencyRowSchema),
  async run(app, request) {
    const permit = await ask(app, request, 'directory');
    if (isRefused(permit)) return permit;
    const { kind, region } = queryOf(query, request);
    const rows = z.array(agencyRowSchema);
    const page = await pageThrough(app, request, {
      all: async () =>
        rows
          .parse(await app.lists.list(DIRECTORY))
          .filter((row) => kind === undefined || row.kind === kind)
          .filter((row) => region === undefined || row.localities.some((one) => one.region === region))
          .toSorted((a, b) => a.name.localeCompare(b.name, 'en-AU') || (a.agencyId < b.agencyId ? -1 : 1)),
      idOf: ({ agencyId }) => agencyId,
      some: async (ids) =>
        rows.parse(
          await app.lists.some(
            DIRECTORY,
            ids.map((id) => ({ type: 'agency', id })),
          ),
        ),
    });
    return 'refusal' in page ? page : shown(page);
  },
};

const agencyRoute: Route = {
  method: 'GET',
  path: '/agencies/{agencyId}',
  operationId: 'getAgency',
  summary: 'Read an agency: its standing, agreements and posts',
  tag: 'Agencies',
  answer: z.object({ ...agencyViewSchema.shape, next: movesSchema }),
  run: readAgency((reading) => {
    const body = { ...agencyView(reading.state), next: next(reading) };
    return shown(body, tagOf('agency', reading.record, {}));
  }),
};

const representativesRoute: Route = {
  method: 'GET',
  path: '/agencies/{agencyId}/representatives',
  operationId: 'listRepresentatives',
  summary: 'List who acts for an agency',
  tag: 'Representatives',
  answer: z.object({ items: z.array(representativeViewSchema), next: movesSchema }),
  run: readAgency((reading) => {
    const items = representativeViews(reading.state, reading.app.clock.now());
    return shown({ items, next: next(reading) });
  }),
};

const representativeRoute: Route = {
  method: 'GET',
  path: '/agencies/{agencyId}/representatives/{representativeId}',
  operationId: 'getRepresentative',
  summary: 'Read how to reach somebody who acts for an agency',
  tag: 'Representatives',
  answer: z.object({ ...representativeViewSchema.shape, next: movesSchema }),
  run: readAgency((reading) => {
    const { state, request, record, app } = reading;
    const { representativeId } = request.params;
    const now = app.clock.now();
    const found = state.representatives.find(
      (one) =>
        one.representativeId === representativeId && (one.removedAt === undefined || one.removedAt > now),
    );
    if (!found) return notFound();
    return shown(
      { ...representativeView(found, now), next: next(reading) },
      tagOf('representative', record, { representativeId }),
    );
  }),
};

export const agencyRoutes: Route[] = [listRoute, agencyRoute, representativesRoute, representativeRoute];
