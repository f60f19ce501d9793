import type { Draft } from 'immer';
import type { CaseContext } from '../case/command.ts';
import type { CaseState } from '../case/state.ts';
import { endClocks, startClock } from './manage.ts';
import { isLive } from './schema.ts';

const shortTerm = 'shortterm.review';

/**
 * Clocks that a case has whatever it is doing. From acceptance to closure the short term is looked at again
 * and again (S0-08); a case closed for good has no clock.
 */
export function keepStandingClocks(draft: Draft<CaseState>, context: CaseContext): void {
  if (draft.phase === 'referral') return;
  if (draft.phase === 'closed') endClocks(draft, context, {}, 'cancelled');
  else if (draft.phase === 'closed_watch') endClocks(draft, context, { rule: shortTerm }, 'met');
  else if (!draft.clocks.some((clock) => clock.rule === shortTerm && isLive(clock)))
    startClock(draft, context, shortTerm, { key: 'standard' });
}
