import type { Connection } from './connect.ts';
import type { Words } from './options.ts';

/** What a command found or did. */
export interface Outcome {
  /** Lines for people. */
  lines: string[];
  /** The same for machines, with `--json`. */
  data: unknown;
  /** Something is wrong, or was not done: exit code 1. */
  bad?: boolean;
}

interface Named {
  name: string;
  /** What follows its name. */
  usage: string;
  /** What it is for, in one sentence. */
  about: string;
  /** More, for `npm run ops -- NAME --help`. */
  help: string;
}

/** A command that works on the table of a deployment or a local cloud. */
export interface ConnectedCommand extends Named {
  /**
   * For what changes something that nobody can take back: what would happen, in a sentence. Then it wants `--yes`.
   * Throws OpsUsageError.
   */
  warns?(words: Words, connection: Connection): Promise<string>;
  run(words: Words, connection: Connection): Promise<Outcome>;
}

/** A command that makes a cloud of its own and touches nothing else. */
export interface Rehearsing extends Named {
  rehearse(words: Words): Promise<Outcome>;
}

/** One command of `npm run ops`. */
export type OpsCommand = ConnectedCommand | Rehearsing;
