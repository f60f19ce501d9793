import * as z from 'zod/mini';
import type { Markup } from '../../answers/pages/html.ts';
import { type Answer, ask, isRefused, queryOf, readCase } from '../../api/reads/reading.ts';
import type { Route } from '../../api/route.ts';
import type { App } from '../../app.ts';
import { loadLife } from '../case-life.ts';
import { loadOverview } from '../overview.ts';
import { loadPhase, phaseQuery } from '../phase-list.ts';

const HTML = 'text/html; charset=utf-8';
/** Loaded when the first of them is asked for: no other request waits for what pages are made of. */
const pages = () => import('../pages/index.ts');

const zoneOf = ({ policies }: App) => policies.current().calendar;
const fragment = (body: Markup): Answer => ({ status: 200, body: body.text, contentType: HTML });

const shellRoute: Route = {
  method: 'GET',
  path: '/operations-view',
  operationId: 'getOperationsView',
  summary: 'Open the view for operations in a browser',
  description: 'A page without data. It signs in with the provider of the deployment and fetches the rest.',
  tag: 'Operations',
  open: true,
  // Somebody may come back from the provider, which adds what it likes; the script reads it.
  query: z.looseObject({}),
  produces: ['text/html'],
  async run({ operationsSignIn }) {
    const { shell, policyOf } = await pages();
    const headers = {
      'content-security-policy': policyOf(operationsSignIn),
      'cross-origin-opener-policy': 'same-origin',
      'x-robots-tag': 'noindex, nofollow',
    };
    return { status: 200, body: shell(operationsSignIn), contentType: HTML, headers };
  },
};

const scriptRoute: Route = {
  method: 'GET',
  path: '/operations-view/view.js',
  operationId: 'getOperationsViewScript',
  summary: 'Read the script of the view for operations',
  tag: 'Operations',
  open: true,
  produces: ['text/javascript'],
  async run() {
    const { SCRIPT } = await pages();
    return { status: 200, body: SCRIPT, contentType: 'text/javascript; charset=utf-8' };
  },
};

/** A part of the view, for who may see the health of the system. */
const part = (route: Pick<Route, 'path' | 'operationId' | 'summary' | 'query' | 'run'>): Route => ({
  method: 'GET',
  tag: 'Operations',
  produces: ['text/html'],
  ...route,
});

const overviewPart = part({
  path: '/operations/pages/overview',
  operationId: 'getOperationsOverviewPage',
  summary: 'Read the overview as the view shows it',
  async run(app, request) {
    const permit = await ask(app, request, 'health');
    if (isRefused(permit)) return permit;
    return fragment((await pages()).overviewPage(await loadOverview(app), zoneOf(app)));
  },
});

const phasePart = part({
  path: '/operations/pages/cases',
  operationId: 'getOperationsCasesPage',
  summary: 'Read the open cases of a phase as the view shows them',
  query: phaseQuery,
  async run(app, request) {
    const permit = await ask(app, request, 'health');
    if (isRefused(permit)) return permit;
    const { phase, page } = queryOf(phaseQuery, request);
    return fragment((await pages()).phasePage(await loadPhase(app, phase, Number(page ?? 1)), zoneOf(app)));
  },
});

const lifePart = part({
  path: '/operations/pages/cases/{caseId}',
  operationId: 'getOperationsCasePage',
  summary: 'Read one case as the view shows it',
  run: readCase('health', async ({ app, record, state }) =>
    fragment((await pages()).lifePage(await loadLife(app, record, state), zoneOf(app))),
  ),
});

/** The view for operations: a page that anybody may open and its parts, which only operations may read. */
export const viewRoutes: readonly Route[] = [shellRoute, scriptRoute, overviewPart, phasePart, lifePart];
