import { EvaluationError } from '../expressions.ts';
import type { NewEvent } from '../history.ts';
import type { Change, Visit } from '../records.ts';
import { failExecution, StateError, type StepContext, whileExecuting } from './common.ts';
import { handleFailure } from './failure.ts';
import { actInState, endWait, enterState } from './states.ts';
import { callTask, endTask, taskTimedOut } from './task.ts';

/** The next step of a running execution: one change, computed from where it stands. */
export async function nextStep(run: StepContext): Promise<Change> {
  const { position } = run.execution;
  switch (position.at) {
    case 'entering':
      return enterState(run, position.state, position.input);
    case 'acting':
      return orFail(run, position.visit, () => actInState(run, position.visit));
    case 'waiting':
      return orFail(run, position.visit, () => endWait(run, position.visit));
    case 'calling':
      return callTask(run, position.attempt);
    case 'awaiting-callback':
      return taskTimedOut(run, position.attempt);
    case 'task-succeeded':
      return orFail(run, position.visit, () => endTask(run, position.visit, position.result));
    case 'state-failed': {
      const { visit, error, cause } = position;
      return orFail(run, visit, () => handleFailure(run, visit, error, cause), true);
    }
    case 'closed':
      throw new Error(`${run.execution.arn} is closed and has no next step`);
  }
}

/** Errors of a state lead to its Retry and Catch; those that come up inside a Catch end the execution. */
async function orFail(
  run: StepContext,
  visit: Visit,
  act: () => Promise<Change>,
  last = false,
): Promise<Change> {
  try {
    return await act();
  } catch (thrown) {
    if (!(thrown instanceof EvaluationError) && !(thrown instanceof StateError)) throw thrown;
    const error = thrown.name;
    const cause = whileExecuting(visit, thrown.message);
    const events: NewEvent[] =
      thrown instanceof EvaluationError
        ? [
            {
              type: 'EvaluationFailed',
              details: { error, cause, location: thrown.field, state: visit.state },
            },
          ]
        : [];
    if (last) return failExecution(run, events, error, cause);
    return { events, set: { position: { at: 'state-failed', visit, error, cause } } };
  }
}
