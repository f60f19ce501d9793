import type { JsonObject } from './json.ts';

/** The events that this interpreter writes; all others of AWS belong to things it refuses. */
export type EventType =
  | `Execution${'Started' | 'Succeeded' | 'Failed' | 'TimedOut' | 'Aborted'}`
  | `${'Pass' | 'Task' | 'Choice' | 'Wait' | 'Succeed'}State${'Entered' | 'Exited'}`
  | 'FailStateEntered'
  | `Task${'Scheduled' | 'Started' | 'Submitted' | 'Succeeded' | 'Failed' | 'TimedOut'}`
  | 'EvaluationFailed';

/** What a step adds; number, predecessor and time come with the commit. */
export interface NewEvent {
  type: EventType;
  details: JsonObject;
}

/** An event as stored; `at` is in milliseconds since 1970. */
export interface StoredEvent extends NewEvent {
  id: number;
  at: number;
}

/** The details' key: all state events share one, every other type has its own. */
function detailsKey(type: EventType): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}

/** The parts of details that are execution data, left out when a reader asks for none. */
const dataKeys = [
  'input',
  'inputDetails',
  'output',
  'outputDetails',
  'assignedVariables',
  'assignedVariablesDetails',
];

/**
 * An event as GetExecutionHistory answers it, timestamp in seconds.
 * The first event and the first state's entry both name 0 as their predecessor, as in AWS.
 */
export function toHistoryEvent({ id, at, type, details }: StoredEvent, includeData: boolean): JsonObject {
  const shown = includeData
    ? details
    : Object.fromEntries(Object.entries(details).filter(([key]) => !dataKeys.includes(key)));
  return {
    timestamp: at / 1_000,
    type,
    id,
    previousEventId: id <= 2 ? 0 : id - 1,
    [detailsKey(type)]: shown,
  };
}

const whole = { truncated: false };

/** Details with an input, as ExecutionStarted and the entry of a state have it. */
export function withInput(details: JsonObject, input: string): JsonObject {
  return { ...details, input, inputDetails: whole };
}

/** Details with an output, as every event that ends something well has it. */
export function withOutput(details: JsonObject, output: string): JsonObject {
  return { ...details, output, outputDetails: whole };
}

/** Details of an error; AWS leaves out what there is not. */
export function errorDetails(
  error: string | undefined,
  cause: string | undefined,
): { error?: string; cause?: string } {
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}

/** The exit of a state, with the variables that it assigned if any. */
export function stateExited(name: string, output: string, assigned: JsonObject): JsonObject {
  const details = withOutput({ name }, output);
  if (Object.keys(assigned).length === 0) return details;
  const texts = Object.entries(assigned).map(([key, value]) => [key, JSON.stringify(value)]);
  return { ...details, assignedVariables: Object.fromEntries(texts), assignedVariablesDetails: whole };
}
