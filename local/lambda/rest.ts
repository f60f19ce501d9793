import type { LocalClock } from '../clock.ts';
import { AwsError } from '../gateway/aws-error.ts';
import type { RestService } from '../gateway/rest-service.ts';
import { deliver } from './retry.ts';
import type { LambdaRuntime } from './runtime.ts';

const PREFIX = '/2015-03-31/functions/';

export interface LambdaRestOptions {
  clock: LocalClock;
  lambda: LambdaRuntime;
  onError: (error: unknown) => void;
}

/** Lambda's Invoke over HTTP: RequestResponse, Event (as a job of the clock, tried three times) and DryRun. */
export function createLambdaRest({ clock, lambda, onError }: LambdaRestOptions): RestService {
  return {
    claims: (path) => path.startsWith(PREFIX),
    async handle({ method, path, headers, body }) {
      const name = /^([^/]+)\/invocations$/.exec(path.slice(PREFIX.length))?.[1];
      if (method !== 'POST' || name === undefined) {
        throw new AwsError(
          'UnknownOperationException',
          `Lambda ${method} ${path} is not part of this local cloud.`,
          404,
        );
      }
      const functionName = decodeURIComponent(name);
      const event = parseEvent(body);
      const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
      if (type === 'DryRun') return { status: 204, json: undefined };
      if (type === 'Event') {
        const invoke = () => lambda.invoke(functionName, event);
        const delivery = {
          clock,
          functionName,
          invoke,
          delays: [60, 120],
          what: 'asynchronous event',
          onError,
        };
        clock.at(clock.now(), () => deliver(delivery));
        return { status: 202, json: undefined };
      }
      const result = await lambda.invoke(functionName, event);
      const version = { 'x-amz-executed-version': '$LATEST' };
      if (result.ok) return { status: 200, headers: version, json: result.payload };
      return {
        status: 200,
        headers: { ...version, 'x-amz-function-error': 'Unhandled' },
        json: result.error,
      };
    },
  };
}

/** An event may be any JSON value, also none. */
function parseEvent(body: Buffer): unknown {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('InvalidRequestContentException', 'Could not parse request body into json.');
  }
}
