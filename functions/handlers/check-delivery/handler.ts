import { checkDelivery, checkDeliveryInputSchema } from '../../application/check-delivery.ts';
import type { OutcomePorts } from '../../application/report-outcome.ts';
import type { Log } from '../../middleware/log.ts';
import { createTask } from '../../middleware/task.ts';

/** Decides what became of a message and tells whom it concerns. */
export const createHandler = (app: OutcomePorts, log: Log) =>
  createTask({
    name: 'check-delivery',
    event: checkDeliveryInputSchema,
    log,
    ids: ({ messageId, run, because }) => ({ messageId, run, because }),
    run: (event) => checkDelivery(app, event),
  });
