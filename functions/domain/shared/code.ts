import * as z from 'zod/mini';

/**
 * A code of the policy or the field (`no_safe_contact`): never free text, which stands in notes, and never a name.
 * Where the policy has the list, the command checks that the code is one of it.
 */
export const codeSchema = z
  .string()
  .check(z.maxLength(40), z.regex(/^[a-z0-9]+(?:_[a-z0-9]+)*$/, 'expected a code such as no_safe_contact'));
