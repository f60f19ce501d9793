import { createCommandRoutes } from './commands/index.ts';
import type { Authorise } from './commands/run-command.ts';
import type { Route } from './route.ts';

/** Every route of the API. */
export const createRoutes = (authorise: Authorise): Route[] => [...createCommandRoutes(authorise)];
