import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { openIssuer } from './api/issuer.ts';
import { API_ROOT } from './api/route.ts';
import { tokenLines } from './api/start-tokens.ts';
import { complaintOf } from './complaint.ts';
import { openScreen } from './narrator/screen.ts';
import { everyLine, story } from './narrator/tellers.ts';
import { help, type Options, parseOptions, UsageError } from './options.ts';
import { closingLines, goingOnLines, servingLines } from './report.ts';
import { openRun, type Run } from './run.ts';
import { type LoadedScenario, loadScenario } from './scenario/load.ts';

const SCENARIOS = 'local/scenarios';

/** What a shell says of a command that was ended by Ctrl-C. */
const INTERRUPTED = 130;

/** `npm start`: play scenarios on a cloud of this machine, then serve it. Answers the exit code. */
async function main(words: readonly string[]): Promise<number> {
  const options = parseOptions(words);
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  checkSummary(options.summary);
  const scenarios = scenariosOf(options.scenarios);
  const data = openData(options.data);
  const stopListening = onInterrupt(() => {
    // What was done is with the operating system already; --data goes on from there.
    data.release();
    process.exit(INTERRUPTED);
  });
  try {
    const run = await openRun({
      ...options,
      scenarios,
      data: data.directory,
      paint: screen.paint,
      teller: ({ width, hasOneCase }) =>
        options.verbose || options.realTime
          ? everyLine({ ...screen, width })
          : story({ ...screen, width: hasOneCase ? 0 : width }),
    });
    tellPort(run, options);
    try {
      return await playAndServe(run, options, () => tokensOf(run, data.directory, scenarios), stopListening);
    } finally {
      await run.close();
    }
  } finally {
    data.release();
  }
}

async function playAndServe(
  run: Run,
  options: Options,
  tokens: () => string[],
  stopListening: () => void,
): Promise<number> {
  const { url } = run.handle.current;
  if (options.realTime) writeLine(`Serving on ${url} while the clock keeps its pace\n`);
  for (const line of goingOnLines(options.data, run.earlier)) writeLine(line);
  const summary = await run.summarise(await run.play());
  if (options.summary !== undefined) writeFileSync(options.summary, `${JSON.stringify(summary, null, 2)}\n`);
  for (const line of closingLines(summary, run.alarms)) writeLine(line);
  stopListening();
  if (!options.exit) {
    run.handle.current.clock.follow();
    for (const line of servingLines(url, API_ROOT, tokens(), options.data)) writeLine(line);
    await new Promise<void>((resolve) => onInterrupt(resolve));
  }
  return summary.failures.length + summary.violations.length > 0 ? 1 : 0;
}

/** Of the first scenario: with more of them, `npm run token` asks for the others by name. */
function tokensOf({ handle }: Run, directory: string, [first]: readonly LoadedScenario[]): string[] {
  const root = `${handle.current.url}${API_ROOT}`;
  return first ? tokenLines(first, openIssuer(directory), root, Date.now()) : [];
}

const screen = openScreen(process.stdout, process.stderr);
const writeLine = screen.write;

/** Every scenario that was asked for, once. Two files of the same name would be one scenario's ids. */
function scenariosOf(asked: readonly string[]): LoadedScenario[] {
  const files = new Map<string, string>();
  for (const file of asked.flatMap(filesOf)) {
    const name = basename(file, '.json');
    const known = files.get(name);
    if (known !== undefined && known !== file)
      throw new UsageError(`--scenario ${file}: there is ${known} already; expected another file name`);
    files.set(name, file);
  }
  return [...files.values()].map(loadScenario);
}

/** A scenario by name, by file, or all of them. */
function filesOf(text: string): string[] {
  const own = readdirSync(SCENARIOS)
    .filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'))
    .sort();
  if (text === 'all') return own.map((file) => join(SCENARIOS, file));
  const named = own.find((file) => basename(file, '.json') === text);
  if (named !== undefined) return [join(SCENARIOS, named)];
  if (/^[\w-]+$/.test(text) && statSync(text, { throwIfNoEntry: false }) === undefined) {
    const names = own.map((file) => basename(file, '.json')).join(', ');
    throw new UsageError(`--scenario ${text}: expected a file or one of all, ${names}`);
  }
  return [text];
}

/** Said before the play, not after it. */
function checkSummary(file: string | undefined): void {
  if (file === undefined) return;
  const folder = statSync(dirname(file), { throwIfNoEntry: false });
  if (folder?.isDirectory() !== true)
    throw new UsageError(`--summary ${file}: there is no folder ${dirname(file)}`);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--summary ${file}: expected a file; this is a folder`);
}

function openData(given: string | undefined): { directory: string; release(): void } {
  if (given !== undefined) {
    mkdirSync(given, { recursive: true });
    return { directory: given, release: () => undefined };
  }
  const directory = mkdtempSync(join(tmpdir(), 'local-cloud-'));
  return { directory, release: () => rmSync(directory, { recursive: true, force: true }) };
}

/** Said beside the output, which is the same whatever the port. */
function tellPort({ handle }: Run, { port }: Options): void {
  const { url } = handle.current;
  if (port !== 0 && !url.endsWith(`:${port}`))
    process.stderr.write(
      `Port ${port} is taken: serving on ${url} instead. For the examples: export API=${url}${API_ROOT}\n`,
    );
}

/** Hear of Ctrl-C once; answers how to stop listening. */
function onInterrupt(listener: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const stop = (): void => {
    for (const signal of signals) process.off(signal, hear);
  };
  const hear = (): void => {
    stop();
    listener();
  };
  for (const signal of signals) process.on(signal, hear);
  return stop;
}

// Nobody reads on, as when the lines are piped into head: nothing is left to say.
process.stdout.on('error', () => process.exit(0));

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const complaint = complaintOf(error);
  if (complaint === undefined) throw error;
  process.stderr.write(`${complaint}\n`);
  process.exitCode = 2;
}
