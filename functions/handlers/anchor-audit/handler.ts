import * as z from 'zod/mini';
import { type AnchorPorts, anchorAudit } from '../../application/anchors/anchor-audit.ts';
import type { Log } from '../../middleware/log.ts';
import { createTask } from '../../middleware/task.ts';

/** Anchors the ends of all chains that moved, every hour. */
export const createHandler = (app: AnchorPorts, log: Log) =>
  createTask({
    name: 'anchor-audit',
    event: z.unknown(),
    log,
    ids: () => ({}),
    async run() {
      const report = await anchorAudit(app);
      log.info('anchor-audit.report', { ...report });
      return report;
    },
  });
