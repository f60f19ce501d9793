import { describe, expect, it } from 'vitest';
import { createAuthenticator } from '../../functions/adapters/jwt/authenticator.ts';
import { createHandler } from '../../functions/handlers/authorize-request/handler.ts';
import { claimsOf, createKey, issuerOf, signToken } from '../adapters/jwt/tokens.ts';
import { createTestLog } from './support.ts';

const key = createKey('key-1');
const log = createTestLog();
const handler = createHandler(createAuthenticator([issuerOf(key)]), log);
const methodArn = 'arn:aws:execute-api:ap-southeast-2:111122223333:abc123/live/GET/cases/case-one1';
const authorise = (authorizationToken: string) =>
  handler({ type: 'TOKEN', authorizationToken, methodArn }, {} as never);

describe('the authorizer', () => {
  it('lets a verified token at the whole API, since the answer is cached for whatever path comes next', async () => {
    expect(await authorise(`Bearer ${signToken(key, claimsOf())}`)).toEqual({
      principalId: 'agy-police/rep-sergeant',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Action: 'execute-api:Invoke',
            Effect: 'Allow',
            Resource: 'arn:aws:execute-api:ap-southeast-2:111122223333:abc123/live/*',
          },
        ],
      },
    });
  });

  it.each(['', 'Bearer', 'Bearer nonsense', `Bearer ${signToken(createKey('key-1'), claimsOf())}`])(
    'says Unauthorized and nothing else to %.20s',
    async (text) => {
      await expect(authorise(text)).rejects.toThrow(/^Unauthorized$/);
    },
  );

  it('logs why by a code, and nothing of the token', () => {
    expect(log.lines).toContainEqual({
      level: 'info',
      code: 'authorize-request.token-rejected',
      keys: { reason: 'signature' },
    });
    expect(JSON.stringify(log.lines)).not.toContain('eyJ');
  });
});
