import { capital } from '../message/words.ts';

/** Words of a code that has none of its own: `record.received` is `Record received`. */
export const wordsOf = (code: string): string => capital(code.replaceAll(/[._]/g, ' '));

/** Tasks whose code does not read as what is to be done. */
const tasks: Readonly<Record<string, string>> = {
  victim_liaison: 'Tell her what is to be told, when it is safe',
  tell_go_ahead: 'Tell her that it goes ahead, when it is safe',
  provide_support: 'Say whether she has the support she accepted',
  support_not_provided: 'Find another way to support that she accepted and was not given',
  ask_cultural_support: 'Ask whether an Aboriginal community-controlled organisation is wanted',
  bring_cultural_support: 'Bring in the community-controlled organisation that is wanted',
  outcome_note: 'Tell your own agency the outcome',
  packet_withheld: 'Ask for her consent to hand the case over',
  'plan.copy_held': 'Get the endorsement that a plan copy waits for',
  'record.received': 'Read what was learnt and say what it changes',
  'incident.review': 'Decide what follows from an incident',
  'incident.in_watch': 'Decide whether an incident reopens the case',
  'incident.escalation': 'Look at incidents that may be escalating',
  'action.countered': 'Answer a counter-offer for an action',
  'action.hand_on_asked': 'Decide on handing an action on',
  'action.not_undertaken': 'Decide on an action that was not undertaken',
  'shortterm.review': 'Decide whether short-term work goes on',
  'watch.lapse': 'Decide whether the watch ends',
  'feedback.outstanding': 'Get the feedback that is outstanding',
  custody_release: 'Prepare for a release from custody',
  'flag.expiry': 'Look at a flag that expires',
  'agreement.review': 'Look at an agreement that is to be reviewed',
  'case.reopened': 'Take up a case that was reopened',
  dead_letter: 'See to something that could not be passed on',
  command_refused: 'See to something that another record refused',
};

/** What is to be done, in words, without anything about whom. */
export const taskWords = (code: string): string => tasks[code] ?? wordsOf(code);
