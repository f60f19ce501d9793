import { join } from 'node:path';
import { type Journal, openJournal } from '../stepfunctions/journal.ts';
import type { Failure } from './play.ts';

/** What of a play has been done, and what was found wrong with it, so that one that was killed goes on. */
type Entry = { begun: string } | { done: string; failures?: readonly Failure[] };

export interface Progress {
  /** Has anything been done with this data before? */
  isEmpty(): boolean;
  has(what: string): boolean;
  /** Note that it is about to be done. True if that was noted before: a kill came in the middle of it. */
  begin(what: string): boolean;
  /** Note that it is done. Killed before this, it is done again, under the same key. */
  add(what: string, failures?: readonly Failure[]): void;
  /** What was found wrong so far, before a kill too. */
  failures(): Failure[];
  close(): void;
}

/** The scenarios that were begun with a cloud's data folder, in that order; steps and ends stand under `<name> <what>`. */
export function begunScenarios(directory: string): string[] {
  const journal = openNotes(directory);
  const done = journal.replay().flatMap((entry) => ('done' in entry ? [entry.done] : []));
  journal.close();
  return done.filter((what) => !/ (?:\d+|end)$/.test(what));
}

const openNotes = (directory: string): Journal<Entry> => openJournal<Entry>(join(directory, 'played.jsonl'));

/** Opens the notes in a cloud's data folder. */
export function openProgress(directory: string): Progress {
  const journal = openNotes(directory);
  const begun = new Set<string>();
  const done = new Set<string>();
  const found: Failure[] = [];
  for (const entry of journal.replay()) {
    if ('begun' in entry) begun.add(entry.begun);
    else done.add(entry.done);
    if ('failures' in entry) found.push(...(entry.failures ?? []));
  }
  const wasEmpty = done.size + begun.size === 0;
  return {
    isEmpty: () => wasEmpty,
    has: (what) => done.has(what),
    begin(what) {
      if (begun.has(what)) return true;
      journal.append({ begun: what });
      return false;
    },
    add(what, failures = []) {
      done.add(what);
      found.push(...failures);
      journal.append({ done: what, ...(failures.length > 0 ? { failures } : {}) });
    },
    failures: () => [...found],
    close: () => journal.close(),
  };
}
