import type { Draft } from 'immer';
import * as z from 'zod/mini';
import type { Worker } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { openChasedTask } from '../../chased-tasks.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { deskFor } from '../../convening-team.ts';
import { livePhases } from '../../phases.ts';
import { isExcluded, sameWorker } from '../../queries.ts';
import { type CaseFunction, leadOrConvenor, requireFunction, requireWorker } from '../../roles.ts';
import type { CaseState } from '../../state.ts';
import { endTasks } from '../../tasks.ts';
import { exclude, tellMeetingsExcluded } from './exclude.ts';

/**
 * Declare that a worker, or a whole agency, has a conflict of interest: of the own agency anybody may, also about
 * themselves; of another agency the convenor or the chair, and triage while there is no convenor, for an exclusion
 * takes everything of the case away from whoever it names. From then on nothing of the case goes there, and what
 * they held becomes a task for the lead; what a colleague said of another is looked at by who runs the case.
 */
export const declareConflict = defineCaseCommand({
  name: 'declareConflict',
  title: 'Declare a conflict of interest',
  duty: ['judgement'],
  phases: livePhases,
  by: 'worker',
  excludedMay: true,
  anybodyMay: true,
  input: z.strictObject({
    agencyId: idSchema,
    representativeId: z.optional(idSchema),
    because: z._default(
      z.enum(['conflict_of_interest', 'close_to_person_using_violence', 'other']),
      'conflict_of_interest',
    ),
  }),
  decide(draft, { because, ...who }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const own = who.agencyId === by.agencyId && who.representativeId === by.representativeId;
    if (isExcluded(draft, by) && !own)
      return refuse('worker-excluded', 'who is excluded declares only a conflict of the own');
    const foreign =
      who.agencyId === by.agencyId ? undefined : requireFunction(draft, context, excluders(draft));
    if (foreign && 'kind' in foreign) return foreign;
    const known = draft.exclusions.some(
      (e) =>
        e.liftedAt === undefined &&
        e.agencyId === who.agencyId &&
        e.representativeId === who.representativeId,
    );
    if (known) return refuse('already-excluded', 'this worker is excluded from the case already');
    exclude(draft, who, because, context);
    if (!own && foreign === undefined) askToReview(draft, who, by, context);
    return undefined;
  },
});

/** Code of the task to look at a colleague's word; lifting the exclusion ends it, or saying that it is right. */
const REVIEW_TASK = 'review_exclusion';

/**
 * A colleague's word counts at once, for it may save a life, and silences somebody, so another person looks at it:
 * who runs the case, neither excluded nor the one who said it, and at last the convening team's desk.
 */
function askToReview(
  draft: Draft<CaseState>,
  who: { agencyId: string },
  by: Worker,
  context: CaseContext,
): void {
  const { convenor, chair, region, triage } = draft.contacts;
  const desk = deskFor(context.policy, draft.locality);
  const reviewer =
    [convenor, chair, region, triage].find(
      (one) => one !== undefined && !sameWorker(one, by) && !isExcluded(draft, one),
    ) ?? desk;
  const exclusion = draft.exclusions.findLast((one) => one.agencyId === who.agencyId);
  openChasedTask(draft, context, {
    code: REVIEW_TASK,
    for: { agencyId: reviewer.agencyId, representativeId: reviewer.representativeId },
    subject: exclusion?.exclusionId,
    key: 'urgent',
    tell: true,
  });
}

const excluders = ({ contacts }: Draft<CaseState>): readonly CaseFunction[] =>
  contacts.convenor ? ['convenor', 'chair'] : ['chair', 'triage'];

/**
 * Lift an exclusion of others: nobody excluded gets here, and only who runs the case does it, or a colleague of
 * the excluded would. A condition of consent is the adult victim's alone.
 */
export const liftConflict = defineCaseCommand({
  name: 'liftConflict',
  title: 'Lift an exclusion',
  duty: ['judgement'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ exclusionId: idSchema, reason: codeSchema }),
  decide(draft, { exclusionId, reason }, context) {
    const by = requireFunction(draft, context, [...leadOrConvenor, 'triage', 'region']);
    if ('kind' in by) return by;
    const exclusion = draft.exclusions.find((e) => e.exclusionId === exclusionId && e.liftedAt === undefined);
    if (!exclusion) return refuse('no-such-exclusion', 'no such exclusion stands', { field: 'exclusionId' });
    if (exclusion.because === 'consent_condition')
      return refuse(
        'condition-of-consent',
        'this exclusion is a condition of consent; only what the adult victim says lifts it (recordConsentAttempt)',
        { duty: 'S1-20' },
      );
    exclusion.liftedAt = context.now;
    endTasks(draft, context, { code: REVIEW_TASK, subject: exclusionId }, 'done', 'lifted');
    context.event('worker.exclusion_lifted', {
      agency: exclusion.agencyId,
      because: exclusion.because,
      reason,
    });
    tellMeetingsExcluded(draft, context);
    return undefined;
  },
});
