import { AsyncLocalStorage } from 'node:async_hooks';

/** Which function asked AWS for what. No role stands between them here, so that a test can compare this with the roles. */
export interface Calls {
  /** Whatever is asked while this runs, the function asks. */
  by<Result>(functionName: string, run: () => Result): Result;
  /**
   * An action as IAM names it, such as `dynamodb:GetItem`, and the index if it is of one: `dynamodb:Query of attention`.
   * Outside of functions nobody counts it.
   */
  asked(action: string): void;
  /** Actions so far, by function. */
  all(): Readonly<Record<string, readonly string[]>>;
}

/** Nothing asked so far. */
export function createCalls(): Calls {
  const running = new AsyncLocalStorage<string>();
  const actions = new Map<string, Set<string>>();
  return {
    by: (functionName, run) => running.run(functionName, run),
    asked(action) {
      const name = running.getStore();
      if (name === undefined) return;
      const known = actions.get(name) ?? new Set();
      actions.set(name, known.add(action));
    },
    all: () => Object.fromEntries([...actions].map(([name, set]) => [name, [...set].toSorted()])),
  };
}
