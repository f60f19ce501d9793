import { movePolicyInput } from '../domain/case/commands/policy/move-policy.ts';
import type { CaseState } from '../domain/case/state.ts';
import { knownPolicy } from './policy-book.ts';
import type { PolicyBook, PolicyContext } from './ports.ts';

/**
 * Under which policy a command of a case is decided: the case's own, but the one it moves to for `movePolicy`.
 * A version that is not there leaves the current policy, under which the command refuses.
 * Throws UnknownPolicyError for any other command on a case whose policy is gone.
 */
export function policyOfCommand(
  { policyVersion, region }: CaseState,
  { name, input }: { name: string; input: unknown },
  book: PolicyBook,
): PolicyContext {
  if (name !== 'movePolicy') return book.get(policyVersion, region);
  const asked = movePolicyInput.safeParse(input);
  const target = asked.success ? knownPolicy(book, asked.data.version, region) : undefined;
  return target ?? book.current();
}
