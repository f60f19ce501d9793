import { AwsError } from '../gateway/aws-error.ts';
import { isObject, type JsonObject } from './json.ts';

const prefix = 'AAAAKgAAAAIAAAAA';

/** The token of one attempt of a callback task. It names the attempt and is the same on every run of a seed. */
export function tokenOf(executionArn: string, scheduledEvent: number): string {
  const name = JSON.stringify({ e: executionArn, s: scheduledEvent });
  return prefix + Buffer.from(name).toString('base64url');
}

/** The attempt that a token names. @throws AwsError InvalidToken */
export function readToken(token: string): { executionArn: string; scheduledEvent: number } {
  const named = token.startsWith(prefix) ? decode(token.slice(prefix.length)) : undefined;
  const { e: executionArn, s: scheduledEvent } = named ?? {};
  if (typeof executionArn === 'string' && typeof scheduledEvent === 'number') {
    return { executionArn, scheduledEvent };
  }
  throw new AwsError('InvalidToken', 'Invalid Token: the token is malformed');
}

function decode(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
