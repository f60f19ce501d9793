import * as z from 'zod/mini';
import { type RestartPorts, restartFailed } from '../../application/restart-failed.ts';
import type { Log } from '../../middleware/log.ts';
import { createTask } from '../../middleware/task.ts';

const executionEventSchema = z.object({
  detail: z.object({ name: z.string(), status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']) }),
});

/** Has the sweeper look at once when an execution failed, timed out or was aborted. */
export const createHandler = (app: RestartPorts, log: Log) =>
  createTask({
    name: 'restart-failed',
    event: executionEventSchema,
    log,
    ids: ({ detail: { name, status } }) => ({ execution: name, status }),
    run: ({ detail }) => restartFailed(app, detail.name),
  });
