import type { CaseCommand } from '../../command.ts';
import { commandRefused } from './command-refused.ts';
import { messageOutcome } from './message-outcome.ts';

/** What became of what this case sent. */
export const deliveryCommands: readonly CaseCommand[] = [messageOutcome, commandRefused];
