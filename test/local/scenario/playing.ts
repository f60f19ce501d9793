import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closingLines } from '../../../local/report.ts';
import { openRun, type Run } from '../../../local/run.ts';
import { type LoadedScenario, loadScenario } from '../../../local/scenario/load.ts';
import { aliasId } from '../../../local/scenario/references.ts';
import type { Summary } from '../../../local/summary/summary.ts';
import { type Sent, throughApi } from '../api/through-api.ts';
import { watchWall } from './wall.ts';

/** A scenario that has been played on a cloud of its own, which is still open. */
export interface Played {
  scenario: LoadedScenario;
  run: Run;
  summary: Summary;
  /** Every line that a person saw. */
  lines: readonly string[];
  /** What the outer wall of access would have stopped, and what it let through. */
  wall: ReturnType<typeof watchWall>;
  /** What went over HTTP. */
  sent: Sent;
  close(): Promise<void>;
}

/** Play a scenario to its end in a folder that goes when it is closed. */
export async function playScenario(file: string): Promise<Played> {
  const scenario = loadScenario(file);
  const data = mkdtempSync(join(tmpdir(), 'played-'));
  const lines: string[] = [];
  const run = await openRun({
    scenarios: [scenario],
    data,
    port: 0,
    seed: 1,
    realTime: false,
    write: (line) => lines.push(line),
    colour: false,
  });
  const sent = throughApi(run.handle, data, aliasId(scenario.name, 'case', 'main'));
  const wall = watchWall(run.handle.current);
  const summary = await run.summarise(await run.play());
  lines.push(...closingLines(summary, run.alarms));
  return {
    scenario,
    run,
    summary,
    lines,
    wall,
    sent,
    async close() {
      await run.close();
      rmSync(data, { recursive: true });
    },
  };
}
