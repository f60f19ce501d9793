import type { Draft } from 'immer';
import { isLive } from '../clocks/schema.ts';
import { keepStandingClocks } from '../clocks/standing.ts';
import type { CaseContext } from './command.ts';
import { recordsFollowLead } from './commands/records/follow-lead.ts';
import type { CaseState } from './state.ts';

/** A case that would be left without a next clock: a defect of ours that must never be stored (guard f). */
class NoLiveClockError extends Error {
  override readonly name = 'NoLiveClockError';
}

/** What holds after every decision, whoever made it. */
export function settle(draft: Draft<CaseState>, context: CaseContext): void {
  keepStandingClocks(draft, context);
  recordsFollowLead(draft, context);
  if (draft.phase !== 'closed' && !draft.clocks.some(isLive)) {
    throw new NoLiveClockError(`no live clock in the phase ${draft.phase}`);
  }
}
