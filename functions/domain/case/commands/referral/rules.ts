import type { Draft } from 'immer';
import type { Worker } from '../../../shared/actor.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import { sameWorker } from '../../queries.ts';
import type { CaseState } from '../../state.ts';

/**
 * A refusal if whoever referred the case decides its triage: one person alone could otherwise bring any family
 * before the agencies (judgement).
 */
function triageByReferrer({ referral }: Draft<CaseState>, by: Worker): Refusal | undefined {
  return sameWorker(referral.from, by)
    ? refuse(
        'triage-by-referrer',
        'whoever referred the case does not decide its triage; a colleague there does',
      )
    : undefined;
}

/**
 * A refusal unless triage may decide now. What it asked for may never come and what it did not escalate stays
 * before it, so both can be decided at any time.
 */
export function notBeforeTriage(draft: Draft<CaseState>, by: Worker): Refusal | undefined {
  const own = triageByReferrer(draft, by);
  if (own) return own;
  const { status, reviews } = draft.referral;
  if (reviews.some((review) => review.outcome === undefined))
    return refuse('review-pending', 'a review of the triage decision is to be decided first');
  if (status === 'awaiting_triage' || status === 'more_information' || status === 'not_escalated')
    return undefined;
  return refuse(
    'not-awaiting-triage',
    `a referral that is ${status} is not before triage; submit, review or re-refer it first`,
  );
}

/** States in which triage has said no, for now or for good. */
const turnedDown = ['declined', 'redirected', 'not_escalated'];

/** A refusal unless triage has turned the referral down. */
export function notTurnedDown(draft: Draft<CaseState>): Refusal | undefined {
  if (turnedDown.includes(draft.referral.status)) return undefined;
  return refuse('not-turned-down', `a referral that is ${draft.referral.status} was not turned down`);
}
