import { join } from 'node:path';
import { type Journal, openJournal } from '../stepfunctions/journal.ts';
import type { Failure } from './play.ts';

/** What of a play has been done, and what was found wrong with it, so that one that was killed goes on. */
interface Done {
  done: string;
  failures?: readonly Failure[];
}

export interface Progress {
  has(what: string): boolean;
  /** Note that it is done. Killed before this, it is done again, under the same key. */
  add(what: string, failures?: readonly Failure[]): void;
  /** What was found wrong so far, before a kill too. */
  failures(): Failure[];
  close(): void;
}

/** Opens the notes in a cloud's data folder. */
export function openProgress(directory: string): Progress {
  const journal: Journal<Done> = openJournal<Done>(join(directory, 'played.jsonl'));
  const done = new Set(journal.replay().map((entry) => entry.done));
  const found = journal.replay().flatMap((entry) => entry.failures ?? []);
  return {
    has: (what) => done.has(what),
    add(what, failures = []) {
      done.add(what);
      found.push(...failures);
      journal.append({ done: what, ...(failures.length > 0 ? { failures } : {}) });
    },
    failures: () => [...found],
    close: () => journal.close(),
  };
}
