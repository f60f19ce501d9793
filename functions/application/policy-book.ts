import { calendarFor, regionSchema } from '../domain/calendar/calendar.ts';
import type { Policy } from '../domain/policy/schema.ts';
import { UnknownPolicyError } from './errors.ts';
import type { PolicyBook } from './ports.ts';

/**
 * The policies of a deployment: the current one, and every earlier version that an open case lives under.
 * `get` throws UnknownPolicyError for a version that is not there.
 */
export function createPolicyBook(current: Policy, others: readonly Policy[] = []): PolicyBook {
  const byVersion = new Map([...others, current].map((policy) => [policy.version, policy]));
  const contextOf = (policy: Policy, region = policy.region) => ({
    policy,
    calendar: calendarFor(regionSchema.parse(region)),
  });
  return {
    get(version, region) {
      const policy = byVersion.get(version);
      if (!policy) throw new UnknownPolicyError(`no policy ${version} in this deployment`);
      return contextOf(policy, region);
    },
    current: () => contextOf(current),
  };
}
