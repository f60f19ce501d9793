import { createInterface } from 'node:readline/promises';
import { runOps } from './run.ts';

/* npm run ops: day-2 commands, against AWS or a local cloud. */
async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

process.exitCode = await runOps(process.argv.slice(2), process.env, {
  write: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
  ask: process.stdin.isTTY ? ask : undefined,
});
