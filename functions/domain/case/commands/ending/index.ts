import type { CaseCommand } from '../../command.ts';

export const endingCommands: readonly CaseCommand[] = [];
