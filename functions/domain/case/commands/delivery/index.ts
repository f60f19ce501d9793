import type { CaseCommand } from '../../command.ts';

export const deliveryCommands: readonly CaseCommand[] = [];
