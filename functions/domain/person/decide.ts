import { createDecider } from '../shared/aggregate-command.ts';
import type { PersonCommand, PersonCreation } from './command.ts';
import { designateSerial, recordCustody, recordProgram } from './commands/accountability.ts';
import { joinCase, leaveCase, linkPossibleMatch, markDeceased, splitPerson } from './commands/cases.ts';
import { correctIdentity, createPerson, recordCulturalNeeds } from './commands/identity.ts';
import { confirmMatch, dismissMatch, suggestMatches, unlinkMatch } from './commands/matches.ts';
import { recordBreach, recordOrder, recordOrderStage } from './commands/orders.ts';
import { placeFlag, recordSafeContact, withdrawFlag } from './commands/safety.ts';
import { commandRefused, completeTask, messageOutcome } from './commands/tasks.ts';
import type { PersonState } from './state.ts';

export const personCreations: readonly PersonCreation[] = [createPerson];

/** Every command of a person's record. */
export const personCommands: readonly PersonCommand[] = [
  correctIdentity,
  recordCulturalNeeds,
  recordSafeContact,
  placeFlag,
  withdrawFlag,
  recordOrder,
  recordOrderStage,
  recordBreach,
  recordCustody,
  recordProgram,
  designateSerial,
  joinCase,
  leaveCase,
  markDeceased,
  linkPossibleMatch,
  splitPerson,
  suggestMatches,
  confirmMatch,
  dismissMatch,
  unlinkMatch,
  messageOutcome,
  commandRefused,
  completeTask,
];

/** Decide any command of a person's record: a new state with events and intents, or a named refusal. */
export const decidePerson = createDecider<PersonState>({
  noun: 'person',
  creations: personCreations,
  commands: personCommands,
});
