import type { Mutant } from './change.ts';
import { deliveringMutants } from './delivering.ts';
import { relayingMutants } from './relaying.ts';
import { sweepingMutants } from './sweeping.ts';
import { waitingMutants } from './waiting.ts';

export type { Mutant } from './change.ts';

/** Every rule of the protocol, broken one at a time. */
export const mutants: readonly Mutant[] = [
  ...waitingMutants,
  ...relayingMutants,
  ...sweepingMutants,
  ...deliveringMutants,
];
