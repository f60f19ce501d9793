import type { Cloud } from './cloud.ts';
import type { Route } from './gateway/gateway.ts';
import { createOperationsData, createOperationsPages } from './pages/index.ts';
import type { Directory } from './player/directory.ts';

/** The pages of operations over a cloud, with the agencies' names as the scenarios have them. */
export const operationsRoutes =
  (directory: Directory) =>
  ({ app, stepFunctions }: Cloud): Route[] =>
    createOperationsPages(
      createOperationsData({
        ...app,
        stepFunctions: (operation, request) => stepFunctions.call(operation, request),
        agencyName: (agencyId) => directory.agencyName(agencyId),
      }),
    );
