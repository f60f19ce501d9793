import type { Draft } from 'immer';
import type { CaseContext } from '../../command.ts';
import type { CaseState } from '../../state.ts';

type Status = CaseState['planCopies'][number]['status'];

interface CopyOutcome {
  to: { agencyId: string; representativeId?: string | undefined };
  outcome: string;
  reasons: readonly string[];
  params: Readonly<Record<string, unknown>>;
}

/** What a message's outcome makes of the copy. Not confirmed is not 'not delivered': the copy stays on its way. */
function statusAfter({ outcome, reasons }: CopyOutcome): Status | undefined {
  if (outcome === 'delivered') return 'delivered';
  if (outcome === 'not_confirmed') return undefined;
  if (outcome !== 'stopped') return 'failed';
  return reasons.length === 1 && reasons[0] === 'not_endorsed' ? 'held_not_endorsed' : 'stopped';
}

/**
 * Keep the fate of one recipient's copy of one plan version, so that each copy's can be read (S0-31).
 * @returns the status that the copy has now, if the outcome changed it
 */
export function markPlanCopy(
  draft: Draft<CaseState>,
  told: CopyOutcome,
  context: CaseContext,
): Status | undefined {
  const { planId, version, addendum } = told.params;
  // The word that something was added to a plan is a mail of its own beside the copy.
  if (addendum !== undefined) return undefined;
  const status = statusAfter(told);
  const copy = draft.planCopies.findLast(
    (known) =>
      known.to.agencyId === told.to.agencyId &&
      known.to.representativeId === told.to.representativeId &&
      (planId === undefined || known.planId === planId) &&
      (version === undefined || known.version === version),
  );
  if (!copy || status === undefined || copy.status === status) return undefined;
  copy.status = status;
  copy.at = context.now;
  context.event('plan.copy_fate', {
    plan: copy.planId,
    version: copy.version,
    agency: copy.to.agencyId,
    status,
  });
  return status;
}
