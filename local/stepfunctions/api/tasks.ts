import { z } from 'zod';
import { AwsError } from '../../gateway/aws-error.ts';
import type { Engine } from '../engine.ts';
import type { Attempt, Execution } from '../records.ts';
import { taskFailed, taskSucceeded } from '../steps/task.ts';
import type { Store } from '../store.ts';
import { readToken } from '../tokens.ts';
import { type Operation, operation, payload } from './request.ts';
import { isJson } from './start.ts';

const taskToken = z.string().min(1).max(2_048);

/** The operations on task tokens. */
export function taskOperations(store: Store, engine: Engine, now: () => number): Record<string, Operation> {
  /**
   * The attempt that a token belongs to, while it is open: also when its function has not answered yet.
   * @throws AwsError InvalidToken, TaskDoesNotExist, TaskTimedOut
   */
  function openAttempt(token: string): { execution: Execution; attempt: Attempt } {
    const { executionArn, scheduledEvent } = readToken(token);
    const execution = store.executions.get(executionArn);
    if (execution?.history[scheduledEvent - 1]?.type !== 'TaskScheduled') {
      throw new AwsError('TaskDoesNotExist', 'Task Does Not Exist');
    }
    const { position } = execution;
    const attempt =
      position.at === 'calling' || position.at === 'awaiting-callback' ? position.attempt : undefined;
    if (attempt?.token !== token || now() >= (attempt.deadline ?? Infinity)) {
      throw new AwsError('TaskTimedOut', 'Task Timed Out: the token expired or the task was closed already');
    }
    return { execution, attempt };
  }

  return {
    SendTaskSuccess: operation(z.object({ taskToken, output: payload }), ({ taskToken: token, output }) => {
      if (!isJson(output)) throw new AwsError('InvalidOutput', 'Invalid Output: not JSON');
      const { execution, attempt } = openAttempt(token);
      engine.apply(execution, taskSucceeded(engine.contextOf(execution), attempt, JSON.parse(output)));
      return {};
    }),

    SendTaskFailure: operation(
      z.object({
        taskToken,
        error: z.string().max(256).optional(),
        cause: z.string().max(32_768).optional(),
      }),
      ({ taskToken: token, error, cause }) => {
        const { execution, attempt } = openAttempt(token);
        engine.apply(execution, taskFailed(engine.contextOf(execution), attempt, error, cause));
        return {};
      },
    ),

    /** Definitions with HeartbeatSeconds are refused, so a heartbeat only tells whether the task is open. */
    SendTaskHeartbeat: operation(z.object({ taskToken }), ({ taskToken: token }) => {
      openAttempt(token);
      return {};
    }),
  };
}
