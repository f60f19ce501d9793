import type { CaseCommand } from '../../command.ts';

export const planCommands: readonly CaseCommand[] = [];
