import type * as z from 'zod/mini';
import type { HttpAnswer } from './http.ts';
import { problem } from './problem.ts';

/** A field's name as code has it; anything else that stands as a key may be somebody's name. */
const identifier = /^[a-z][A-Za-z]{0,39}$/;
const shown = (part: PropertyKey): string =>
  typeof part === 'number' || identifier.test(String(part)) ? String(part) : '…';

/** What does not fit a schema, as a problem: the field and what was expected, nothing of what was sent. */
export function invalid(status: number, code: string, error: z.core.$ZodError): HttpAnswer {
  const issue = deepest(error.issues[0]);
  const field = issue?.path.map(shown).join('.') || undefined;
  return problem(
    status,
    code,
    `${field ?? 'the request'}: ${describe(issue)}`,
    field === undefined ? {} : { field },
  );
}

/** Of a union the variant that came nearest: the one whose first complaint lies deepest. */
function deepest(issue: z.core.$ZodIssue | undefined): z.core.$ZodIssue | undefined {
  if (issue?.code !== 'invalid_union') return issue;
  const inner = issue.errors.flatMap(([first]) => (first ? [deepest(first)] : []));
  const nearest = inner.toSorted((a, b) => (b?.path.length ?? 0) - (a?.path.length ?? 0))[0];
  return nearest ? { ...nearest, path: [...issue.path, ...nearest.path] } : issue;
}

function describe(issue: z.core.$ZodIssue | undefined): string {
  if (!issue) return 'is not valid';
  if (issue.code === 'invalid_type') return `expected ${issue.expected}`;
  if (issue.code === 'invalid_value') return `expected one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'unrecognized_keys') return `unknown field ${issue.keys.map(shown).join(', ')}`;
  if (issue.code === 'too_big') return `at most ${issue.maximum}`;
  if (issue.code === 'too_small') return `at least ${issue.minimum}`;
  return 'is not as described in /openapi.json';
}
