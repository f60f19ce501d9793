import { createDecider } from '../shared/aggregate-command.ts';
import { meetingCommands, meetingCreations } from './commands/index.ts';
import { barExcluded } from './exclusion.ts';
import { settleMeeting } from './settle.ts';
import type { MeetingState } from './state.ts';

/**
 * Decide any command of a meeting: a new state with events and intents, or a named refusal.
 * @see settleMeeting for what each case is told of answers
 */
export const decideMeeting = createDecider<MeetingState>({
  noun: 'meeting',
  creations: meetingCreations,
  commands: meetingCommands,
  statusOf: (state) => state.status,
  barred: barExcluded,
  after: settleMeeting,
});
