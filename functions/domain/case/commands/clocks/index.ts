import type { CaseCommand } from '../../command.ts';
import { acknowledgeReminder } from './acknowledge-reminder.ts';
import { pauseClock } from './pause-clock.ts';
import { resumeClock } from './resume-clock.ts';

export const clocksCommands: readonly CaseCommand[] = [pauseClock, resumeClock, acknowledgeReminder];
