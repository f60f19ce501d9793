import type { LocalClock } from '../clock.ts';
import { functionArn, functionName } from '../gateway/arn.ts';
import { AwsError } from '../gateway/aws-error.ts';
import { timedId } from '../gateway/ids.ts';

/** What a function gets besides its event: the part of Lambda's context that has a meaning here. */
export interface LambdaContext {
  functionName: string;
  functionVersion: string;
  invokedFunctionArn: string;
  memoryLimitInMB: string;
  awsRequestId: string;
  logGroupName: string;
  logStreamName: string;
  callbackWaitsForEmptyEventLoop: boolean;
  getRemainingTimeInMillis(): number;
}

export type LambdaFunction = (event: unknown, context: LambdaContext) => Promise<unknown>;

/** The error shape that Lambda answers with and Step Functions catches by `errorType`. */
export interface FunctionError {
  errorType: string;
  errorMessage: string;
}

export type InvokeResult = { ok: true; payload: unknown } | { ok: false; error: FunctionError };

/** The same answer in the words of the Step Functions interpreter. */
export function toInvocation(
  result: InvokeResult,
): { ok: unknown } | { error: { name: string; message: string } } {
  if (result.ok) return { ok: result.payload };
  return { error: { name: result.error.errorType, message: result.error.errorMessage } };
}

export interface LambdaFaults {
  /** The next `times` invocations die before the function does anything. */
  crashBefore(name: string, times?: number, error?: FunctionError): void;
  /** The next `times` invocations do all their work, and then the answer is lost. */
  crashAfter(name: string, times?: number, error?: FunctionError): void;
}

export interface LambdaRuntime {
  /** Runs a function by name or ARN. Rejects only with ResourceNotFoundException or an event that is not JSON. */
  invoke(nameOrArn: string, event: unknown): Promise<InvokeResult>;
  /** Invocations so far by function name, failed ones included. */
  counts(): Record<string, number>;
  faults: LambdaFaults;
}

export interface LambdaOptions {
  clock: LocalClock;
  functions: Map<string, LambdaFunction>;
}

const EXIT: FunctionError = {
  errorType: 'Runtime.ExitError',
  errorMessage: 'Error: Runtime exited with error: exit status 1',
};

/** Functions never run long here; the number only has to be plausible for code that looks at it. */
const REMAINING_MS = 30_000;

/** Runs the functions in this process, with events and results passed as JSON, as Lambda would. */
export function createLambdaRuntime({ clock, functions }: LambdaOptions): LambdaRuntime {
  const counts = new Map<string, number>();
  const before = new Map<string, FunctionError[]>();
  const after = new Map<string, FunctionError[]>();
  let requests = 0;

  function contextOf(name: string): LambdaContext {
    requests += 1;
    return {
      functionName: name,
      functionVersion: '$LATEST',
      invokedFunctionArn: functionArn(name),
      memoryLimitInMB: '512',
      awsRequestId: timedId(clock.now(), requests, '8'),
      logGroupName: `/aws/lambda/${name}`,
      logStreamName: new Date(clock.now()).toISOString().slice(0, 10),
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => REMAINING_MS,
    };
  }

  return {
    async invoke(nameOrArn, event) {
      const name = functionName(nameOrArn);
      const fn = functions.get(name);
      if (fn === undefined) {
        throw new AwsError('ResourceNotFoundException', `Function not found: ${functionArn(name)}`, 404, {
          Type: 'User',
        });
      }
      counts.set(name, (counts.get(name) ?? 0) + 1);
      const context = contextOf(name);
      const crash = before.get(name)?.shift();
      if (crash !== undefined) return { ok: false, error: crash };
      const result = await attempt(fn, roundTrip(event), context);
      const lost = after.get(name)?.shift();
      return lost === undefined ? result : { ok: false, error: lost };
    },
    counts: () => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    faults: {
      crashBefore: (name, times, error) => plan(before, name, times, error),
      crashAfter: (name, times, error) => plan(after, name, times, error),
    },
  };
}

function plan(faults: Map<string, FunctionError[]>, name: string, times = 1, error = EXIT): void {
  faults.set(name, [...(faults.get(name) ?? []), ...Array<FunctionError>(times).fill(error)]);
}

async function attempt(fn: LambdaFunction, event: unknown, context: LambdaContext): Promise<InvokeResult> {
  try {
    return { ok: true, payload: roundTrip(await fn(event, context)) };
  } catch (error) {
    return { ok: false, error: errorOf(error) };
  }
}

/** What the runtime makes of something thrown: its name and message, never its stack. */
function errorOf(error: unknown): FunctionError {
  if (error instanceof Error) return { errorType: error.name, errorMessage: error.message };
  return { errorType: typeof error, errorMessage: String(error) };
}

/** Through JSON and back, so that what would be lost on the wire is lost here too. Nothing becomes null. */
function roundTrip(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}
