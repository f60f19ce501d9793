import type { CaseCommand } from '../../command.ts';

export const actionsCommands: readonly CaseCommand[] = [];
