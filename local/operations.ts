import type { PolicyBook } from '../functions/application/ports.ts';
import type { Cloud } from './cloud.ts';
import type { Route } from './gateway/gateway.ts';
import type { Directory } from './player/directory.ts';

/** The pages of operations over a cloud. */
export const operationsRoutes =
  (_directory: Directory, _policies: PolicyBook) =>
  (_cloud: Cloud): Route[] => [];
