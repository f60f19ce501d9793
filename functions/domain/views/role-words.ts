import type { CommandRight } from '../access/commands/right.ts';
import type { Relation } from '../access/relations.ts';
import type { TokenRole } from '../access/subject.ts';
import { word } from '../message/words.ts';
import type { Policy } from '../policy/schema.ts';

/** In words of the profile, who somebody is by what they are to a case; workers stand with their agencies. */
function wordOf(relation: Relation, terms: Policy['terms']): string {
  switch (relation) {
    case 'lead':
    case 'interim_lead':
    case 'convening_lead':
    case 'lead_agency':
      return word(terms, 'lead_agency');
    case 'incoming_lead':
    case 'offered_lead':
      return `the agency that is offered the lead`;
    case 'convenor':
    case 'convening_team':
    case 'convening_agency':
    case 'runs_for_agency':
      return 'convening team';
    case 'chair':
      return word(terms, 'chair');
    case 'triage':
      return terms['triage_unit'] ?? 'triage';
    case 'region':
      return 'regional office';
    case 'after_hours':
    case 'on_duty':
      return 'after-hours service';
    case 'has_action':
    case 'owner_agency':
      return 'the agency that has the action';
    case 'task':
    case 'task_agency':
      return 'whoever has the task';
    case 'caller':
    case 'caller_agency':
      return 'the agency that referred or called';
    case 'minute_taker':
      return 'minute taker';
    case 'observer':
      return 'observer';
    case 'invited':
    case 'proxy':
    case 'invited_agency':
    case 'takes_part':
    case 'member_agency':
      return 'an agency that takes part';
    case 'former_agency':
      return 'an agency that took part';
    case 'own_manager':
    case 'own_worker':
      return 'the agency itself';
  }
}

const roleWords: Partial<Record<TokenRole, string>> = {
  administrator: 'administrator',
  auditor: 'auditor',
  agency_manager: 'the agency’s manager',
  intake_system: 'a system of an agency',
  coordinator: 'convening team',
};

/** More words than this say nothing: whoever takes part may. */
const MOST_WORDS = 8;

/** Who may give a command, in words, the one who is meant most first. */
export function whoMay(right: CommandRight, terms: Policy['terms']): string[] {
  if (right.anyWorker) return ['any worker'];
  const words = [
    ...right.relations.map((relation) => wordOf(relation, terms)),
    ...(right.roles ?? []).flatMap((role) => roleWords[role] ?? []),
  ];
  const all = [...new Set(words)];
  return all.length > MOST_WORDS ? ['an agency that takes part'] : all;
}
