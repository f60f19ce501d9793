import type { Policy } from '../policy/schema.ts';

/** The words that mails and documents take from the profile, with what is said where it has none (S0-46, S4-02). */
const defaultWords = {
  meeting: 'multi-agency meeting',
  response: 'multi-agency response',
  adult_victim: 'adult victim',
  child_victim: 'child victim',
  unborn_child: 'unborn child',
  victim_in_family_group: 'victim in the family group',
  person_using_violence: 'person using violence',
  other_party: 'other person',
  family: 'family',
  lead_agency: 'lead agency',
  chair: 'chairperson',
  safety_plan: 'safety plan',
  risk_management_plan: 'risk management plan',
  emergency_number: '000',
} as const;
export type Word = keyof typeof defaultWords;

export const word = (terms: Policy['terms'], code: Word): string => terms[code] ?? defaultWords[code];

/** With a capital, for the start of a line. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('en-AU') + text.slice(1);
