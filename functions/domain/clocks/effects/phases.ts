import { askForFollowUp } from '../../case/commands/ending/ask-follow-up.ts';
import { endEverything } from '../../case/commands/ending/leave-work.ts';
import { isLegalMove } from '../../case/lifecycle.ts';
import { move } from '../../case/move.ts';
import { askRole } from '../clock-tasks.ts';
import type { DueEffect } from '../effects.ts';

/** Time for a follow-up: the lead calls one, or records why none is needed (S0-33). */
export const callFollowUp: DueEffect = (draft, _clock, context) => {
  if (!isLegalMove(draft.phase, 'clock:followup.call', 'follow_up_call')) return;
  move(draft, 'clock:followup.call', 'follow_up_call', context);
  askForFollowUp(draft, context);
};

/**
 * Nobody asked for a review of the triage decision in its window, so the referral ends. While a review is
 * open nothing ends: the ladder chases who has to decide it.
 */
export const endReferral: DueEffect = (draft, clock, context) => {
  const { status, reviews } = draft.referral;
  if (status !== 'declined' && status !== 'redirected') return;
  if (reviews.some((review) => review.outcome === undefined)) {
    askRole(draft, clock, { code: 'decide_triage_review', role: 'triage' }, context);
    return;
  }
  if (!isLegalMove(draft.phase, 'clock:triage.review', 'closed')) return;
  draft.end = {
    how: status === 'declined' ? 'declined' : 'triage_lapsed',
    at: context.now,
    by: 'clock',
    reason: 'no_review_asked',
  };
  move(draft, 'clock:triage.review', 'closed', context);
  endEverything(draft, context, 'no_review_asked');
};
