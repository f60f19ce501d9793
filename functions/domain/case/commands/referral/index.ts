import type { CaseCommand, CaseCreation } from '../../command.ts';

export const referralCommands: readonly CaseCommand[] = [];

export const caseCreations: readonly CaseCreation[] = [];
