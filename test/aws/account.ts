import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';

/** The suite was not told, or not rightly, which account it may use. */
export class WrongAccountError extends Error {
  override readonly name = 'WrongAccountError';
}

/**
 * The account that may be used: the one that was named, if it is the caller's. Throws WrongAccountError.
 * @param named what MACM_TEST_AWS says
 * @param caller the account of the credentials
 */
export function allowedAccount(named: string | undefined, caller: string | undefined): string {
  if (named === undefined || !/^\d{12}$/.test(named))
    throw new WrongAccountError(
      'MACM_TEST_AWS: expected the twelve digits of an account that may be used for tests, and never one with cases',
    );
  if (caller !== named)
    throw new WrongAccountError(`the credentials are for another account (${caller}) than MACM_TEST_AWS`);
  return named;
}

/** Asked before anything is made. A key of AWS, named without an account, is in the account of whoever asks. */
export async function accountUnderTest(): Promise<string> {
  const named = process.env['MACM_TEST_AWS'];
  // Without a name nobody is asked at all.
  if (named === undefined) return allowedAccount(named, undefined);
  const { KeyMetadata } = await new KMSClient({}).send(
    new DescribeKeyCommand({ KeyId: 'alias/aws/dynamodb' }),
  );
  return allowedAccount(named, KeyMetadata?.Arn?.split(':')[4]);
}

/** Of things that the suite makes and takes away again. */
export const temporaryName = (): string => `macm-test-${Date.now()}`;

/** A variable that the suite cannot do without. Throws WrongAccountError. */
export function required(name: string, expected: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new WrongAccountError(`${name}: expected ${expected}`);
  return value;
}
