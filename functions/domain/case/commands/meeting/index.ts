import type { CaseCommand } from '../../command.ts';

export const meetingCommands: readonly CaseCommand[] = [];
