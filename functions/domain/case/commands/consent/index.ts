import type { CaseCommand } from '../../command.ts';

export const consentCommands: readonly CaseCommand[] = [];
