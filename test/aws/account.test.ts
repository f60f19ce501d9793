import { expect, it } from 'vitest';
import { allowedAccount, WrongAccountError } from './account.ts';

it.each([undefined, '', 'yes', '12345678901', '1234567890123'])(
  'uses no account that is named %o',
  (named) => {
    expect(() => allowedAccount(named, '111122223333')).toThrow(WrongAccountError);
  },
);

it.each([undefined, '444455556666'])('uses no account when the credentials are for %o', (caller) => {
  expect(() => allowedAccount('111122223333', caller)).toThrow(WrongAccountError);
});

it('uses the account that was named, when it is the caller’s', () => {
  expect(allowedAccount('111122223333', '111122223333')).toBe('111122223333');
});
