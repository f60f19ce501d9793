import { nz } from './profiles/nz.ts';
import { vic } from './profiles/vic.ts';
import { wa } from './profiles/wa.ts';
import type { Policy } from './schema.ts';

export { type PolicyProblem, policyProblems } from './check.ts';
export { PolicyOverrideError, type PolicyOverrides, withOverrides } from './overrides.ts';
export { type Policy, policySchema } from './schema.ts';

/** The shipped profiles; Western Australia is the default. */
export const profiles: Readonly<Record<Policy['profile'], Policy>> = { wa, vic, nz };

/** A shipped policy by its version. Policies with overrides are kept by whoever made them. */
export const policyByVersion = (version: string): Policy | undefined =>
  Object.values(profiles).find((policy) => policy.version === version);
