import * as z from 'zod/mini';
import { addElapsed } from '../domain/calendar/instants.ts';
import { idSchema } from '../domain/shared/ids.ts';
import { StaleVersionError } from './errors.ts';
import type { AggregateStore, Clock } from './ports.ts';
import { type AggregateRef, ATTENTION_SECONDS } from './record.ts';

export const awaitSignalInputSchema = z.object({
  caseId: idSchema,
  generation: z.number(),
  /** The version that Evaluate saw. */
  version: z.number(),
  waitSeconds: z.number(),
  token: z.string(),
  enteredAt: z.string(),
  retryCount: z.number(),
  /** How often the execution has looked before this wait. */
  wakes: z.optional(z.number()),
});
export type AwaitSignalInput = z.infer<typeof awaitSignalInputSchema>;

/**
 * Which of two waits is the newer: when its state was entered, its number, and its retry, as a text that sorts.
 * The number parts two waits that were entered in the same millisecond (docs/adr/0005).
 */
export const tokenAtOf = (enteredAt: string, retryCount: number, number: number): string =>
  `${enteredAt}#${String(number).padStart(6, '0')}#${String(retryCount).padStart(4, '0')}`;

/** It reads nothing of a case: a token is written on condition, or not at all. */
export interface AwaitPorts {
  aggregates: Pick<AggregateStore, 'registerToken' | 'moveAttention'>;
  clock: Clock;
}

/**
 * Register a wait: only if nothing changed since the look, and never over a newer one. Then, if nothing is
 * left to relay, the sweeper need not look before the wait should have ended, and its failures are over: the next
 * trouble starts with a delay of a minute again.
 * Throws StaleVersionError, which leads back to Evaluate.
 */
export async function awaitSignal({ aggregates, clock }: AwaitPorts, input: AwaitSignalInput): Promise<void> {
  const { generation, version, token } = input;
  const ref: AggregateRef = { type: 'case', id: input.caseId };
  const tokenAt = tokenAtOf(input.enteredAt, input.retryCount, input.wakes ?? 0);
  const registered = await aggregates.registerToken({ ref, generation, version, token, tokenAt });
  if (!registered) throw new StaleVersionError(`${ref.id} is not at version ${version} any more`);
  const to = addElapsed(clock.now(), { seconds: input.waitSeconds + ATTENTION_SECONDS });
  await aggregates.moveAttention({
    ref,
    to,
    while: { version, quiet: true, seen: true },
    sweep: { failures: 0 },
  });
}
