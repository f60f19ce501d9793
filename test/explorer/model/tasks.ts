import type { App } from '../../../functions/application/app.ts';
import { type AwaitSignalInput, awaitSignal } from '../../../functions/application/await-signal.ts';
import { type CheckDeliveryInput, checkDelivery } from '../../../functions/application/check-delivery.ts';
import { type EvaluateInput, evaluateCase } from '../../../functions/application/evaluate-case.ts';
import { type CommandRequest, executeCommand } from '../../../functions/application/execute-command.ts';
import type { AggregateRef } from '../../../functions/application/record.ts';
import { type DeliveryEvent, recordDelivery } from '../../../functions/application/record-delivery.ts';
import { relayChanges } from '../../../functions/application/relay.ts';
import { restartFailed } from '../../../functions/application/restart-failed.ts';
import { type SendEmailInput, sendEmail } from '../../../functions/application/send-email.ts';
import { sweepAggregate } from '../../../functions/application/sweep-aggregate.ts';
import { sweepMessage } from '../../../functions/application/sweep-message.ts';

/** What Step Functions itself does in a state that starts the next execution. */
async function start(app: App, { name }: { name: string }): Promise<void> {
  const [, caseId = '', generation] = /^(.*)\.g(\d+)$/.exec(name) ?? [];
  const result = await app.workflow.startCase(caseId, Number(generation));
  if (result !== 'already_exists') return;
  const error = 'StepFunctions.ExecutionAlreadyExistsException';
  throw Object.assign(new Error(error), { name: error });
}

/** The handlers: the real functions of the application, by the names that the model knows them by. */
export const realTasks = {
  command: (app: App, input: CommandRequest) => executeCommand(app, input),
  relay: (app: App, ref: AggregateRef) => relayChanges(app, [ref]),
  evaluate: (app: App, input: EvaluateInput) => evaluateCase(app, input),
  await: (app: App, input: AwaitSignalInput) => awaitSignal(app, input),
  start,
  sweep: (app: App, ref: AggregateRef) => sweepAggregate(app, ref),
  sweepMessage: (app: App, { messageId }: { messageId: string }) => sweepMessage(app, messageId),
  restart: (app: App, { name }: { name: string }) => restartFailed(app, name),
  send: (app: App, input: SendEmailInput) => sendEmail(app, input),
  check: (app: App, input: CheckDeliveryInput) => checkDelivery(app, input),
  record: (app: App, input: DeliveryEvent) => recordDelivery(app, input),
};
export type RealTasks = typeof realTasks;
