import type { Draft } from 'immer';
import type { CaseContext } from '../../command.ts';
import type { Action } from '../../schema/actions.ts';
import type { CaseState } from '../../state.ts';
import { copyTo, currentPlans } from '../plan/copies.ts';

/**
 * Whoever takes an action over gets the plan that it stands in, on that ground and once for each version
 * (guard c). A copy that a missing endorsement holds back is held visibly, with a task, never dropped.
 * What the gate stops for another reason comes back as somebody's task.
 */
export function copyForNewOwner(draft: Draft<CaseState>, action: Action, context: CaseContext): void {
  const plan = currentPlans(draft).find((known) => known.actionIds.includes(action.actionId));
  if (plan) copyTo(draft, context, plan, { ...action.owner }, 'takes_action_over');
}
