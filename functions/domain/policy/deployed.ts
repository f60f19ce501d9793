import { PolicyOverrideError, type PolicyOverrides, withOverrides } from './overrides.ts';
import { profiles } from './profiles/index.ts';
import { releasedPolicies } from './released/index.ts';
import type { Policy } from './schema.ts';

/** What new cases live under, and everything that an open case may have been opened under. */
export interface DeployedPolicies {
  current: Policy;
  others: readonly Policy[];
}

/**
 * The policies of a deployment: its profile with the last overrides, and beside it the profile as it is shipped,
 * with earlier overrides, and all of that over the policies of earlier releases; the other profiles too.
 * Throws PolicyOverrideError for overrides that do not fit the profile of today.
 * @param overrides earlier ones first, the current ones last
 * @param released policies of earlier releases, of any profile
 */
export function deployedPolicies(
  profile: Policy['profile'],
  overrides: readonly PolicyOverrides[],
  released: readonly Policy[] = releasedPolicies,
): DeployedPolicies {
  const own = overrides.map((one) => withOverrides(profiles[profile], one));
  const earlier = released
    .filter((policy) => policy.profile === profile)
    .flatMap((base) => overrides.flatMap((one) => ifItFits(base, one)));
  return {
    current: own.at(-1) ?? profiles[profile],
    others: [...released, ...earlier, ...Object.values(profiles), ...own],
  };
}

/** Overrides that do not fit an earlier policy were never in force over it: no case can live under them. */
function ifItFits(base: Policy, overrides: PolicyOverrides): Policy[] {
  try {
    return [withOverrides(base, overrides)];
  } catch (error) {
    if (error instanceof PolicyOverrideError) return [];
    throw error;
  }
}
