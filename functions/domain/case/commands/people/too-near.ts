import type { Draft } from 'immer';
import type { Worker } from '../../../shared/actor.ts';
import { type Refusal, refuse } from '../../../shared/refusal.ts';
import { sameWorker } from '../../queries.ts';
import type { CaseState } from '../../state.ts';
import { REVIEW_TASK } from './ask-to-review.ts';

/**
 * A refusal where an exclusion waits for its review and somebody is too near to judge it: who said it, or another of
 * the agency in which it was said. Where nobody elsewhere has a function yet the task had to go there, and whom it
 * names may (judgement).
 */
export function refuseTooNear(
  { tasks }: Draft<CaseState>,
  { exclusionId, agencyId, declaredBy }: CaseState['exclusions'][number],
  by: Worker,
): Refusal | undefined {
  const asked = tasks.find(
    ({ code, subject, status }) => code === REVIEW_TASK && subject === exclusionId && status === 'open',
  )?.for;
  if (!asked || agencyId !== by.agencyId) return undefined;
  const named = asked.representativeId ?? by.representativeId;
  const isAsked = asked.agencyId === by.agencyId && named === by.representativeId;
  if (isAsked && !(declaredBy && sameWorker(declaredBy, by))) return undefined;
  return refuse('review-by-colleague', 'somebody of another agency looks at what was said in yours');
}
