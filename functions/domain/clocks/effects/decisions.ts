import type { CaseRole } from '../../policy/schema.ts';
import { askRole } from '../clock-tasks.ts';
import type { DueEffect } from '../effects.ts';

/** A person has to decide; nothing is decided by time. The task has the name of the rule. */
const decisionOf =
  (role: CaseRole): DueEffect =>
  (draft, clock, context) =>
    askRole(draft, clock, { code: clock.rule, role }, context);

/**
 * Decisions that a clock asks of somebody. The task ends with the clock, that is with the command that
 * answers it; the clock's ladder chases it until then.
 */
export const decisionEffects: Readonly<Record<string, DueEffect>> = {
  'draft.stale': decisionOf('caller'),
  'information.requested': decisionOf('triage'),
  'not_escalated.recheck': decisionOf('triage'),
  'consent.renew': decisionOf('lead'),
  'shortterm.review': decisionOf('lead'),
  'closure.complete': decisionOf('lead'),
  // Never closes by itself: the end of the watch is a person's decision (guard f).
  'watch.lapse': decisionOf('convenor'),
  'hold.review': decisionOf('convenor'),
  'flag.expiry': decisionOf('lead'),
  'agreement.review': decisionOf('convenor'),
};
