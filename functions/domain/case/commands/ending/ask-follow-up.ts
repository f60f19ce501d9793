import type { Draft } from 'immer';
import { askRole, liveClock } from '../../../clocks/clock-tasks.ts';
import type { CaseContext } from '../../command.ts';
import type { CaseState } from '../../state.ts';

/**
 * Ask the lead, at once and by mail, to call a follow-up or to record why none is needed (S0-33): a case that has
 * just come to that question must not wait in silence until its decision is overdue.
 */
export function askForFollowUp(draft: Draft<CaseState>, context: CaseContext): void {
  const decision = liveClock(draft, 'followup.decision');
  if (decision) askRole(draft, decision, { code: decision.rule, role: 'lead', tell: true }, context);
}
