import type { Definition, State } from '../definition.ts';
import type { Evaluate, Scope, States } from '../expressions.ts';
import { type EventType, errorDetails, type NewEvent, stateExited, withOutput } from '../history.ts';
import { byteLength, type Json, type JsonObject } from '../json.ts';
import { limits } from '../limits.ts';
import type { Attempt, Change, Execution, Visit } from '../records.ts';
import type { CallResource } from '../resources.ts';

/** What a step may use. A step reads the execution and answers with a change; it alters nothing itself. */
export interface StepContext {
  execution: Execution;
  definition: Definition;
  /** Milliseconds since 1970. */
  now(): number;
  random(): number;
  region: string;
  evaluate: Evaluate;
  call: CallResource;
}

/** An error that a state meets, by its documented name; Retry and Catch decide what becomes of it. */
export class StateError extends Error {
  constructor(name: string, cause: string) {
    super(cause);
    this.name = name;
  }
}

/** The state of a name that a checked definition is known to have. */
export function stateOf({ definition }: StepContext, name: string): State {
  const state = definition.States[name];
  if (state === undefined) throw new Error(`There is no state '${name}'`);
  return state;
}

/** The beginning of the cause of errors that arise in the service itself rather than in a task. */
export function whileExecuting(visit: Visit, cause: string): string {
  return `An error occurred while executing the state '${visit.state}' (entered at the event id #${visit.enteredEvent}). ${cause}`;
}

/** The context object, `$states.context`. */
function contextOf({ execution }: StepContext, visit: Visit, attempt?: Attempt): JsonObject {
  return {
    Execution: {
      Id: execution.arn,
      Input: JSON.parse(execution.input),
      Name: execution.name,
      RedriveCount: 0,
      RoleArn: execution.roleArn,
      StartTime: new Date(execution.startDate).toISOString(),
    },
    State: {
      EnteredTime: new Date(visit.enteredAt).toISOString(),
      Name: visit.state,
      RetryCount: visit.retries.reduce((sum, made) => sum + made, 0),
    },
    StateMachine: { Id: execution.machineArn, Name: execution.machineName },
    ...(attempt?.token === undefined ? {} : { Task: { Token: attempt.token } }),
  };
}

/** What expressions of a state can see. */
export function scopeOf(
  run: StepContext,
  visit: Visit,
  more: Pick<States, 'result' | 'errorOutput'> = {},
  attempt?: Attempt,
): Scope {
  const states: States = { input: visit.input, context: contextOf(run, visit, attempt), ...more };
  return { states, variables: run.execution.variables };
}

/** JSON text of a value. @throws StateError States.DataLimitExceeded above 256 KiB */
export function textWithin(value: Json, what: string): string {
  const text = JSON.stringify(value);
  if (byteLength(text) <= limits.payloadBytes) return text;
  throw new StateError(
    'States.DataLimitExceeded',
    `${what} has a size exceeding the maximum number of bytes service limit.`,
  );
}

/** How a state is left: by its own fields, a rule's of a Choice or a Catch's. */
export interface Exit {
  effects: { Assign?: JsonObject | undefined; Output?: Json | undefined };
  /** Where these fields stand in the state, such as `Catch[0]/`. */
  prefix?: string;
  scope: Scope;
  /** The state's output when it has no Output field. */
  fallback: Json;
  /** Undefined ends the execution. */
  next: string | undefined;
}

/** Leave a state: Output and Assign both see the values as on entry. */
export async function leave(run: StepContext, visit: Visit, exit: Exit): Promise<Change> {
  const { effects, prefix = '', scope, fallback, next } = exit;
  const assigned: JsonObject = {};
  for (const [name, template] of Object.entries(effects.Assign ?? {})) {
    assigned[name] = await run.evaluate(template, `${prefix}Assign/${name}`, scope);
  }
  const output =
    effects.Output === undefined ? fallback : await run.evaluate(effects.Output, `${prefix}Output`, scope);
  const text = textWithin(output, `The output of the state '${visit.state}'`);
  const variables = { ...scope.variables, ...assigned };
  checkVariables(assigned, variables);
  const exited: NewEvent = { type: exitType(run, visit), details: stateExited(visit.state, text, assigned) };
  if (next !== undefined) {
    return { events: [exited], set: { variables, position: { at: 'entering', state: next, input: output } } };
  }
  return {
    events: [exited, { type: 'ExecutionSucceeded', details: withOutput({}, text) }],
    set: { variables, position: { at: 'closed' }, status: 'SUCCEEDED', stopDate: run.now(), output: text },
  };
}

function exitType(run: StepContext, visit: Visit): EventType {
  const { Type } = stateOf(run, visit.state);
  if (Type === 'Fail') throw new Error(`State '${visit.state}' has no exit`);
  return `${Type}StateExited`;
}

function checkVariables(assigned: JsonObject, variables: JsonObject): void {
  if (Object.keys(assigned).length === 0) return;
  textWithin(assigned, 'Assign');
  if (byteLength(JSON.stringify(variables)) <= limits.variablesBytes) return;
  throw new StateError(
    'States.DataLimitExceeded',
    'The variables exceed the limit of 10 MiB for an execution.',
  );
}

/** The change that ends an execution in failure, after `events`. */
export function failExecution(run: StepContext, events: NewEvent[], error?: string, cause?: string): Change {
  return {
    events: [...events, { type: 'ExecutionFailed', details: errorDetails(error, cause) }],
    set: { position: { at: 'closed' }, status: 'FAILED', stopDate: run.now(), ...errorDetails(error, cause) },
  };
}
