import * as z from 'zod/mini';

/** A code of the policy or the field (`no_safe_contact`): never free text, which stands in notes. */
export const codeSchema = z
  .string()
  .check(z.maxLength(60), z.regex(/^[a-z0-9]+(?:_[a-z0-9]+)*$/, 'expected a code such as no_safe_contact'));
