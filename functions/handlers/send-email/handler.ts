import type { App } from '../../application/app.ts';
import { sendEmail, sendEmailInputSchema } from '../../application/send-email.ts';
import type { Log } from '../../middleware/log.ts';
import { createTask } from '../../middleware/task.ts';

/** Asks the gate and sends one message, once. */
export const createHandler = (app: App, log: Log) =>
  createTask({
    name: 'send-email',
    event: sendEmailInputSchema,
    log,
    ids: ({ messageId, run }) => ({ messageId, run }),
    run: (event) => sendEmail(app, event),
  });
