import { fromInstant, toInstant } from '../functions/domain/calendar/index.ts';
import { addAccounts } from './api/accounts.ts';
import { AlarmRaised } from './app.ts';
import type { CloudOptions } from './cloud.ts';
import { type DiskFullError, diskFullOf } from './disk.ts';
import { type CloudHandle, openCloudHandle } from './handle.ts';
import { type Paint, painter } from './narrator/lines.ts';
import { createNarrator, type Narrator } from './narrator/narrator.ts';
import { nobody, type Teller } from './narrator/told.ts';
import { operationsRoutes } from './operations.ts';
import { createDirectory, type Directory } from './player/directory.ts';
import { type Failure, play } from './player/play.ts';
import { policyBookOf } from './player/policies.ts';
import { begunScenarios } from './player/progress.ts';
import { type Timeline, timelineOf } from './player/timeline.ts';
import type { Earlier } from './report.ts';
import type { LoadedScenario } from './scenario/load.ts';
import { type Summary, summarise } from './summary/summary.ts';
import type { Violation } from './summary/violations.ts';

export interface RunOptions {
  scenarios: readonly LoadedScenario[];
  /** Where tables, executions and mail live. */
  data: string;
  /** The wished port; another one is taken when somebody has it. 0, which is the default, is any. */
  port?: number;
  /** Default 1. */
  seed?: number;
  /** Keep the host's pace instead of jumping from event to event. */
  realTime?: boolean;
  /** Who hears what happens; nobody by default. */
  teller?(directory: Directory): Teller;
  paint?: Paint;
}

/** Scenarios on an open cloud, ready to be played. */
export interface Run {
  handle: CloudHandle;
  /** What was there when it was opened. */
  earlier: Earlier;
  timeline: Timeline;
  directory: Directory;
  /** Alarms and errors that nobody was there to hear. */
  alarms: readonly unknown[];
  /** Play everything that has not been played with this data before. */
  play(): Promise<Failure[]>;
  summarise(failures: Failure[]): Promise<Summary>;
  close(): Promise<void>;
}

/** Open a cloud for scenarios. Throws ScenarioFileError for times and policies that cannot be. */
export async function openRun(options: RunOptions): Promise<Run> {
  const { scenarios, data, port = 0, seed = 1, realTime = false, paint = painter(false) } = options;
  const timeline = timelineOf(scenarios);
  const directory = createDirectory(scenarios);
  const policies = policyBookOf(scenarios);
  const alarms: unknown[] = [];
  const start = fromInstant(timeline.start);
  let now = (): number => start;
  const teller = options.teller?.(directory) ?? nobody;
  const narrator: Narrator = createNarrator({ teller, paint, directory, policies, now: () => now() });
  let diskFull: DiskFullError | undefined;
  const handle: CloudHandle = await openOnFreePort({
    directory: data,
    port,
    mode: realTime ? 'real' : 'jump',
    start,
    seed,
    policies,
    observer: narrator,
    routes: operationsRoutes(directory),
    onError(error) {
      alarms.push(error);
      diskFull ??= diskFullOf(error, data);
      // Nothing that happens from here on could be kept.
      if (diskFull) void handle.current.clock.stop();
    },
  });
  now = () => handle.current.clock.now();
  addAccounts(data, scenarios);
  return {
    handle,
    earlier: { ...handle.found, scenarios: begunScenarios(data), at: toInstant(now()) },
    timeline,
    directory,
    alarms,
    async play() {
      const failures = await play(handle, timeline, narrator, data)
        .catch((error: unknown) => {
          throw diskFull ?? diskFullOf(error, data) ?? error;
        })
        .finally(() => narrator.end());
      if (diskFull) throw diskFull;
      return failures;
    },
    async summarise(failures) {
      const summary = await summarise(handle.current, directory, failures, handle);
      return { ...summary, violations: [...summary.violations, ...alarms.filter(isBug).map(violationOf)] };
    },
    close: () => handle.current.close(),
  };
}

/** Alarms are for operations; any other error is one that nobody has thought of. */
const isBug = (alarm: unknown): boolean => !(alarm instanceof AlarmRaised);

/** Without the error's message: it may repeat what it was about. */
const violationOf = (error: unknown): Violation => ({
  invariant: 'nothing fails behind the scenes',
  of: error instanceof Error ? error.name : typeof error,
});

/** The wished port, or a free one when somebody else has it. */
async function openOnFreePort(options: CloudOptions): Promise<CloudHandle> {
  try {
    return await openCloudHandle(options);
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!taken) throw error;
    return openCloudHandle({ ...options, port: 0 });
  }
}
