/**
 * What API Gateway answers by itself, before or instead of a function: problem details (RFC 9457) like those of
 * the API. Nothing of the request is repeated.
 */
export interface GatewayProblem {
  /** API Gateway's name of the response. */
  response: string;
  status: number;
  /** Stands in `type`, `/problems/<code>`. */
  code: string;
  title: string;
  /** What the caller can do. */
  detail: string;
}

export const gatewayProblems: readonly GatewayProblem[] = [
  {
    response: 'UNAUTHORIZED',
    status: 401,
    code: 'not-signed-in',
    title: 'Not signed in',
    detail: 'Sign in and send the token in the header Authorization.',
  },
  {
    response: 'ACCESS_DENIED',
    status: 401,
    code: 'not-signed-in',
    title: 'Not signed in',
    detail: 'Sign in again: the token is not accepted, or no longer.',
  },
  {
    response: 'MISSING_AUTHENTICATION_TOKEN',
    status: 404,
    code: 'not-found',
    title: 'Not found',
    detail: 'There is nothing at this address; /openapi.json lists what there is.',
  },
  {
    response: 'REQUEST_TOO_LARGE',
    status: 413,
    code: 'too-large',
    title: 'Too large',
    detail: 'Shorten the request. Nothing of it was kept.',
  },
  {
    response: 'THROTTLED',
    status: 429,
    code: 'too-many-requests',
    title: 'Too many requests',
    detail: 'Wait a moment and send the same request again, with the same Idempotency-Key.',
  },
  {
    response: 'WAF_FILTERED',
    status: 403,
    code: 'filtered',
    title: 'Filtered',
    detail:
      'The request was taken for an attack or came too often, and nothing of it was kept. If it was neither, ring the convening team.',
  },
  {
    response: 'INTEGRATION_TIMEOUT',
    status: 504,
    code: 'timed-out',
    title: 'Timed out',
    detail:
      'It is not known whether this was done. Send the same request again, with the same Idempotency-Key.',
  },
  {
    response: 'DEFAULT_4XX',
    status: 400,
    code: 'bad-request',
    title: 'Bad request',
    detail: 'The request could not be understood; /openapi.json says what is expected.',
  },
  {
    response: 'DEFAULT_5XX',
    status: 500,
    code: 'unavailable',
    title: 'Unavailable',
    detail:
      'Send the same request again, with the same Idempotency-Key. If it is urgent and goes on, ring the convening team.',
  },
];

/** One that stands for many responses, each of which keeps its own status. */
export const isDefault = (response: string): boolean => response.startsWith('DEFAULT_');

/** The body; API Gateway fills in the id by which the logs know the request. */
export const problemTemplate = ({ response, status, code, title, detail }: GatewayProblem): string =>
  JSON.stringify({
    type: `/problems/${code}`,
    title,
    ...(isDefault(response) ? {} : { status }),
    detail,
    correlationId: '$context.requestId',
  });
