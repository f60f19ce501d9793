import type { Draft } from 'immer';
import type { Policy } from '../../../policy/schema.ts';
import type { MemberRole } from '../../schema/members.ts';
import type { CaseState } from '../../state.ts';

const words: Readonly<Record<MemberRole, { term: string; otherwise: string; alwaysNumbered?: true }>> = {
  adult_victim: { term: 'adult_victim', otherwise: 'adult victim' },
  child_victim: { term: 'child', otherwise: 'child', alwaysNumbered: true },
  unborn_child: { term: 'unborn_child', otherwise: 'unborn child' },
  victim_in_family_group: { term: 'victim_in_family_group', otherwise: 'victim in the family group' },
  person_using_violence: { term: 'person_using_violence', otherwise: 'person using violence' },
  other_party: { term: 'other_party', otherwise: 'other party', alwaysNumbered: true },
};

/**
 * The words that stand for a person outside sign-in: 'adult victim', 'child 1'. In the profile's terms where
 * it has them. A label is never given twice in a case, not even after its bearer was removed, because an old
 * plan may still speak of that one.
 */
export function labelFor(state: Draft<CaseState>, role: MemberRole, policy: Policy): string {
  const { term, otherwise, alwaysNumbered } = words[role];
  const word = policy.terms[term] ?? otherwise;
  const taken = new Set(state.members.flatMap((member) => [member.label, ...(member.formerLabels ?? [])]));
  if (!alwaysNumbered && !taken.has(word)) return word;
  let number = alwaysNumbered ? 1 : 2;
  while (taken.has(`${word} ${number}`)) number += 1;
  return `${word} ${number}`;
}
