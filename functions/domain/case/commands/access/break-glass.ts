import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { addElapsed } from '../../../calendar/instants.ts';
import type { Worker } from '../../../shared/actor.ts';
import { noteId, requireNote } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { openChasedTask } from '../../chased-tasks.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { deskFor, isSelfNamed } from '../../convening-team.ts';
import { phases } from '../../phases.ts';
import { isExcluded, sameWorker } from '../../queries.ts';
import { requireWorker } from '../../roles.ts';
import type { CaseState } from '../../state.ts';

/** Code of the task to review a break-glass; `completeTask` leaves it to `reviewBreakGlass`. */
export const REVIEW_TASK = 'break_glass.review';

/**
 * Those who hear of it at once, and of whom the first reviews it: never the reader, nor anybody excluded, nor who
 * made themselves run the case. Without convenor and chair it falls to the region, to triage where nobody else is
 * named, and to the convening team's desk where none of them may hear of it.
 */
function watchers(draft: Draft<CaseState>, reader: Worker, { policy }: CaseContext): Worker[] {
  const { convenor, chair, region, triage } = draft.contacts;
  const fit = (worker: Worker | undefined): worker is Worker =>
    worker !== undefined &&
    !sameWorker(worker, reader) &&
    !isExcluded(draft, worker) &&
    !isSelfNamed(draft, worker);
  const first = [convenor, chair].filter(fit);
  const found =
    first.length > 0 ? first : [region, triage, deskFor(policy, draft.locality)].filter(fit).slice(0, 1);
  return found.map(({ agencyId, representativeId }) => ({ agencyId, representativeId }));
}

/**
 * Read a case in an emergency without the relation, endorsement or basis that it takes otherwise. The convening
 * team hears of it at once and reviews it. Nobody excluded gets here, and the reading itself is on the record of
 * accesses. The text `rationale` says why.
 */
export const breakGlass = defineCaseCommand({
  name: 'breakGlass',
  title: 'Read a case in an emergency',
  duty: ['judgement'],
  phases,
  by: 'worker',
  anybodyMay: true,
  input: z.strictObject({
    reason: z.enum(['danger_to_life', 'danger_to_a_child', 'nobody_reachable', 'review_or_inquiry', 'other']),
    minutes: z.number().check(z.gte(1), z.multipleOf(1)),
  }),
  decide(draft, { reason, minutes }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const most = context.policy.access.breakGlassMinutes;
    if (minutes > most)
      return refuse('break-glass-too-long', `at most ${most} minutes at a time`, { field: 'minutes' });
    const silent = requireNote(context, 'rationale', 'why it cannot wait');
    if (silent) return silent;
    const grantId = context.newId('brk', 'grant');
    const until = addElapsed(context.now, { minutes });
    const note = noteId(context, 'rationale');
    draft.breakGlass = [
      ...(draft.breakGlass ?? []),
      { grantId, worker: by, reason, from: context.now, until, ...note },
    ];
    context.event('access.glass_broken', {
      grant: grantId,
      agency: by.agencyId,
      representative: by.representativeId,
      reason,
      until,
    });
    context.did('access.break_glass');
    tell(draft, context, by, grantId);
    return undefined;
  },
});

function tell(draft: Draft<CaseState>, context: CaseContext, reader: Worker, grantId: string): void {
  const to = watchers(draft, reader, context);
  const reviewer = to[0] ?? { agencyId: draft.contacts.triage.agencyId, post: 'manager' as const };
  const task = openChasedTask(draft, context, {
    code: REVIEW_TASK,
    for: reviewer,
    subject: grantId,
    key: 'urgent',
  });
  context.message({
    kind: 'break_glass',
    to: to.length > 0 ? to : [reviewer],
    params: { taskId: task.taskId, ...(task.dueAt === undefined ? {} : { dueAt: task.dueAt }) },
  });
}
