import type { Change, Visit } from '../records.ts';
import { findMatch, retryDelay } from '../retry.ts';
import { failExecution, leave, type StepContext, scopeOf, stateOf } from './common.ts';

/** What becomes of a failed state: another attempt, a catch, or the end of the execution. */
export async function handleFailure(
  run: StepContext,
  visit: Visit,
  error: string | undefined,
  cause: string | undefined,
): Promise<Change> {
  const state = stateOf(run, visit.state);
  if (state.Type !== 'Task') return failExecution(run, [], error, cause);
  const again = retry(run, visit, state.Retry ?? [], error);
  if (again !== undefined) return again;
  const index = findMatch(state.Catch ?? [], error ?? '');
  const catcher = state.Catch?.[index];
  if (catcher === undefined) return failExecution(run, [], error, cause);
  const errorOutput = {
    ...(error === undefined ? {} : { Error: error }),
    ...(cause === undefined ? {} : { Cause: cause }),
  };
  const scope = scopeOf(run, visit, { errorOutput });
  const prefix = `Catch[${index}]/`;
  return leave(run, visit, { effects: catcher, prefix, scope, fallback: errorOutput, next: catcher.Next });
}

/** Only the first retrier for an error counts, each with a count of its own. A retry is a billed transition. */
function retry(
  run: StepContext,
  visit: Visit,
  retriers: Parameters<typeof retryDelay>[0][],
  error = '',
): Change | undefined {
  const index = findMatch(retriers, error);
  const retrier = retriers[index];
  if (retrier === undefined) return undefined;
  const made = visit.retries[index] ?? 0;
  const delay = retryDelay(retrier, made, () => run.random());
  if (delay === undefined) return undefined;
  const retries = retriers.map((_, at) => (visit.retries[at] ?? 0) + (at === index ? 1 : 0));
  return {
    events: [],
    set: {
      transitions: run.execution.transitions + 1,
      position: { at: 'acting', visit: { ...visit, retries }, notBefore: run.now() + delay },
    },
  };
}
