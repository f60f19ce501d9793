import * as z from 'zod/mini';
import type { Instant } from '../../domain/calendar/instants.ts';

/** How long a caller's key stands for what was asked with it. */
export const KEY_HOURS = 24;

export const keptAnswerSchema = z.object({
  status: z.number(),
  body: z.unknown(),
  headers: z.record(z.string(), z.string()),
});
/** An answer that is given again to the same question; holds codes and ids only. */
export type KeptAnswer = z.infer<typeof keptAnswerSchema>;

/** What a key stands for: the hash of path and body, since when, and the answer once there is one. */
export interface Binding {
  hash: string;
  at: Instant;
  answer?: KeptAnswer | undefined;
}

/** Idempotency keys of the API's callers, bound to what was asked before anything is done. */
export interface Ledger {
  /**
   * The caller's own key, or what they sent, under a secret that the key service wraps: what the application knows
   * a request by. Ids and hashes of bodies derive from it, so that nobody who guesses a key can try names against
   * them, with all that is stored in hand. The same gives the same for longer than a key stands.
   */
  unguessable(key: string): Promise<string>;
  /**
   * Bind a key unless it has been bound since `since`. Answers what the key stands for now: this binding or the
   * earlier one, with its answer. One atomic step.
   */
  bind(key: string, binding: Omit<Binding, 'answer'>, since: Instant): Promise<Binding>;
  /** Keep the answer, only while the key stands for this hash. */
  keep(key: string, hash: string, answer: KeptAnswer): Promise<void>;
}
