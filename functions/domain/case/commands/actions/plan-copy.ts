import type { Draft } from 'immer';
import { startClock } from '../../../clocks/manage.ts';
import { leadRecipient } from '../../chased-tasks.ts';
import type { CaseContext } from '../../command.ts';
import { sameWorker } from '../../queries.ts';
import type { Action } from '../../schema/actions.ts';
import type { CaseState } from '../../state.ts';
import { openTask } from '../../tasks.ts';

/**
 * Whoever takes an action over gets the plan that it stands in, on that ground and once for each version
 * (guard c). A copy that a missing endorsement holds back is held visibly, with a task, never dropped.
 */
export function copyForNewOwner(draft: Draft<CaseState>, action: Action, context: CaseContext): void {
  const plan = draft.plans.findLast((p) => p.actionIds.includes(action.actionId) && p.issuedAt !== undefined);
  if (!plan) return;
  const to = { agencyId: action.owner.agencyId, representativeId: action.owner.representativeId };
  const had = draft.planCopies.some(
    (copy) =>
      copy.planId === plan.planId &&
      copy.version === plan.version &&
      sameWorker(copy.to, to) &&
      (copy.status === 'sending' || copy.status === 'delivered' || copy.status === 'held_not_endorsed'),
  );
  if (had) return;
  const endorsed = draft.endorsements.some((endorsement) => sameWorker(endorsement.worker, to));
  draft.planCopies.push({
    planId: plan.planId,
    version: plan.version,
    to,
    ground: 'takes_action_over',
    status: endorsed ? 'sending' : 'held_not_endorsed',
    at: context.now,
  });
  context.event('plan.copied', {
    plan: plan.planId,
    version: plan.version,
    agency: to.agencyId,
    representative: to.representativeId,
    ground: 'takes_action_over',
    held: !endorsed,
  });
  if (endorsed) {
    context.message({
      kind: 'plan_copy',
      cause: `${context.commandId}:${action.actionId}`,
      to: [to],
      params: { planId: plan.planId, version: plan.version, ground: 'takes_action_over' },
    });
    return;
  }
  openTask(draft, context, {
    code: 'plan.copy_held',
    for: leadRecipient(draft, context.now),
    subject: to.representativeId,
    reason: 'not_endorsed',
  });
  startClock(draft, context, 'plan.copy_held', { subject: to.representativeId });
}
