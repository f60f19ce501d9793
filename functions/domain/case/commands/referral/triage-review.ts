import * as z from 'zod/mini';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import { actingWorker } from '../../../shared/actor.ts';
import { noteId } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { sameWorker } from '../../queries.ts';
import { endTasks, openTask } from '../../tasks.ts';
import { notTurnedDown } from './rules.ts';
import { endReferralClocks, waitAs } from './status.ts';
import { awaitTriage } from './submit.ts';

/** Ask that a triage decision is looked at again by somebody else. It cannot lapse meanwhile. */
export const askTriageReview = defineCaseCommand({
  name: 'askTriageReview',
  title: 'Ask for a review of the triage decision',
  duty: ['S3-34', 'judgement'],
  phases: ['referral'],
  by: 'worker',
  input: z.strictObject({}),
  decide(draft, _input, context) {
    const refusal = notTurnedDown(draft);
    if (refusal) return refusal;
    if (draft.referral.reviews.some((r) => r.outcome === undefined))
      return refuse('review-pending', 'a review has been asked for already');
    const askedBy = actingWorker(context.by);
    draft.referral.reviews.push({ askedBy, askedAt: context.now, ...noteId(context, 'grounds') });
    const reviewer = draft.contacts.region ?? draft.contacts.convenor ?? draft.contacts.triage;
    const { taskId } = openTask(draft, context, { code: 'decide_triage_review', for: reviewer });
    context.event('triage.review_asked', { agency: askedBy.agencyId });
    context.message({
      kind: 'task_assigned',
      to: [reviewer],
      params: { task: taskId, code: 'decide_triage_review' },
    });
    endReferralClocks(draft, context);
    startClock(draft, context, 'triage.decision');
    return undefined;
  },
});

/** Decide a review. Overturned, the referral is before triage again; upheld, it stays turned down. */
export const decideTriageReview = defineCaseCommand({
  name: 'decideTriageReview',
  title: 'Decide the review of the triage decision',
  duty: ['S3-34', 'judgement'],
  phases: ['referral'],
  by: 'worker',
  input: z.strictObject({ outcome: z.enum(['upheld', 'overturned']) }),
  decide(draft, { outcome }, context) {
    const review = draft.referral.reviews.find((r) => r.outcome === undefined);
    const decided = draft.referral.decisions.at(-1);
    const { status } = draft.referral;
    if (!review || !decided) return refuse('no-review-pending', 'nobody has asked for a review');
    if (sameWorker(decided.by, actingWorker(context.by)))
      return refuse('review-by-decider', 'a review is decided by another worker than the one who decided');
    review.outcome = outcome;
    review.upheldAt = context.now;
    endTasks(draft, context, { code: 'decide_triage_review' }, 'done', outcome);
    context.event('triage.review_decided', { outcome });
    context.did(`triage.review_${outcome}`);
    context.message({
      kind: 'triage_outcome',
      to: [review.askedBy],
      params: { outcome: `review_${outcome}`, reason: decided.reason },
    });
    endClocks(draft, context, { rule: 'triage.decision' }, 'met');
    if (outcome === 'overturned') awaitTriage(draft, context);
    else if (status === 'declined' || status === 'redirected' || status === 'not_escalated')
      waitAs(draft, status, context);
    return undefined;
  },
});
