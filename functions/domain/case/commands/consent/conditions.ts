import type { Draft } from 'immer';
import type { CaseContext } from '../../command.ts';
import type { ConsentAttempt } from '../../schema/consent.ts';
import type { CaseState } from '../../state.ts';
import { exclude, tellMeetingsExcluded } from '../people/exclude.ts';

/**
 * Each condition of an adult victim is an exclusion that the gate enforces. What she says last counts:
 * conditions that she no longer makes are lifted, new ones are added.
 */
export function applyConditions(
  draft: Draft<CaseState>,
  attempt: ConsentAttempt,
  context: CaseContext,
): void {
  const { personId, conditions } = attempt;
  for (const exclusion of draft.exclusions) {
    if (exclusion.personId !== personId || exclusion.liftedAt !== undefined) continue;
    const stillMade = conditions.some(
      ({ exclude: who }) =>
        who.agencyId === exclusion.agencyId && who.representativeId === exclusion.representativeId,
    );
    if (stillMade) continue;
    exclusion.liftedAt = context.now;
    context.event('worker.exclusion_lifted', { agency: exclusion.agencyId, because: 'consent_condition' });
    tellMeetingsExcluded(draft, context);
  }
  for (const condition of conditions)
    exclude(draft, condition.exclude, 'consent_condition', context, personId);
}
