import * as z from 'zod/mini';
import { idSchema } from '../../../shared/ids.ts';
import { noteId, requireNote } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { phases } from '../../phases.ts';
import { sameWorker } from '../../queries.ts';
import { requireFunction } from '../../roles.ts';
import { endTasks } from '../../tasks.ts';
import { REVIEW_TASK } from './break-glass.ts';

/**
 * Say whether an emergency reading was right. Nobody reviews their own. One that was not justified ends at once;
 * the text `finding` says why it was not, or where it was taken.
 */
export const reviewBreakGlass = defineCaseCommand({
  name: 'reviewBreakGlass',
  title: 'Review an emergency reading',
  duty: ['judgement'],
  phases,
  by: 'worker',
  input: z.strictObject({
    grantId: idSchema,
    outcome: z.enum(['justified', 'not_justified', 'taken_further']),
  }),
  decide(draft, { grantId, outcome }, context) {
    const asked = draft.tasks.find((task) => task.code === REVIEW_TASK && task.subject === grantId);
    const by = requireFunction(draft, context, ['convenor', 'chair', 'region', 'triage'], {
      agencies: [asked?.for.agencyId],
    });
    if ('kind' in by) return by;
    const grant = draft.breakGlass?.find((one) => one.grantId === grantId);
    if (!grant) return refuse('no-such-grant', 'there was no such reading', { field: 'grantId' });
    if (grant.review) return refuse('already-reviewed', 'this reading has been reviewed');
    if (sameWorker(grant.worker, by))
      return refuse('review-by-reader', 'another person reviews what you read');
    if (outcome !== 'justified') {
      const silent = requireNote(context, 'finding', 'what was found');
      if (silent) return silent;
    }
    grant.review = { by, at: context.now, outcome, ...noteId(context, 'finding') };
    if (outcome !== 'justified' && context.now < grant.until) grant.until = context.now;
    context.event('access.glass_reviewed', { grant: grantId, outcome });
    context.did('access.reviewed');
    endTasks(draft, context, { code: REVIEW_TASK, subject: grantId }, 'done', outcome);
    return undefined;
  },
});
