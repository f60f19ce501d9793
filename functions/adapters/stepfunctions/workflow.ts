import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { caseExecution, deliveryExecution } from '../../application/execution-names.ts';
import type { StartResult, Workflow } from '../../application/ports.ts';

export interface WorkflowOptions {
  client: SFNClient;
  caseMachineArn: string;
  deliveryMachineArn: string;
}

/** Ends waits, and can do nothing else: what a function gets that starts no execution. */
export const createWaker = (client: SFNClient): Pick<Workflow, 'wake'> => ({
  async wake(token) {
    try {
      await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' }));
      return 'woken';
    } catch (error) {
      const isGone =
        error instanceof TaskTimedOut || error instanceof TaskDoesNotExist || error instanceof InvalidToken;
      if (isGone) return 'gone';
      throw error;
    }
  },
});

/** Executions of Step Functions, found by name only: a name is the same for the same work, so a start is idempotent. */
export function createWorkflow({ client, caseMachineArn, deliveryMachineArn }: WorkflowOptions): Workflow {
  /**
   * Step Functions answers a start of a running execution of the same name and input as if it had started it;
   * so `started` may also mean that it was running.
   */
  async function start(stateMachineArn: string, name: string, input: object): Promise<StartResult> {
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
      return 'started';
    } catch (error) {
      if (error instanceof ExecutionAlreadyExists) return 'already_exists';
      throw error;
    }
  }

  return {
    ...createWaker(client),

    startCase: (caseId, generation) =>
      start(caseMachineArn, caseExecution(caseId, generation), { caseId, generation }),

    startDelivery: (messageId, run, timeoutSeconds) =>
      start(deliveryMachineArn, deliveryExecution(messageId, run), { messageId, run, timeoutSeconds }),

    async stopCase(caseId, generation) {
      const executionArn = `${caseMachineArn.replace(':stateMachine:', ':execution:')}:${caseExecution(caseId, generation)}`;
      try {
        await client.send(
          new StopExecutionCommand({
            executionArn,
            error: 'Replaced',
            cause: 'The next generation took over',
          }),
        );
      } catch (error) {
        if (!(error instanceof ExecutionDoesNotExist)) throw error;
      }
    },
  };
}
