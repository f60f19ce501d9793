import { addElapsed, type Instant } from '../../../functions/domain/calendar/instants.ts';
import { type MachineName, type Machines, type StateDefinition, stateOf } from './definition.ts';
import { evaluate, type Scope } from './expressions.ts';

/** An execution that runs. One that ended is only a name that was used. */
export interface Execution {
  name: string;
  machine: MachineName;
  startedAt: Instant;
  variables: Record<string, unknown>;
  /** The state it is in: always a task that runs, or something it waits for. */
  at: string;
  /** How often it entered a state with a token: the number of the token. */
  entries: number;
  enteredAt: string;
  /** How often each retrier of this state was used. */
  retries: number[];
  /** Set while a callback task waits. */
  token?: string;
  /** When the task times out, the wait ends, or the retry begins. */
  until?: { at: Instant; what: 'timeout' | 'wait' | 'retry' };
}

/** What an execution asks of its surroundings when it moves. */
export type Effect =
  | { do: 'run'; task: string; input: Record<string, unknown> }
  | { do: 'ended'; failed: boolean };

const taskNames: Readonly<Record<string, string>> = {
  '${EvaluateCaseFunctionArn}': 'evaluate',
  '${AwaitSignalFunctionArn}': 'await',
  '${SendEmailFunctionArn}': 'send',
  '${CheckDeliveryFunctionArn}': 'check',
};

/** Retries sooner than this come at once in the model. */
const SOON_SECONDS = 30;

/** Start an execution: it runs on to its first task. */
export function begin(
  machines: Machines,
  machine: MachineName,
  name: string,
  input: Record<string, unknown>,
  now: Instant,
): { execution: Execution; effects: Effect[] } {
  const execution: Execution = {
    name,
    machine,
    startedAt: now,
    variables: {},
    at: '',
    entries: 0,
    enteredAt: '',
    retries: [],
  };
  return { execution, effects: enter(machines, execution, machines[machine].StartAt, now, input) };
}

/** Go into a state, and on through all that take no time. */
export function enter(
  machines: Machines,
  execution: Execution,
  name: string,
  now: Instant,
  input: unknown = {},
): Effect[] {
  const state = stateOf(machines[execution.machine], name);
  execution.at = name;
  execution.retries = [];
  delete execution.until;
  delete execution.token;
  switch (state.Type) {
    case 'Succeed':
    case 'Fail':
      return [{ do: 'ended', failed: state.Type === 'Fail' }];
    case 'Wait':
      execution.until = { at: after(now, evaluate(state.Seconds, scopeOf(execution, {}))), what: 'wait' };
      return [];
    case 'Task':
      return attempt(machines, execution, now);
    case 'Pass':
      assign(execution, state.Assign, { input });
      return enter(machines, execution, nextOf(state.Next, name), now);
    case 'Choice': {
      const scope = scopeOf(execution, {});
      const chosen = state.Choices?.find(({ Condition }) => evaluate(Condition, scope) === true);
      return enter(machines, execution, nextOf(chosen?.Next ?? state.Default, name), now);
    }
  }
}

/** Invoke the task of the state it is in, for the first time or again. A callback gets a token of its own. */
export function attempt(machines: Machines, execution: Execution, now: Instant): Effect[] {
  const state = stateOf(machines[execution.machine], execution.at);
  const { Resource = '', Arguments = {} } = state;
  const retryCount = execution.retries.reduce((sum, used) => sum + used, 0);
  delete execution.until;
  if (Resource.endsWith('.waitForTaskToken')) {
    execution.entries += 1;
    if (retryCount === 0) execution.enteredAt = now;
    execution.token = `${execution.name}/${execution.entries}`;
    const seconds = evaluate(state.TimeoutSeconds, scopeOf(execution, {}));
    execution.until = { at: after(now, seconds), what: 'timeout' };
  }
  const context = {
    Execution: { StartTime: execution.startedAt },
    State: { EnteredTime: execution.enteredAt, RetryCount: retryCount },
    Task: { Token: execution.token },
    StateMachine: { Id: execution.machine },
  };
  const given = evaluate(Arguments, scopeOf(execution, { context }));
  if (!isRecord(given)) throw new Error(`${execution.at} has no arguments`);
  if (Resource.endsWith('startExecution'))
    return [{ do: 'run', task: 'start', input: { name: given['Name'] } }];
  const task = taskNames[String(given['FunctionName'])];
  if (task === undefined || !isRecord(given['Payload']))
    throw new Error(`${execution.at} runs an unknown task`);
  return [{ do: 'run', task, input: given['Payload'] }];
}

/** The task has answered, or the token was sent back. */
export function succeed(machines: Machines, execution: Execution, answer: unknown, now: Instant): Effect[] {
  const state = stateOf(machines[execution.machine], execution.at);
  assign(execution, state.Assign, { result: { Payload: answer } });
  return enter(machines, execution, nextOf(state.Next, execution.at), now);
}

/** The task has failed: retry, catch, or end. */
export function fail(machines: Machines, execution: Execution, error: string, now: Instant): Effect[] {
  const state = stateOf(machines[execution.machine], execution.at);
  const index = (state.Retry ?? []).findIndex(({ ErrorEquals }) => matches(ErrorEquals, error));
  const retrier = state.Retry?.[index];
  const used = execution.retries[index] ?? 0;
  if (retrier && used < (retrier.MaxAttempts ?? 3)) {
    while (execution.retries.length <= index) execution.retries.push(0);
    execution.retries[index] = used + 1;
    delete execution.token;
    const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = 86_400 } = retrier;
    const seconds = Math.min(IntervalSeconds * BackoffRate ** used, MaxDelaySeconds);
    if (seconds < SOON_SECONDS) return attempt(machines, execution, now);
    execution.until = { at: after(now, seconds), what: 'retry' };
    return [];
  }
  const caught = catcherOf(state, error);
  if (!caught) return [{ do: 'ended', failed: true }];
  assign(execution, caught.Assign, {});
  return enter(machines, execution, caught.Next, now);
}

const catcherOf = (state: StateDefinition, error: string) =>
  state.Catch?.find(({ ErrorEquals }) => matches(ErrorEquals, error));

/** The instant has come that the execution waited for. */
export function fallDue(machines: Machines, execution: Execution, now: Instant): Effect[] {
  const what = execution.until?.what;
  if (what === 'timeout') return fail(machines, execution, 'States.Timeout', now);
  if (what === 'retry') return attempt(machines, execution, now);
  const state = stateOf(machines[execution.machine], execution.at);
  return enter(machines, execution, nextOf(state.Next, execution.at), now);
}

/** `States.ALL` takes every error, `States.TaskFailed` every one but a timeout. */
const matches = (names: readonly string[], error: string): boolean =>
  names.includes(error) ||
  names.includes('States.ALL') ||
  (names.includes('States.TaskFailed') && error !== 'States.Timeout');

function assign(
  execution: Execution,
  templates: Readonly<Record<string, unknown>> | undefined,
  states: Record<string, unknown>,
): void {
  const values = evaluate(templates ?? {}, scopeOf(execution, states));
  Object.assign(execution.variables, values);
}

const scopeOf = ({ variables }: Execution, states: Record<string, unknown>): Scope => ({ variables, states });

function nextOf(next: string | undefined, from: string): string {
  if (next === undefined) throw new Error(`${from} leads nowhere`);
  return next;
}

const after = (now: Instant, seconds: unknown): Instant => addElapsed(now, { seconds: Number(seconds) });

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
