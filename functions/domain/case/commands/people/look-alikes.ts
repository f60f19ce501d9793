import type { Draft } from 'immer';
import * as z from 'zod/mini';
import type { Worker } from '../../../shared/actor.ts';
import { idSchema } from '../../../shared/ids.ts';
import { openChasedTask } from '../../chased-tasks.ts';
import { defineCaseCommand } from '../../command.ts';
import { phases } from '../../phases.ts';
import { isExcluded, sameWorker } from '../../queries.ts';
import type { CaseState } from '../../state.ts';

/** One worker and one person whose names look alike, as a task's subject: ids, never a name. */
export const lookAlikeSubject = (representativeId: string, personId: string): string =>
  `${representativeId}:${personId}`;

const CODE = 'check_conflict_of_interest';

/** Whether somebody was asked about these two, whatever came of it. */
export const isAsked = (state: CaseState | Draft<CaseState>, subject: string): boolean =>
  state.tasks.some((task) => task.code === CODE && task.subject === subject);

/**
 * A worker in the case has a name like that of the person using violence or somebody close to them. A person
 * asks whether they are related; nothing is stopped by a name, and nobody is asked twice about the same two.
 */
export const noteLookAlikes = defineCaseCommand({
  name: 'noteLookAlikes',
  title: 'Ask about workers with a name like one in the case',
  duty: ['judgement'],
  phases,
  by: 'system',
  input: z.strictObject({
    pairs: z.array(z.strictObject({ agencyId: idSchema, representativeId: idSchema, personId: idSchema })),
  }),
  decide(draft, { pairs }, context) {
    for (const { agencyId, representativeId, personId } of pairs) {
      const subject = lookAlikeSubject(representativeId, personId);
      const worker = { agencyId, representativeId };
      if (isAsked(draft, subject) || isExcluded(draft, worker)) continue;
      openChasedTask(draft, context, { code: CODE, for: whoAsks(draft, worker), subject, tell: true });
      context.event('worker.look_alike', {
        agency: agencyId,
        representative: representativeId,
        person: personId,
      });
      context.did('worker.look_alike');
    }
    return undefined;
  },
});

/** The convenor, or the next who is not the worker in question; triage is always there. */
function whoAsks(draft: Draft<CaseState>, about: Worker): Worker {
  const { convenor, chair, region, triage } = draft.contacts;
  const able = [convenor, chair, region].find(
    (worker) => worker !== undefined && !sameWorker(worker, about) && !isExcluded(draft, worker),
  );
  const { agencyId, representativeId } = able ?? triage;
  return { agencyId, representativeId };
}
