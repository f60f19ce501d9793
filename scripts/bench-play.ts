import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openIssuer } from '../local/api/issuer.ts';
import { openRun, type Run } from '../local/run.ts';
import { type LoadedScenario, loadScenario } from '../local/scenario/load.ts';
import { aliasId, workerId } from '../local/scenario/references.ts';
import { assumed, caseLines } from './bench-cost.ts';
import type { Line } from './bench-prices.ts';
import { measureRatios, measureStored, type Ratios } from './bench-time.ts';

/** Play a scenario quietly and look at what it left. @param look gets the folder of its data, too */
export async function withPlayed<T>(
  scenario: LoadedScenario,
  look: (run: Run, data: string) => Promise<T>,
): Promise<T> {
  const data = mkdtempSync(join(tmpdir(), 'bench-'));
  const run = await openRun({ scenarios: [scenario], data });
  try {
    return await look(run, data);
  } finally {
    await run.close();
    rmSync(data, { recursive: true });
  }
}

export interface PlayedCase {
  lines: Line[];
  /** Calls that read or wrote items of the table. */
  tableCalls: number;
  /** How long it lived. */
  months: number;
  /** Bytes that it left in the table. */
  stored: number;
}

/** What a scenario's case used. */
export function playCase(name: string): Promise<PlayedCase> {
  const scenario = loadScenario(`local/scenarios/${name}.json`);
  const commands = scenario.steps.filter(({ as }) => as !== undefined).length;
  return withPlayed(scenario, async (run) => {
    const summary = await run.summarise(await run.play());
    const phases = summary.cases[0]?.phases ?? [];
    const days = (Date.parse(phases.at(-1)?.at ?? '') - Date.parse(phases[0]?.at ?? '')) / 86_400_000;
    const stored = await measureStored(run.handle.current);
    const tableCalls =
      summary.counts.tableCalls + commands * assumed.callsPerCommand * assumed.tableCallsPerCall;
    return { stored, tableCalls, lines: caseLines(summary, commands), months: days / assumed.daysInMonth };
  });
}

/** The default scenario until its first plan is out. */
export function scenarioToPlan(): LoadedScenario {
  const scenario = loadScenario('local/scenarios/default.json');
  const planned = scenario.steps.findIndex((step) => step.do === 'issuePlan' && !step.expect?.refused);
  const { runUntil: _, ...rest } = scenario;
  return { ...rest, steps: scenario.steps.slice(0, planned + 1), end: {} };
}

/** Times beside bare reads when that plan is out. */
export function playToPlan(): Promise<Ratios> {
  return withPlayed(scenarioToPlan(), async (run, data) => {
    const summary = await run.summarise(await run.play());
    const token = openIssuer(data).token(convenor, Date.now(), 1);
    return measureRatios(run.handle.current, summary.cases[0]?.id ?? '', token);
  });
}

/** Who convenes the case of the default scenario. */
export const convenor = {
  agencyId: aliasId('default', 'agency', 'fss'),
  representativeId: workerId('default', 'fss/coordinator'),
  roles: ['representative'],
  regions: [],
} as const;
