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
  /** It waits for a word of whoever runs it (exit code 3), or for something that only a person does (4). */
  waitsFor?: 'word' | 'person';
}

/** What a command has of whoever runs it. */
export interface Surroundings {
  environment: NodeJS.ProcessEnv;
  /** How it goes on, while it works; not part of what it answers. */
  say(line: string): void;
  /** Only at a terminal. */
  ask?: ((question: string) => Promise<string>) | undefined;
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
   * Undefined when there is nothing to do: then it may run. Throws OpsUsageError.
   */
  warns?(words: Words, connection: Connection): Promise<string | undefined>;
  run(words: Words, connection: Connection): Promise<Outcome>;
}

/** A command that finds for itself what it works on. */
export interface LoneCommand extends Named {
  alone(words: Words, surroundings: Surroundings): Promise<Outcome>;
}

/** One command of `npm run ops`. */
export type OpsCommand = ConnectedCommand | LoneCommand;
