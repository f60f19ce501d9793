import * as z from 'zod/mini';
import { idSchema } from '../../../shared/ids.ts';
import { noteId, requireNote } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { phases } from '../../phases.ts';
import { requireFunction } from '../../roles.ts';
import { endTasks } from '../../tasks.ts';
import { REVIEW_TASK } from './ask-to-review.ts';
import { lift } from './exclude.ts';
import { refuseTooNear } from './too-near.ts';

/**
 * Say whether an exclusion that a colleague declared is right: it stands, or it is lifted. The text `rationale` says
 * why. Nobody excluded gets here, and neither the declarer nor their colleagues review it.
 */
export const reviewExclusion = defineCaseCommand({
  name: 'reviewExclusion',
  title: 'Review an exclusion that a colleague declared',
  duty: ['judgement'],
  phases,
  by: 'worker',
  input: z.strictObject({ exclusionId: idSchema, outcome: z.enum(['stands', 'lifted_by_review']) }),
  decide(draft, { exclusionId, outcome }, context) {
    const task = draft.tasks.find((one) => one.code === REVIEW_TASK && one.subject === exclusionId);
    const by = requireFunction(draft, context, ['lead', 'convenor', 'chair', 'region', 'triage'], {
      agencies: [task?.for.agencyId],
    });
    if ('kind' in by) return by;
    const exclusion = draft.exclusions.find((one) => one.exclusionId === exclusionId);
    if (!exclusion || !task)
      return refuse('no-such-exclusion', 'no such exclusion waits for a review', { field: 'exclusionId' });
    if (task.status !== 'open')
      return refuse('already-reviewed', 'this exclusion has been reviewed or lifted');
    const near = refuseTooNear(draft, exclusion, by);
    if (near) return near;
    const silent = requireNote(context, 'rationale', 'why it stands or is lifted');
    if (silent) return silent;
    exclusion.review = { by, at: context.now, outcome, ...noteId(context, 'rationale') };
    context.event('worker.exclusion_reviewed', { exclusion: exclusionId, outcome });
    context.did('worker.exclusion_reviewed');
    if (outcome === 'lifted_by_review') lift(draft, exclusion, outcome, context);
    endTasks(draft, context, { code: REVIEW_TASK, subject: exclusionId }, 'done', outcome);
    return undefined;
  },
});
