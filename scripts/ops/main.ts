import { runOps } from './run.ts';

/* npm run ops: day-2 commands, against AWS or a local cloud. */
process.exitCode = await runOps(process.argv.slice(2), process.env, {
  write: (text) => void process.stdout.write(text),
  complain: (text) => void process.stderr.write(text),
});
