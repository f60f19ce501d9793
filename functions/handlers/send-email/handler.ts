import { type SendPorts, sendEmail, sendEmailInputSchema } from '../../application/send-email.ts';
import type { Log } from '../../middleware/log.ts';
import { createTask } from '../../middleware/task.ts';

/** Asks the gate and sends one message, once. */
export const createHandler = (app: SendPorts, log: Log) =>
  createTask({
    name: 'send-email',
    event: sendEmailInputSchema,
    log,
    ids: ({ messageId, run }) => ({ messageId, run }),
    run: (event) => sendEmail(app, event),
  });
