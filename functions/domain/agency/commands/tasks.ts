import { askAboutRefusal, closeTask, refusedInput, taskOutcomeInput } from '../../shared/refused-commands.ts';
import { mailOutcomeOf } from '../../shared/undelivered.ts';
import { defineAgencyCommand } from '../command.ts';
import type { AgencyState } from '../state.ts';

/** Another record refused what this agency's told it: the agency's manager is asked to see to it. */
export const commandRefused = defineAgencyCommand({
  name: 'commandRefused',
  title: 'Take note that another record refused',
  duty: ['judgement'],
  by: 'system',
  input: refusedInput,
  decide(draft, refused, context) {
    const manager = { agencyId: draft.agencyId, post: 'manager' } as const;
    askAboutRefusal(draft, draft.agencyId, context, manager, refused);
    return undefined;
  },
});

/** A mail of the directory did not arrive. */
export const messageOutcome = mailOutcomeOf<AgencyState>(({ agencyId }) => agencyId);

/** Tasks that end with what they ask for, and not by a word. */
const ownCommands: Readonly<Record<string, string>> = {
  verify_address: 'verifyAddress',
  confirm_address: 'verifyAddress or withdrawAddress',
  fill_post: 'setPost',
  name_delegate: 'nameDelegate',
  agreement_review: 'recordAgreement or endAgreement',
};

/** Close a task of the agency with what came of it. */
export const completeTask = defineAgencyCommand({
  name: 'completeTask',
  title: 'Close a task',
  duty: ['judgement'],
  by: 'worker',
  input: taskOutcomeInput,
  decide: (draft, input, context) => closeTask(draft, context, input, ownCommands),
});
