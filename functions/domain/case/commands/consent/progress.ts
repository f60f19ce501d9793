import type { Draft } from 'immer';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import type { CaseContext } from '../../command.ts';
import { askedVictims, basisStands, currentBasis, undecidedWithdrawals } from '../../legal-basis.ts';
import { isLegalMove } from '../../lifecycle.ts';
import { move } from '../../move.ts';
import { currentAgencies, isExcluded } from '../../queries.ts';
import type { CaseState } from '../../state.ts';
import { endTasks, openTask } from '../../tasks.ts';
import { responsible } from '../people/responsible.ts';
import { sendStoppedCopies } from '../plan/copies.ts';

/**
 * What follows from the state of consent: clocks and tasks of those whose basis stands end, and when it
 * stands for everybody a case that waited for it goes on to scheduling (guard a).
 * @param on the command that changed it, as in the table of moves
 */
export function proceed(draft: Draft<CaseState>, on: string, context: CaseContext): void {
  for (const { personId } of askedVictims(draft)) {
    if (currentBasis(draft, personId)) settlePerson(draft, personId, context);
  }
  settleWithdrawals(draft);
  if (!basisStands(draft)) {
    waitForDecision(draft, context);
    return;
  }
  sendStoppedCopies(draft, context);
  endTasks(draft, context, { code: 'decide_basis' }, 'done');
  endClocks(draft, context, { rule: 'consent.decision' }, 'met');
  if (draft.phase !== 'consent_attempt')
    endClocks(draft, context, { rule: 'consent.attempt', subject: undefined }, 'met');
  if (isLegalMove(draft.phase, on, 'meeting_scheduling')) move(draft, on, 'meeting_scheduling', context);
}

/** Once every withdrawal is decided on, by another basis or by respecting it, none is undecided. */
export function settleWithdrawals(draft: Draft<CaseState>): void {
  if (undecidedWithdrawals(draft).length === 0) delete draft.consent.withdrawnUndecidedSince;
}

function settlePerson(draft: Draft<CaseState>, personId: string, context: CaseContext): void {
  for (const rule of ['consent.attempt', 'consent.decision', 'consent.withdrawn'])
    endClocks(draft, context, { rule, subject: personId }, 'met');
  for (const code of ['attempt_consent', 'decide_basis', 'complete_informed_consent'])
    endTasks(draft, context, { code, subject: personId }, 'done');
}

/** Nobody is left to ask and nothing was decided: then the decision itself is what the case waits for. */
function waitForDecision(draft: Draft<CaseState>, context: CaseContext): void {
  if (draft.phase === 'referral' || askedVictims(draft).length > 0) return;
  if (draft.clocks.some((c) => c.rule === 'consent.decision' && c.subject === undefined && !c.endedAt))
    return;
  awaitDecision(draft, undefined, context);
}

/** Ask the lead to decide whether and on what basis to go on, for one adult victim or for all. */
export function awaitDecision(
  draft: Draft<CaseState>,
  personId: string | undefined,
  context: CaseContext,
): void {
  startClock(draft, context, 'consent.decision', { subject: personId });
  openTask(draft, context, { code: 'decide_basis', for: responsible(draft, context), subject: personId });
}

/**
 * Tell the agencies contacted that the consent status changed and can be seen behind sign-in: never what it
 * is (S1-22, S1-23). Before a meeting was called together there is nobody to tell; the invitation's page shows it.
 */
export function tellAgencies(draft: Draft<CaseState>, context: CaseContext): void {
  if (draft.meetings.length === 0) return;
  const to = currentAgencies(draft)
    .filter((agency) => agency.participation !== 'not_appropriate')
    .map(({ agencyId, representativeId }) =>
      representativeId === undefined
        ? { agencyId, post: 'mailbox' as const }
        : { agencyId, representativeId },
    )
    .filter((recipient) => !isExcluded(draft, recipient));
  context.message({ kind: 'consent_status', to, params: {} });
}
