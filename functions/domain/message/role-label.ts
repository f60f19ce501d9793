import type { Member } from '../case/schema/members.ts';
import type { CaseState } from '../case/state.ts';
import type { Policy } from '../policy/schema.ts';

const roleWords = [
  'adult victim',
  'child',
  'unborn child',
  'victim in the family group',
  'person using violence',
  'other party',
];
const roleTerms = [
  'adult_victim',
  'child_victim',
  'child',
  'unborn_child',
  'victim_in_family_group',
  'person_using_violence',
  'other_party',
];

/**
 * What stands for a person in e-mail: the label of the record if it is made of words for roles and a number,
 * else `person 3`, so that a label that somebody filled with a name can never go out.
 */
export function roleLabel(state: CaseState, member: Member, terms: Policy['terms']): string {
  const words = new Set([...roleWords, ...roleTerms.flatMap((code) => terms[code] ?? [])]);
  const plain = member.label.replace(/ \d{1,3}$/, '');
  if (words.has(plain)) return member.label;
  return `person ${state.members.findIndex((m) => m.personId === member.personId) + 1}`;
}
