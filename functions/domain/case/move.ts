import type { Draft } from 'immer';
import { endClocks, startClock } from '../clocks/manage.ts';
import type { CaseContext } from './command.ts';
import { clockEndAt, isLegalMove, phaseClocks } from './lifecycle.ts';
import type { Phase } from './phases.ts';
import type { CaseState } from './state.ts';

/** A move that the table does not have: a defect of ours, never of the input. */
class IllegalMoveError extends Error {
  override readonly name = 'IllegalMoveError';
}

/**
 * Move the case to another phase: clocks of the old phase end as `clockEndAt` says, those of the new one start.
 * @param on the command or `clock:<rule>` that moves it, as in the table of legal moves
 */
export function move(draft: Draft<CaseState>, on: string, to: Phase, context: CaseContext): void {
  const from = draft.phase;
  if (!isLegalMove(from, on, to))
    throw new IllegalMoveError(`${on} does not move a case from ${from} to ${to}`);
  for (const rule of phaseClocks[from]) endClocks(draft, context, { rule }, clockEndAt(on, rule));
  draft.phase = to;
  draft.phaseSince = context.now;
  for (const rule of phaseClocks[to]) startClock(draft, context, rule);
  context.event('case.moved', { from, to, on });
  context.did(`phase.${to}`);
}
