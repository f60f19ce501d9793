import {
  askAboutRefusal,
  closeTask,
  OPERATIONS,
  refusedInput,
  taskOutcomeInput,
} from '../../shared/refused-commands.ts';
import { mailOutcomeOf } from '../../shared/undelivered.ts';
import { definePersonCommand } from '../command.ts';
import type { PersonState } from '../state.ts';

/**
 * A case or another record refused what this one told it, as a release or a flag. No agency owns a person's
 * record, so operations are asked to find out whom it concerns.
 */
export const commandRefused = definePersonCommand({
  name: 'commandRefused',
  title: 'Take note that another record refused',
  duty: ['judgement'],
  by: 'system',
  input: refusedInput,
  decide(draft, refused, context) {
    askAboutRefusal(draft, draft.personId, context, { agencyId: OPERATIONS }, refused);
    return undefined;
  },
});

/** A mail about a task of the record did not arrive. */
export const messageOutcome = mailOutcomeOf<PersonState>(({ personId }) => personId);

/** Tasks that end with what they ask for, and not by a word. */
const ownCommands = { review_match: 'confirmMatch or dismissMatch' };

/** Close a task about a person's record with what came of it. */
export const completeTask = definePersonCommand({
  name: 'completeTask',
  title: 'Close a task',
  duty: ['judgement'],
  by: 'worker',
  input: taskOutcomeInput,
  decide: (draft, input, context) => closeTask(draft, context, input, ownCommands),
});
