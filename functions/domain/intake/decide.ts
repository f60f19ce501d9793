import { type AggregateCommand, type AggregateCreation, createDecider } from '../shared/aggregate-command.ts';
import * as commands from './commands.ts';
import type { IntakeState } from './state.ts';

const intakeCreations = [commands.receiveReport] as readonly AggregateCreation<IntakeState>[];
const intakeCommands = [
  commands.receiveAgain,
  commands.decideReport,
  commands.recordSteps,
  commands.settleReport,
  commands.messageOutcome,
  commands.commandRefused,
] as readonly AggregateCommand<IntakeState>[];

/** What the convening team answers; a report itself comes in by a way of its own. */
export const intakeAnswers = [commands.settleReport] as readonly AggregateCommand<IntakeState>[];

/** Decide any command of a report from another system. */
export const decideIntake = createDecider<IntakeState>({
  noun: 'report',
  creations: intakeCreations,
  commands: intakeCommands,
});
