import { calendarFor, regionSchema } from '../domain/calendar/calendar.ts';
import type { Policy } from '../domain/policy/schema.ts';
import { UnknownPolicyError } from './errors.ts';
import type { PolicyBook, PolicyContext } from './ports.ts';

/**
 * The policies of a deployment: the current one, and every earlier version that an open case lives under.
 * `get` throws UnknownPolicyError for a version that is not there. What follows for a case whose policy is gone is
 * never silence: its execution goes to Quarantine with an alarm, and looks again each quarter of an hour, until
 * the policy is back or somebody moves the case (`movePolicy`). People can read it meanwhile.
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

/** The policy of a version, or undefined if this deployment does not have it. */
export function knownPolicy(book: PolicyBook, version: string, region?: string): PolicyContext | undefined {
  try {
    return book.get(version, region);
  } catch (error) {
    if (error instanceof UnknownPolicyError) return undefined;
    throw error;
  }
}

/**
 * The words and rules to read by: of the version, or of the current policy where that one is gone, so that a
 * plan can be read when it is needed. Nothing is decided about a case by it.
 */
export const policyToReadBy = (book: PolicyBook, version: string, region?: string): PolicyContext =>
  knownPolicy(book, version, region) ?? book.current();
