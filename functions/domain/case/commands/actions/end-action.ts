import type { Draft } from 'immer';
import { endClocks } from '../../../clocks/manage.ts';
import { leadRecipient, openChasedTask } from '../../chased-tasks.ts';
import type { CaseContext } from '../../command.ts';
import { move } from '../../move.ts';
import { openActions } from '../../queries.ts';
import type { Action, actionOutcomes } from '../../schema/actions.ts';
import type { CaseState } from '../../state.ts';
import { endTasksThat } from '../../tasks.ts';
import { askForFollowUp } from '../ending/ask-follow-up.ts';
import { stopCopiesOfPastOwner } from '../plan/copies.ts';

export type ActionOutcome = (typeof actionOutcomes)[number];

/**
 * End an action: its clocks and tasks end with it, and when it was the last open one in the phase of action
 * deadlines the case moves on to the call for a follow-up, and the lead is asked for it (S0-33). The agencies stay in the case (S2-39).
 */
export function endAction(
  draft: Draft<CaseState>,
  action: Action,
  end: { outcome: ActionOutcome; effect?: Action['effect']; reason?: string | undefined },
  context: CaseContext,
): void {
  action.status = end.outcome;
  action.endedAt = context.now;
  if (end.effect !== undefined) action.effect = end.effect;
  if (end.reason !== undefined) action.endReason = end.reason;
  endClocks(draft, context, { subject: action.actionId }, end.outcome === 'completed' ? 'met' : 'cancelled');
  endTasksThat(draft, context, (task) => task.subject === action.actionId, 'done', end.outcome);
  context.event('action.closed', {
    action: action.actionId,
    outcome: end.outcome,
    effect: end.effect,
    reason: end.reason,
  });
  context.did(`action.${end.outcome}`);
  askChairAboutNotUndertaken(draft, action, context);
  stopCopiesOfPastOwner(draft, context, { ...action.owner });
  if (draft.phase === 'action_deadlines' && openActions(draft).length === 0) {
    move(draft, 'closeAction', 'follow_up_call', context);
    askForFollowUp(draft, context);
  }
}

/** Whether an ended action still stands in the way of closure until the chair accepts it (guard e). */
export const needsChair = (action: Action): boolean =>
  action.status === 'not_undertaken' &&
  action.priority !== 'standard' &&
  action.notUndertakenAccepted === undefined;

function askChairAboutNotUndertaken(draft: Draft<CaseState>, action: Action, context: CaseContext): void {
  if (!needsChair(action)) return;
  const chair = draft.contacts.chair;
  openChasedTask(draft, context, {
    code: 'action.not_undertaken',
    for: chair ? { ...chair } : leadRecipient(draft, context.now),
    subject: action.actionId,
    key: 'urgent',
    tell: true,
  });
}
