import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AwsError } from '../gateway/aws-error.ts';
import type { Resource } from './definition.ts';
import { type Json, toJson } from './json.ts';
import { uuid } from './jsonata-functions.ts';

/** How a call to a resource ended. */
export type Outcome = { result: Json } | { error: string; cause: string };

/** Calls the resource of a task with its evaluated arguments; `seed` is the same for each try of one attempt. */
export type CallResource = (resource: Resource, args: Json, seed: string) => Promise<Outcome>;

/** The answer of a Lambda function: what it returned, or the name and message of what it threw. */
export type Invocation = { ok: unknown } | { error: { name: string; message: string } };

export interface ResourcePorts {
  /** May also reject with an AwsError of the Lambda service, such as ResourceNotFoundException. */
  invokeLambda(nameOrArn: string, payload: unknown): Promise<Invocation>;
  startExecution(
    machineArn: string,
    name: string,
    input: string,
  ): { executionArn: string; startDate: number };
}

const startArguments = z.strictObject({
  StateMachineArn: z.string(),
  Name: z.string().optional(),
  Input: z.json().optional(),
});

const lambdaArguments = z.strictObject({
  FunctionName: z.string(),
  Payload: z.json().optional(),
  Qualifier: z.string().optional(),
});

/** What is wrong with the fields of `Arguments`, or undefined. Works for templates too: an expression is text. */
export function argumentsProblem(resource: Resource, args: Json): string | undefined {
  const parsed = (resource === startExecution ? startArguments : lambdaArguments).safeParse(args);
  return parsed.error?.issues
    .map(({ path, message }) => [...path.map(String), message].join(': '))
    .join('; ');
}

const startExecution = 'arn:aws:states:::states:startExecution';

/** The optimized integrations of this cloud. */
export function createCallResource(ports: ResourcePorts): CallResource {
  return async (resource, args, seed) => {
    const problem = argumentsProblem(resource, args);
    if (problem !== undefined) {
      return { error: 'States.Runtime', cause: `The Arguments of the task cannot be used: ${problem}` };
    }
    if (resource === startExecution) {
      return answer('StepFunctions', 'Exception', async () => start(ports, startArguments.parse(args), seed));
    }
    const { FunctionName, Payload = {}, Qualifier } = lambdaArguments.parse(args);
    const name = Qualifier === undefined ? FunctionName : `${FunctionName}:${Qualifier}`;
    return answer('Lambda', '', async () => outcomeOf(await ports.invokeLambda(name, Payload)));
  };
}

function start(ports: ResourcePorts, args: z.infer<typeof startArguments>, seed: string): Outcome {
  const { StateMachineArn, Name = nameFrom(seed), Input = {} } = args;
  const input = typeof Input === 'string' ? Input : JSON.stringify(Input);
  const { executionArn, startDate } = ports.startExecution(StateMachineArn, Name, input);
  return { result: { ExecutionArn: executionArn, StartDate: startDate } };
}

function outcomeOf(invocation: Invocation): Outcome {
  if ('ok' in invocation) {
    const Payload = toJson(invocation.ok);
    return { result: { ExecutedVersion: '$LATEST', Payload, StatusCode: 200 } };
  }
  const { name, message } = invocation.error;
  // Errors of the Lambda service carry plain text; those of the function's code carry what its runtime wrote.
  if (name.startsWith('Lambda.')) return { error: name, cause: message };
  return { error: name, cause: JSON.stringify({ errorMessage: message, errorType: name, trace: [] }) };
}

/** An exception of a service becomes an error named after the service. */
async function answer(service: string, suffix: string, call: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const name = error.name.endsWith(suffix) ? error.name : `${error.name}${suffix}`;
    return { error: name.startsWith(`${service}.`) ? name : `${service}.${name}`, cause: error.message };
  }
}

/** A name for an execution that a repeated try of the same attempt finds again, so that it starts one only. */
function nameFrom(seed: string): string {
  const digest = createHash('sha256').update(seed).digest();
  let next = 0;
  return uuid(() => digest[next++]! / 256);
}
