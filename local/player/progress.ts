import { join } from 'node:path';
import { type Journal, openJournal } from '../stepfunctions/journal.ts';

/** What of a play has been done, so that one that was killed goes on with the same data. */
type Done = { done: string };

export interface Progress {
  has(what: string): boolean;
  /** Note that it is done. Killed before this, it is done again, under the same key. */
  add(what: string): void;
  close(): void;
}

/** Opens the notes in a cloud's data folder. */
export function openProgress(directory: string): Progress {
  const journal: Journal<Done> = openJournal<Done>(join(directory, 'played.jsonl'));
  const done = new Set(journal.replay().map((entry) => entry.done));
  return {
    has: (what) => done.has(what),
    add(what) {
      done.add(what);
      journal.append({ done: what });
    },
    close: () => journal.close(),
  };
}
