import * as z from 'zod/mini';
import type { App } from '../../application/app.ts';
import { sweepAttention } from '../../application/sweep.ts';
import type { Log } from '../../middleware/log.ts';
import { createTask } from '../../middleware/task.ts';

/** Looks after everything that nobody else saw to, every minute. Stops after `seconds`, and the next sweep goes on. */
export const createHandler = (app: App, log: Log, seconds = 45) =>
  createTask({
    name: 'sweep-attention',
    event: z.unknown(),
    log,
    ids: () => ({}),
    async run() {
      const until = Date.parse(app.clock.now()) + seconds * 1000;
      const report = await sweepAttention(app, () => Date.parse(app.clock.now()) >= until);
      log.info('sweep-attention.report', { ...report });
      return report;
    },
  });
