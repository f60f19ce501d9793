import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { painter } from '../../../local/narrator/lines.ts';
import { everyLine, type Page, story } from '../../../local/narrator/tellers.ts';
import type { Teller } from '../../../local/narrator/told.ts';
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
  /** Every line that a person saw who wanted to see everything. */
  lines: readonly string[];
  /** What a person saw who did not. */
  story: readonly string[];
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
  const told: string[] = [];
  const run = await openRun({
    scenarios: [scenario],
    data,
    teller: ({ width }) => both(everyLine(page(lines, width)), story(page(told, 0))),
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
    story: told,
    wall,
    sent,
    async close() {
      await run.close();
      rmSync(data, { recursive: true });
    },
  };
}

const page = (lines: string[], width: number): Page => ({
  write: (line) => lines.push(line),
  progress: () => undefined,
  paint: painter(false),
  width,
});

const both = (...tellers: Teller[]): Teller => ({
  tell(told) {
    for (const teller of tellers) teller.tell(told);
  },
  progress: () => undefined,
  end() {
    for (const teller of tellers) teller.end();
  },
});
