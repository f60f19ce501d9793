import { hashText } from '../shared/ids.ts';
import { type PolicyProblem, policyProblems } from './check.ts';
import { type Policy, policySchema } from './schema.ts';

/** What a deployment or a scenario changes in a profile: any part of it, as deep as need be; lists as a whole. */
export type PolicyOverrides = Readonly<Record<string, unknown>>;

/** Overrides that do not make a whole policy: where, and what was expected. Holds none of the values. */
export class PolicyOverrideError extends Error {
  override readonly name = 'PolicyOverrideError';
  readonly problems: readonly PolicyProblem[];
  constructor(problems: readonly PolicyProblem[]) {
    super(problems.map(({ path, expected }) => `${path || 'overrides'}: expected ${expected}`).join('; '));
    this.problems = problems;
  }
}

/**
 * A policy with values of its own. Its version is the profile's with a hash of the overrides, so that the same
 * overrides give the same version and no other does. Throws PolicyOverrideError.
 */
export function withOverrides(policy: Policy, overrides: PolicyOverrides): Policy {
  if (Object.keys(overrides).length === 0) return policy;
  const fixed = (['profile', 'version'] as const).filter((key) => key in overrides);
  if (fixed.length > 0)
    throw new PolicyOverrideError(fixed.map((path) => ({ path, expected: 'not to be overridden' })));
  const version = `${policy.version}+${hashText(canonical(overrides)).slice(0, 8)}`;
  const merged = merge({ ...policy, version }, overrides);
  const problems = policyProblems(merged);
  if (problems.length > 0) throw new PolicyOverrideError(problems);
  return policySchema.parse(merged);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merge(base: unknown, over: unknown): unknown {
  if (!isRecord(base) || !isRecord(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) merged[key] = merge(base[key], value);
  return merged;
}

/** JSON whose keys stand in order, so that the order of writing changes no version. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? 'null';
  const entries = Object.keys(value).toSorted();
  return `{${entries.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}
