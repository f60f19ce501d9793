import * as z from 'zod/mini';
import { isLive } from '../../../clocks/schema.ts';
import { requireNote } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { requireWorker } from '../../roles.ts';

/** `version` is that of a policy, such as wa-1, or wa-1+1a2b3c4d with what a deployment overrides. */
export const movePolicyInput = z.strictObject({
  version: z.string().check(z.maxLength(40), z.regex(/^[a-z]+-\d+(?:\+[0-9a-f]{8})?$/)),
});

/**
 * Move a case to another version of its policy, on purpose and with the text `reason`. It is decided under the
 * policy it moves to (`application/move-policy.ts`), so that a case whose own policy is gone can be helped. What is
 * due stays due when it was promised; reminders to come, and every clock that starts, go by the new policy.
 * Convenor or administrator: who is an administrator only the token says, so access alone decides that.
 */
export const movePolicy = defineCaseCommand({
  name: 'movePolicy',
  title: 'Move the case to another version of the policy',
  duty: ['judgement'],
  phases: livePhases,
  by: 'worker',
  administratorMay: true,
  input: movePolicyInput,
  decide(draft, { version }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const { policy } = context;
    const from = draft.policyVersion;
    if (from === version) return refuse('policy-unchanged', 'the case lives under this policy already');
    if (policy.version !== version)
      return refuse('no-such-policy', 'this deployment has no such policy', { field: 'version' });
    if (policy.profile !== draft.profile)
      return refuse('other-profile', 'a policy of another profile has other words and other laws', {
        field: 'version',
      });
    const rules = new Set(draft.clocks.filter(isLive).map(({ rule }) => rule));
    const missing = [...rules].filter((rule) => !policy.clocks[rule]);
    if (missing.length > 0)
      return refuse('policy-lacks-clock', 'clocks that run now have no rule in this policy', { missing });
    const silent = requireNote(context, 'reason', 'why the case moves');
    if (silent) return silent;
    draft.policyVersion = version;
    context.event('policy.moved', { from, to: version });
    context.did('policy.moved');
    return undefined;
  },
});
