import { type AwaitPorts, awaitSignal, awaitSignalInputSchema } from '../../application/await-signal.ts';
import type { Log } from '../../middleware/log.ts';
import { createTask } from '../../middleware/task.ts';

/** Registers the token of a wait state. */
export const createHandler = (app: AwaitPorts, log: Log) =>
  createTask({
    name: 'await-signal',
    event: awaitSignalInputSchema,
    log,
    ids: ({ caseId, generation, version }) => ({ caseId, generation, version }),
    run: (event) => awaitSignal(app, event),
  });
