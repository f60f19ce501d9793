import type { Retrier } from './definition.ts';

/** The part of a Catch or Retry entry that says which errors it is for. */
interface Matcher {
  ErrorEquals: string[];
}

/**
 * The first entry for an error. States.ALL is for all but two, which it cannot catch; States.TaskFailed for all
 * of these but States.Timeout; States.Runtime is never caught.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export function findMatch(list: readonly Matcher[], error: string): number {
  if (error === 'States.Runtime') return -1;
  const wild = error !== 'States.DataLimitExceeded';
  return list.findIndex(
    ({ ErrorEquals }) =>
      ErrorEquals.includes(error) ||
      (wild && ErrorEquals.includes('States.ALL')) ||
      (wild && error !== 'States.Timeout' && ErrorEquals.includes('States.TaskFailed')),
  );
}

/**
 * Milliseconds before retry number `made + 1`, or undefined when the retrier has no attempt left.
 * The delay is IntervalSeconds x BackoffRate^made, at most MaxDelaySeconds; full jitter takes a
 * part of it between nothing and all. Defaults: 1 s, rate 2, 3 attempts, no jitter.
 */
export function retryDelay(retrier: Retrier, made: number, random: () => number): number | undefined {
  if (made >= (retrier.MaxAttempts ?? 3)) return undefined;
  const grown = (retrier.IntervalSeconds ?? 1) * (retrier.BackoffRate ?? 2) ** made;
  const delay = Math.min(grown, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY) * 1_000;
  return Math.round(retrier.JitterStrategy === 'FULL' ? delay * random() : delay);
}
