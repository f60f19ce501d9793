import type { CaseCommand } from '../../command.ts';
import { acceptConvening } from './accept-convening.ts';

/** What the convening team says of a call from outside. */
export const conveningCommands: readonly CaseCommand[] = [acceptConvening];
