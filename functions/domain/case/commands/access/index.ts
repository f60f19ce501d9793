import type { CaseCommand } from '../../command.ts';
import { breakGlass } from './break-glass.ts';
import { reviewBreakGlass } from './review-break-glass.ts';

/** Emergency reading and its review. */
export const accessCommands: readonly CaseCommand[] = [breakGlass, reviewBreakGlass];
