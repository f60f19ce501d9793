import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { isExcluded } from '../../queries.ts';
import { type CaseFunction, leadOrConvenor, requireFunction, requireWorker } from '../../roles.ts';
import type { CaseState } from '../../state.ts';
import { endTasks } from '../../tasks.ts';
import { askToReview, REVIEW_TASK } from './ask-to-review.ts';
import { exclude, lift } from './exclude.ts';
import { refuseTooNear } from './too-near.ts';

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
    if (!own && foreign === undefined) askToReview(draft, by, context);
    return undefined;
  },
});

const excluders = ({ contacts }: Draft<CaseState>): readonly CaseFunction[] =>
  contacts.convenor ? ['convenor', 'chair'] : ['chair', 'triage'];

/**
 * Lift an exclusion of others: nobody excluded gets here, and only who runs the case does it, or a colleague of
 * the excluded would; while a colleague's word waits for its review, only who may review it. A condition of consent
 * is the adult victim's alone.
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
    const near = refuseTooNear(draft, exclusion, by);
    if (near) return near;
    lift(draft, exclusion, reason, context);
    endTasks(draft, context, { code: REVIEW_TASK, subject: exclusionId }, 'done', 'lifted');
    return undefined;
  },
});
