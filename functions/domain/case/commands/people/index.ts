import type { CaseCommand } from '../../command.ts';

export const peopleCommands: readonly CaseCommand[] = [];
