import type { Resource, TaskState } from '../definition.ts';
import { errorDetails, type NewEvent, withOutput } from '../history.ts';
import { byteLength, type Json, type JsonObject } from '../json.ts';
import { limits } from '../limits.ts';
import type { Attempt, Change, Visit } from '../records.ts';
import { tokenOf } from '../tokens.ts';
import { leave, type StepContext, scopeOf, stateOf, textWithin } from './common.ts';
import { secondsOf } from './values.ts';

/** The two words by which history events name a resource. */
function eventNames(resource: Resource): JsonObject {
  const [resourceType = '', name = ''] = resource.slice('arn:aws:states:::'.length).split(':');
  return { resourceType, resource: name };
}

function taskOf(run: StepContext, visit: Visit): TaskState {
  const state = stateOf(run, visit.state);
  if (state.Type !== 'Task') throw new Error(`State '${visit.state}' is no Task`);
  return state;
}

/** Begin an attempt: its own token, arguments and deadline, which counts from here. */
export async function scheduleTask(run: StepContext, visit: Visit, state: TaskState): Promise<Change> {
  const scheduledEvent = run.execution.history.length + 1;
  const attempt: Attempt = { visit, scheduledEvent, args: null };
  if (state.Resource.endsWith('.waitForTaskToken'))
    attempt.token = tokenOf(run.execution.arn, scheduledEvent);
  const scope = scopeOf(run, visit, {}, attempt);
  attempt.args =
    state.Arguments === undefined ? visit.input : await run.evaluate(state.Arguments, 'Arguments', scope);
  const parameters = textWithin(attempt.args, `The Arguments of the state '${visit.state}'`);
  const details: JsonObject = { ...eventNames(state.Resource), region: run.region, parameters };
  if (state.TimeoutSeconds !== undefined) {
    const value = await run.evaluate(state.TimeoutSeconds, 'TimeoutSeconds', scope);
    const timeout = secondsOf('TimeoutSeconds', value, 1);
    attempt.deadline = run.now() + timeout * 1_000;
    details['timeoutInSeconds'] = timeout;
  }
  return {
    events: [
      { type: 'TaskScheduled', details },
      { type: 'TaskStarted', details: eventNames(state.Resource) },
    ],
    set: { position: { at: 'calling', attempt } },
  };
}

/** Call the resource. After a restart the same attempt calls it again: a task runs at least once. */
export async function callTask(run: StepContext, attempt: Attempt): Promise<Change> {
  if (isPast(run, attempt)) return taskTimedOut(run, attempt);
  const { Resource } = taskOf(run, attempt.visit);
  const seed = `${run.execution.arn}#${attempt.scheduledEvent}`;
  const outcome = await run.call(Resource, attempt.args, seed);
  if (isPast(run, attempt)) return taskTimedOut(run, attempt);
  if ('error' in outcome) return taskFailed(run, attempt, outcome.error, outcome.cause);
  if (attempt.token === undefined) return taskSucceeded(run, attempt, outcome.result);
  const output = JSON.stringify(outcome.result);
  if (byteLength(output) > limits.payloadBytes) return tooLarge(run, attempt);
  return {
    events: [{ type: 'TaskSubmitted', details: withOutput(eventNames(Resource), output) }],
    set: { position: { at: 'awaiting-callback', attempt } },
  };
}

function isPast(run: StepContext, { deadline }: Attempt): boolean {
  return deadline !== undefined && run.now() >= deadline;
}

/** The task answered, or its token came back. */
export function taskSucceeded(run: StepContext, attempt: Attempt, result: Json): Change {
  const output = JSON.stringify(result);
  if (byteLength(output) > limits.payloadBytes) return tooLarge(run, attempt);
  const details = withOutput(eventNames(taskOf(run, attempt.visit).Resource), output);
  return {
    events: [{ type: 'TaskSucceeded', details }],
    set: { position: { at: 'task-succeeded', visit: attempt.visit, result } },
  };
}

/** The task failed; Retry and Catch are the next step. */
export function taskFailed(run: StepContext, attempt: Attempt, error?: string, cause?: string): Change {
  return failed(run, attempt, 'TaskFailed', errorDetails(error, cause));
}

/** The deadline of an attempt has passed. */
export function taskTimedOut(run: StepContext, attempt: Attempt): Change {
  return failed(run, attempt, 'TaskTimedOut', { error: 'States.Timeout' });
}

function tooLarge(run: StepContext, attempt: Attempt): Change {
  const { Resource } = taskOf(run, attempt.visit);
  const cause = `The state/task '${Resource}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  return taskFailed(run, attempt, 'States.DataLimitExceeded', cause);
}

function failed(
  run: StepContext,
  { visit }: Attempt,
  type: NewEvent['type'],
  why: { error?: string; cause?: string },
): Change {
  const details = { ...eventNames(taskOf(run, visit).Resource), ...why };
  return { events: [{ type, details }], set: { position: { at: 'state-failed', visit, ...why } } };
}

/** Leave a Task state with its result. */
export function endTask(run: StepContext, visit: Visit, result: Json): Promise<Change> {
  const state = taskOf(run, visit);
  const scope = scopeOf(run, visit, { result });
  return leave(run, visit, { effects: state, scope, fallback: result, next: state.Next });
}
