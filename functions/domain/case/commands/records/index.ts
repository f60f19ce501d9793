import type { CaseCommand } from '../../command.ts';

export const recordsCommands: readonly CaseCommand[] = [];
