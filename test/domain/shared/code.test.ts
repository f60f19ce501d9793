import { describe, expect, it } from 'vitest';
import { codeSchema } from '../../../functions/domain/shared/code.ts';

describe('a code', () => {
  it.each(['no_safe_contact', 'other', 'step_2'])('may be %s', (text) => {
    expect(codeSchema.safeParse(text).success).toBe(true);
  });

  it.each(['Jo Placeholder', 'no-safe', 'O_K', 'a__b', '', 'x'.repeat(41)])('is not %s', (text) => {
    expect(codeSchema.safeParse(text).success).toBe(false);
  });
});
