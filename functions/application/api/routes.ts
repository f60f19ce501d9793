import { disclosureRoutes } from '../disclosures/routes.ts';
import { intakeRoutes } from '../intake/routes.ts';
import { matchRoutes } from '../matching/routes.ts';
import { operationsRoutes } from '../operations/routes.ts';
import { commandRoutes } from './commands/index.ts';
import { documentRoutes } from './openapi/routes.ts';
import { readRoutes } from './reads/index.ts';
import type { Route } from './route.ts';

/** Every route of the API. */
export const routes: readonly Route[] = [
  ...commandRoutes,
  ...readRoutes,
  ...matchRoutes,
  ...intakeRoutes,
  ...disclosureRoutes,
  ...operationsRoutes,
  ...documentRoutes(() => routes),
];
