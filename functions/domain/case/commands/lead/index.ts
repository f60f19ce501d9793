import type { CaseCommand } from '../../command.ts';

export const leadCommands: readonly CaseCommand[] = [];
