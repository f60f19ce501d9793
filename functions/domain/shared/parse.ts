import type * as z from 'zod/mini';
import { type Refusal, refuse } from './refusal.ts';

/**
 * Parse a command's input; a refusal names the field, what was wrong and nothing of the value. A field that the
 * schema does not have is the caller's own text, and so are the keys of a record: neither is named.
 */
export function parseInput<Schema extends z.ZodMiniType>(
  schema: Schema,
  input: unknown,
): { ok: true; value: z.output<Schema> } | { ok: false; refusal: Refusal } {
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  const field = issue?.path.map(String).join('.') || 'input';
  return { ok: false, refusal: refuse('input-invalid', `${field}: ${describe(issue)}`, { field }) };
}

function describe(issue: z.core.$ZodIssue | undefined): string {
  if (!issue) return 'is not valid';
  if (issue.code === 'invalid_type') return `expected ${issue.expected}`;
  if (issue.code === 'invalid_value') return `expected one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'unrecognized_keys') return 'has a field that is not known';
  if (issue.code === 'invalid_format') return `expected the format ${issue.format}`;
  return 'is not valid';
}
