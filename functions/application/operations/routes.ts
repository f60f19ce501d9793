import { ask, isRefused, queryOf, readCase, shown } from '../api/reads/reading.ts';
import type { Route } from '../api/route.ts';
import { caseLifeSchema, loadLife } from './case-life.ts';
import { healthRoute } from './health.ts';
import { loadOverview, overviewSchema } from './overview.ts';
import { loadPhase, phaseListSchema, phaseQuery } from './phase-list.ts';
import { viewRoutes } from './view/routes.ts';

const overviewRoute: Route = {
  method: 'GET',
  path: '/operations/overview',
  operationId: 'getOperationsOverview',
  summary: 'See executions by phase, what is late and whom to ring, and what is stuck',
  tag: 'Operations',
  answer: overviewSchema,
  async run(app, request) {
    const permit = await ask(app, request, 'health');
    return isRefused(permit) ? permit : shown(await loadOverview(app));
  },
};

const phaseRoute: Route = {
  method: 'GET',
  path: '/operations/cases',
  operationId: 'listOperationsCases',
  summary: 'List the open cases of a phase with what carries each',
  tag: 'Operations',
  query: phaseQuery,
  answer: phaseListSchema,
  async run(app, request) {
    const permit = await ask(app, request, 'health');
    if (isRefused(permit)) return permit;
    const { phase, page } = queryOf(phaseQuery, request);
    return shown(await loadPhase(app, phase, Number(page ?? 1)));
  },
};

/** One case as operations see it: all its generations as one life, linked to the console. */
const caseLifeRoute: Route = {
  method: 'GET',
  path: '/operations/cases/{caseId}',
  operationId: 'getOperationsCase',
  summary: 'See what carries a case, in all its generations, and what is late in it',
  tag: 'Operations',
  answer: caseLifeSchema,
  run: readCase('health', async ({ app, record, state }) => shown(await loadLife(app, record, state))),
};

/** What operations see of everything, on AWS as on a local cloud: no execution is listed. */
export const operationsRoutes: readonly Route[] = [
  overviewRoute,
  phaseRoute,
  caseLifeRoute,
  healthRoute,
  ...viewRoutes,
];
