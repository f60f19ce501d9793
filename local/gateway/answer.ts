import { AwsError } from './aws-error.ts';
import { parseJson } from './http.ts';
import type { JsonService } from './json-service.ts';
import type { RestRequest, RestService } from './rest-service.ts';

/** A call of AWS as it came over the wire; the same with or without a socket. */
export type Call = RestRequest;

/** The answer to it; `lost` means that the work is done and the connection breaks before the caller hears of it. */
export type Reply = { status: number; headers: Record<string, string>; body: string } | 'lost';

export interface Services {
  /** By the part of X-Amz-Target before the dot, such as `AWSStepFunctions`. */
  jsonServices: Record<string, JsonService>;
  restServices: RestService[];
  /** Hears of failures that are bugs of the local cloud and not answers. */
  onError: (error: unknown) => void;
}

/** Is it a call of AWS? Everything else is a page. */
export function isCall(
  { restServices }: Services,
  { path, headers }: Pick<Call, 'path' | 'headers'>,
): boolean {
  return typeof headers['x-amz-target'] === 'string' || restServices.some((service) => service.claims(path));
}

/** Answers a call by its protocol, here and now and never as a job of the clock. Does not reject. */
export async function answerCall(services: Services, call: Call): Promise<Reply> {
  try {
    const target = call.headers['x-amz-target'];
    return typeof target === 'string'
      ? await answerJson(services, target, call)
      : await answerRest(services, call);
  } catch (error) {
    return replyOfFailure(error, services.onError);
  }
}

async function answerJson({ jsonServices }: Services, target: string, call: Call): Promise<Reply> {
  const [service = '', operation = ''] = target.split('.');
  const handler = Object.hasOwn(jsonServices, service) ? jsonServices[service] : undefined;
  if (handler === undefined)
    throw new AwsError('UnknownOperationException', `${target} is not part of this local cloud.`);
  const answer = await handler(operation, parseJson(call.body));
  // SDKs speak JSON 1.0 to DynamoDB and Step Functions; the answer is in what was asked.
  const contentType = call.headers['content-type']?.split(';')[0] ?? 'application/x-amz-json-1.0';
  return {
    status: 200,
    headers: { 'x-amzn-requestid': requestId(), 'content-type': contentType },
    body: JSON.stringify(answer),
  };
}

async function answerRest({ restServices }: Services, call: Call): Promise<Reply> {
  const service = restServices.find((one) => one.claims(call.path));
  if (service === undefined)
    throw new AwsError('UnknownOperationException', `${call.path} is not part of this local cloud.`, 404);
  const result = await service.handle(call);
  if (result === 'lost') return 'lost';
  return {
    status: result.status,
    headers: {
      'x-amzn-requestid': requestId(),
      'content-type': 'application/json',
      ...result.headers,
    },
    body: result.json === undefined ? '' : JSON.stringify(result.json),
  };
}

/**
 * An error in the shape that AWS SDKs make their exception classes of. An AwsError is an answer; anything else
 * is a bug, told to the operator and not to the caller.
 */
export function replyOfFailure(error: unknown, onError: (error: unknown) => void): Exclude<Reply, 'lost'> {
  const known = error instanceof AwsError;
  if (!known) onError(error);
  const shown = known
    ? error
    : new AwsError('InternalServerError', 'The local cloud failed; see its log.', 500);
  const headers = {
    'x-amzn-requestid': requestId(),
    'x-amzn-errortype': shown.name,
    'content-type': 'application/json',
  };
  const body = JSON.stringify({ __type: shown.name, message: shown.message, ...shown.fields });
  return { status: shown.statusCode, headers, body };
}

let requests = 0;

function requestId(): string {
  requests += 1;
  return `00000000-0000-4000-a000-${requests.toString(16).padStart(12, '0')}`;
}
