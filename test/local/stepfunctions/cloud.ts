import {
  createStepFunctions,
  type Invocation,
  type StepFunctionsEntry,
} from '../../../local/stepfunctions/index.ts';
import type { Journal } from '../../../local/stepfunctions/journal.ts';
import { createClock } from '../../../local/virtual-clock.ts';

export const start = Date.parse('2026-03-02T01:00:00.000Z');
export const roleArn = 'arn:aws:iam::000000000000:role/machine';
export const day = 86_400_000;

/** A response as a test reads it. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads responses of every shape and fails where one is not there
export type Response = any;

export type Handler = (payload: Response, cloud: Cloud) => unknown;

export interface Cloud {
  clock: ReturnType<typeof createClock>;
  /** Everything that was written to the journal, those that it began with included. */
  entries: StepFunctionsEntry[];
  lambda: Record<string, Handler>;
  /** Payloads of all invocations, in order. */
  invoked: { name: string; payload: Response; at: number }[];
  call(operation: string, request: object): Response;
  stats(executionArn: string): { transitions: number; historyEvents: number };
  /** Create a machine of JSONata states and start it. Answers the execution's ARN. */
  run(definition: object, input?: unknown, name?: string): string;
  /** Let the clock jump until nothing is left to do, or to a time. */
  settle(until?: number): Promise<void>;
  describe(executionArn: string): Response;
  events(executionArn: string): Response[];
  types(executionArn: string): string[];
  output(executionArn: string): Response;
}

/** A journal that a test can cut: it begins with `entries` and adds to them, through JSON as a file would. */
export function arrayJournal<Entry>(entries: Entry[]): Journal<Entry> {
  const before = [...entries];
  return {
    replay: () => before,
    append: (entry) => {
      entries.push(JSON.parse(JSON.stringify(entry)));
    },
    close: () => undefined,
  };
}

/**
 * Step Functions with a clock that jumps and functions of the test's. With entries of a journal it is a restart,
 * at the time of the last of them unless the test says when.
 */
export function createCloud(
  lambda: Record<string, Handler> = {},
  before: StepFunctionsEntry[] = [],
  begin = Math.max(start, ...before.map((entry) => entry.at)),
): Cloud {
  const entries = [...before];
  const errors: unknown[] = [];
  const clock = createClock({ mode: 'jump', start: begin, onError: (error) => errors.push(error) });
  const invoked: Cloud['invoked'] = [];

  async function invokeLambda(name: string, payload: unknown): Promise<Invocation> {
    invoked.push({ name, payload, at: clock.now() });
    const handler = lambda[name];
    if (handler === undefined) throw new Error(`The test has no function ${name}`);
    try {
      return { ok: await handler(payload, cloud) };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return { error: { name: error.name, message: error.message } };
    }
  }

  const sfn = createStepFunctions({
    clock,
    invokeLambda,
    journal: arrayJournal(entries),
    random: () => clock.random(),
    region: 'ap-southeast-2',
    accountId: '000000000000',
  });
  const cloud: Cloud = {
    clock,
    entries,
    lambda,
    invoked,
    call: (operation, request) => JSON.parse(JSON.stringify(sfn.call(operation, request))),
    stats: (executionArn) => sfn.stats(executionArn),
    run(definition, input = {}, name = 'one') {
      const { stateMachineArn } = cloud.call('CreateStateMachine', machine(definition));
      const request = { stateMachineArn, name, input: JSON.stringify(input) };
      return cloud.call('StartExecution', request).executionArn;
    },
    async settle(until) {
      await clock.run(until === undefined ? {} : { until });
      if (errors.length > 0) throw errors[0];
    },
    describe: (executionArn) => cloud.call('DescribeExecution', { executionArn }),
    events: (executionArn) => cloud.call('GetExecutionHistory', { executionArn, maxResults: 1000 }).events,
    types: (executionArn) => cloud.events(executionArn).map((event: Response) => event.type),
    output: (executionArn) => JSON.parse(cloud.describe(executionArn).output),
  };
  return cloud;
}

/** The request that creates a machine of JSONata states. */
export function machine(definition: object, name = 'machine'): Record<string, unknown> {
  return { name, roleArn, definition: JSON.stringify({ QueryLanguage: 'JSONata', ...definition }) };
}

/** A definition of one state. */
export function only(state: object): object {
  return { StartAt: 'Only', States: { Only: state } };
}

/** A Task that calls the function `name`, with the state's input as payload. */
export function invoke(name: string, more: object = {}): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: name, Payload: '{% $states.input %}' },
    End: true,
    ...more,
  };
}

/** A Task that gives its token to the function `name` and waits. */
export function callback(name: string, more: object = {}): object {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: { FunctionName: name, Payload: { token: '{% $states.context.Task.Token %}' } },
    End: true,
    ...more,
  };
}

/** A function that throws an error of this name. */
export function failing(name: string, message = 'as the test wants it'): Handler {
  return () => {
    throw Object.assign(new Error(message), { name });
  };
}

/** The name of the error that `act` throws, or what it gives. */
export function errorOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error instanceof Error ? error.name : error;
  }
}
