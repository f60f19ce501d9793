import type { Draft } from 'immer';
import { type Recipient, recipientKey } from '../../../shared/recipient.ts';
import { agencyRecipient, currentAgencies, isExcluded } from '../../queries.ts';
import type { CaseState } from '../../state.ts';

/** One recipient for each agency that takes part and is not excluded. */
export const agenciesToTell = (draft: Draft<CaseState>): Recipient[] =>
  currentAgencies(draft)
    .filter((agency) => agency.participation !== 'not_appropriate')
    .map((agency) => agencyRecipient(draft, agency.agencyId))
    .filter((to) => !isExcluded(draft, to));

/**
 * Everybody who was told of the case: agencies now and earlier, the caller, triage, owners of actions, leads
 * and those who got a plan. An error is told to all of them.
 */
export function everybodyTold(draft: Draft<CaseState>): Recipient[] {
  const told: Recipient[] = [
    ...draft.agencies.map(({ agencyId, representativeId }) =>
      representativeId ? { agencyId, representativeId } : ({ agencyId, post: 'mailbox' } as const),
    ),
    { ...draft.referral.from },
    { ...draft.contacts.triage },
    ...draft.actions.map((action) => ({ ...action.owner })),
    ...draft.lead.periods.map(({ agencyId, representativeId }) => ({ agencyId, representativeId })),
    ...draft.planCopies.filter((copy) => copy.status !== 'held_not_endorsed').map((copy) => ({ ...copy.to })),
  ];
  const unique = new Map(told.map((to) => [recipientKey(to), to]));
  return [...unique.values()].filter((to) => !isExcluded(draft, to));
}
