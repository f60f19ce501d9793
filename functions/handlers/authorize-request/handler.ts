import * as z from 'zod/mini';
import { type Authenticator, isRejected } from '../../application/api/authenticator.ts';
import type { Log } from '../../middleware/log.ts';
import { createTask } from '../../middleware/task.ts';

/** What API Gateway sends to an authorizer of the kind TOKEN. */
const authorizerEventSchema = z.object({
  authorizationToken: z.string(),
  /** `arn:aws:execute-api:<region>:<account>:<api>/<stage>/<method>/<path>` */
  methodArn: z.string().check(z.regex(/^arn:[^/]+\/[^/]+\//)),
});

/** API Gateway answers 401 for an authorizer that fails with exactly this message, and 500 for any other. */
class Unauthorized extends Error {
  override readonly name = 'Unauthorized';

  constructor() {
    super('Unauthorized');
  }
}

/**
 * Lets a verified token at the API as a whole: the answer is cached by token for whatever path comes next, so
 * it must hold for all of them. What somebody may do is decided where it is done.
 */
export const createHandler = (authenticator: Authenticator, log: Log) =>
  createTask({
    name: 'authorize-request',
    event: authorizerEventSchema,
    log,
    ids: () => ({}),
    async run({ authorizationToken, methodArn }) {
      const token = /^Bearer +(\S+) *$/i.exec(authorizationToken)?.[1] ?? '';
      const subject = await authenticator.authenticate(token);
      if (isRejected(subject)) {
        log.info('authorize-request.token-rejected', { reason: subject.reason });
        throw new Unauthorized();
      }
      const [api, stage] = methodArn.split('/');
      return {
        principalId: `${subject.agencyId}/${subject.representativeId}`,
        policyDocument: {
          Version: '2012-10-17',
          Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: `${api}/${stage}/*` }],
        },
      };
    },
  });
