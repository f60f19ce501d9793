import type { Draft } from 'immer';
import type { Worker } from '../../../shared/actor.ts';
import type { Recipient } from '../../../shared/recipient.ts';
import { openChasedTask } from '../../chased-tasks.ts';
import type { CaseContext } from '../../command.ts';
import { deskFor, isSelfNamed } from '../../convening-team.ts';
import { isExcluded, leadAt, sameWorker } from '../../queries.ts';
import type { CaseState } from '../../state.ts';

/** Code of the task to look at a colleague's word; `reviewExclusion` answers it, and lifting the exclusion ends it. */
export const REVIEW_TASK = 'review_exclusion';

/**
 * Have somebody look at the exclusion just declared. A colleague's word counts at once, for it may save a life, and
 * silences somebody (judgement).
 */
export function askToReview(draft: Draft<CaseState>, by: Worker, context: CaseContext): void {
  const exclusion = draft.exclusions.at(-1);
  if (!exclusion) return;
  exclusion.declaredBy = by;
  openChasedTask(draft, context, {
    code: REVIEW_TASK,
    for: reviewer(draft, by, context),
    subject: exclusion.exclusionId,
    key: 'urgent',
    tell: true,
  });
}

/**
 * Who runs the case in another agency, or else leads it, or sits at the convening team's desk. Where all of them are
 * of the declarer's agency, as in a case that has only just come in, one of them who is neither of the two; and
 * where there is nobody but those two, the agency's manager.
 */
function reviewer(draft: Draft<CaseState>, by: Worker, context: CaseContext): Recipient {
  const { convenor, chair, region, triage } = draft.contacts;
  const known = [convenor, chair, region, triage, leadAt(draft, context.now)];
  const fit = [...known, deskFor(context.policy, draft.locality)].flatMap((one) =>
    one === undefined || sameWorker(one, by) || isExcluded(draft, one) || isSelfNamed(draft, one)
      ? []
      : [{ agencyId: one.agencyId, representativeId: one.representativeId }],
  );
  const outside = fit.find(({ agencyId }) => agencyId !== by.agencyId);
  return outside ?? fit[0] ?? { agencyId: by.agencyId, post: 'manager' };
}
