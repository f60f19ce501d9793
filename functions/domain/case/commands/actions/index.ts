import type { CaseCommand } from '../../command.ts';
import { addInterimAction } from './add-interim-action.ts';
import { acceptAction, counterAction, declineAction } from './answer-action.ts';
import { answerCounter } from './answer-counter.ts';
import { cancelAction, extendAction } from './change-action.ts';
import { acceptNotUndertaken, closeAction } from './close-action.ts';
import { giveFeedback } from './give-feedback.ts';
import { handOnAction } from './hand-on-action.ts';
import { startAction } from './start-action.ts';

/** Actions from their first hour to their end. */
export const actionsCommands: readonly CaseCommand[] = [
  addInterimAction,
  acceptAction,
  declineAction,
  counterAction,
  answerCounter,
  startAction,
  giveFeedback,
  handOnAction,
  extendAction,
  cancelAction,
  closeAction,
  acceptNotUndertaken,
];
