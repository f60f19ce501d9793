import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fromInstant } from '../functions/domain/calendar/index.ts';
import type { CloudOptions } from './cloud.ts';
import { openCloudHandle } from './handle.ts';
import { createNarrator } from './narrator.ts';
import { operationsRoutes } from './operations.ts';
import { help, parseOptions, UsageError } from './options.ts';
import { createDirectory } from './player/directory.ts';
import { play, SetUpError } from './player/play.ts';
import { policyBookOf } from './player/policies.ts';
import { timelineOf } from './player/timeline.ts';
import { closingLines } from './report.ts';
import { loadScenario, ScenarioFileError } from './scenario/load.ts';
import { summarise } from './summary/summary.ts';

const SCENARIOS = 'local/scenarios';

/** `npm start`: play scenarios on a cloud of this machine, then serve it. Answers the exit code. */
async function main(words: readonly string[]): Promise<number> {
  const options = parseOptions(words);
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  const scenarios = options.scenarios.flatMap(filesOf).map(loadScenario);
  const timeline = timelineOf(scenarios);
  const directory = createDirectory(scenarios);
  const policies = policyBookOf(scenarios);
  const data = openData(options.data);
  const alarms: unknown[] = [];
  const now = { now: () => fromInstant(timeline.start) };
  const narrator = createNarrator({
    write: (line) => process.stdout.write(`${line}\n`),
    colour: process.stdout.isTTY === true,
    directory,
    policies,
    now: () => now.now(),
  });
  const cloudOptions: CloudOptions = {
    directory: data.directory,
    port: options.port,
    mode: 'jump',
    start: fromInstant(timeline.start),
    seed: options.seed,
    policies,
    observer: narrator,
    routes: operationsRoutes(directory),
    onError: (error) => alarms.push(error),
  };
  const handle = await openOnFreePort(cloudOptions);
  now.now = () => handle.current.clock.now();
  try {
    const failures = await play(handle, timeline, narrator, data.directory);
    const summary = await summarise(handle.current, directory, failures, handle);
    if (options.summary !== undefined)
      writeFileSync(options.summary, `${JSON.stringify(summary, null, 2)}\n`);
    for (const line of closingLines(summary, alarms)) process.stdout.write(`${line}\n`);
    if (!options.exit) await serve(handle.current.url, () => handle.current.clock.follow());
    return summary.failures.length + summary.violations.length > 0 ? 1 : 0;
  } finally {
    await handle.current.close();
    data.release();
  }
}

/** A scenario by name, by file, or all of them. */
function filesOf(text: string): string[] {
  const own = readdirSync(SCENARIOS)
    .filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'))
    .sort();
  if (text === 'all') return own.map((file) => join(SCENARIOS, file));
  const named = own.find((file) => basename(file, '.json') === text);
  return [named === undefined ? text : join(SCENARIOS, named)];
}

function openData(given: string | undefined): { directory: string; release(): void } {
  if (given !== undefined) {
    mkdirSync(given, { recursive: true });
    return { directory: given, release: () => undefined };
  }
  const directory = mkdtempSync(join(tmpdir(), 'local-cloud-'));
  return { directory, release: () => existsSync(directory) && rmSync(directory, { recursive: true }) };
}

/** The wished port, or a free one when somebody else has it. */
async function openOnFreePort(options: CloudOptions) {
  try {
    return await openCloudHandle(options);
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!taken) throw error;
    return openCloudHandle({ ...options, port: 0 });
  }
}

async function serve(url: string, follow: () => void): Promise<void> {
  follow();
  process.stdout.write(`\nServing on ${url} until Ctrl-C\n`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

const isOfTheUser = (error: unknown): error is Error =>
  error instanceof UsageError || error instanceof ScenarioFileError || error instanceof SetUpError;

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!isOfTheUser(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
