import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A command while it runs, or what is left of it. */
export interface Command {
  /** What it has printed so far. */
  lines: readonly string[];
  errors(): string;
  /** The first line that has the text; rejects if the command ends without it. */
  line(text: string): Promise<string>;
  signal(signal: NodeJS.Signals): void;
  /** Its exit code once it has ended; nothing if a signal ended it. */
  ended: Promise<number | null>;
}

export interface CommandOptions {
  env?: Record<string, string>;
  /** End it at once, as a power cut would, when it has printed so many lines. */
  killAfter?: number;
}

/** Node need not strip the same types for each command. */
const CACHE = 'node_modules/.cache/node';

/** Run a script of the project with this Node. Its output goes into a pipe, so that it is plain. */
export function startScript(script: string, words: readonly string[], options: CommandOptions = {}): Command {
  const child = spawn(process.execPath, [script, ...words], {
    env: { ...process.env, NODE_COMPILE_CACHE: CACHE, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const errors: string[] = [];
  const watchers = new Set<() => void>();
  child.stderr.setEncoding('utf8').on('data', (text: string) => errors.push(text));
  createInterface(child.stdout).on('line', (line) => {
    lines.push(line);
    if (lines.length === options.killAfter) child.kill('SIGKILL');
    for (const watch of watchers) watch();
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return {
    lines,
    errors: () => errors.join(''),
    line(text) {
      return new Promise((resolve, reject) => {
        const watch = (): void => {
          const found = lines.find((line) => line.includes(text));
          if (found === undefined) return;
          watchers.delete(watch);
          resolve(found);
        };
        watchers.add(watch);
        ended.then(() => reject(new Error(`it ended without ${text}: ${errors.join('')}`)), reject);
        watch();
      });
    },
    signal: (signal) => void child.kill(signal),
    ended,
  };
}

/** `npm start -- …` without npm. */
export const startCommand = (words: readonly string[], options?: CommandOptions): Command =>
  startScript('local/main.ts', words, options);

export interface Ended {
  code: number | null;
  output: string;
  errors: string;
}

/** Run it to its end. */
export async function runCommand(words: readonly string[], options?: CommandOptions): Promise<Ended> {
  const command = startCommand(words, options);
  const code = await command.ended;
  return { code, output: command.lines.join('\n'), errors: command.errors() };
}
