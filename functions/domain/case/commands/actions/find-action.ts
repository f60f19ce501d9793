import type { Draft } from 'immer';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import { type Action, isActionOpen } from '../../schema/actions.ts';
import type { CaseState } from '../../state.ts';

/** The action, or a refusal naming the field. */
export function findAction(draft: Draft<CaseState>, actionId: string): Action | Refusal {
  return (
    draft.actions.find((action) => action.actionId === actionId) ??
    refuse('no-such-action', 'the case has no such action', { field: 'actionId' })
  );
}

/** The action while it is open; an action that has ended stays as it ended. */
export function findOpenAction(draft: Draft<CaseState>, actionId: string): Action | Refusal {
  const action = findAction(draft, actionId);
  if ('kind' in action) return action;
  return isActionOpen(action)
    ? action
    : refuse('action-ended', `the action ended as ${action.status}`, { field: 'actionId' });
}

/** Keep one step of a negotiation with who took it (S0-43). */
export function addStep(action: Action, step: NonNullable<Action['steps']>[number]): void {
  action.steps = [...(action.steps ?? []), step];
}
