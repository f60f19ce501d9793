import { profiles } from './profiles/index.ts';
import { releasedPolicies } from './released/index.ts';
import type { Policy } from './schema.ts';

export { type PolicyProblem, policyProblems } from './check.ts';
export { type DeployedPolicies, deployedPolicies } from './deployed.ts';
export { PolicyOverrideError, type PolicyOverrides, withOverrides } from './overrides.ts';
export { profiles } from './profiles/index.ts';
export { type Policy, policySchema } from './schema.ts';

/** A policy that this or an earlier release shipped, by its version. Policies with overrides are kept by whoever made them. */
export const policyByVersion = (version: string): Policy | undefined =>
  [...Object.values(profiles), ...releasedPolicies].find((policy) => policy.version === version);
