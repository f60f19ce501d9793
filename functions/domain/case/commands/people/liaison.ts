import type { Draft } from 'immer';
import { endClocks } from '../../../clocks/manage.ts';
import type { CaseContext } from '../../command.ts';
import { askedVictims, currentBasis } from '../../legal-basis.ts';
import { isHeld, nominatedLeadAt } from '../../queries.ts';
import type { CaseState } from '../../state.ts';
import { endTasksThat } from '../../tasks.ts';
import { askToTellGoAhead } from '../consent/go-ahead.ts';
import { askToTellVictims } from '../lead/change-lead.ts';
import { isAnsweredSince } from '../lead/lead-for-victim.ts';

/** End tasks of these codes and clocks of these rules at once. */
export function stopTasks(
  draft: Draft<CaseState>,
  codes: readonly string[],
  rules: readonly string[],
  outcome: string,
  context: CaseContext,
): void {
  for (const rule of rules) endClocks(draft, context, { rule }, 'cancelled');
  endTasksThat(draft, context, ({ code }) => codes.includes(code), 'cancelled', outcome);
}

/** Nobody is told anything while it is not clear who is the victim (S2-19). */
export const stopLiaison = (draft: Draft<CaseState>, context: CaseContext): void =>
  stopTasks(
    draft,
    ['victim_liaison', 'tell_go_ahead'],
    ['lead.victim_informed', 'goahead.told'],
    'liaison_on_hold',
    context,
  );

/** What a hold kept back is asked again when the last one ends: liaison is put off, never dropped. */
export function resumeLiaison(draft: Draft<CaseState>, context: CaseContext): void {
  if (isHeld(draft, 'death') || isHeld(draft, 'misidentification')) return;
  if (draft.phase === 'closed') return;
  if (draft.phase === 'closed_watch') {
    const closed = draft.closures.at(-1)?.at ?? draft.phaseSince;
    const untold = askedVictims(draft).some(({ personId }) => !isAnsweredSince(draft, personId, closed));
    if (untold) askToTellVictims(draft, context);
    return;
  }
  for (const { personId } of askedVictims(draft)) {
    const basis = currentBasis(draft, personId);
    const told = draft.consent.goAheadTold.some((t) => t.personId === personId && t.told);
    if (basis && basis.ground !== 'consent' && !told) askToTellGoAhead(draft, personId, context);
  }
  if (nominatedLeadAt(draft, context.now)) askToTellVictims(draft, context);
}
