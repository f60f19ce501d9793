import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRun } from '../local/run.ts';
import { type LoadedScenario, loadScenario } from '../local/scenario/load.ts';
import { assumed, caseLines, fixedLines } from './bench-cost.ts';
import { countDeployed } from './bench-deployed.ts';
import { costOf, type Line, prices } from './bench-prices.ts';
import { measureRatios, measureStored } from './bench-time.ts';
import { bundleFunctions } from './bundle.ts';

/*
 * npm run bench: what the system costs and how heavy it is, in figures that anybody can repeat; docs/cost.md holds
 * what it printed last. Counts come from played scenarios and from the templates of config/example-wa.ts (npm run
 * synth), prices from bench-prices.ts. Times are ratios within one run, never a test.
 */
const ASSEMBLY = 'cdk.out/example-wa';
/** A month of the clock: a sweep a minute, the canary every five, anchors every hour. */
const SCHEDULES = Math.round(assumed.daysInMonth * 24 * (60 + 12 + 1));
const PROFILES = ['default', 'urgent'];

const fixed = (amount: number, digits = 2): string =>
  amount.toLocaleString('en-AU', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const row = (...cells: readonly string[]): void => console.log(`| ${cells.join(' | ')} |`);

function printLines(title: string, lines: readonly Line[], times: number): void {
  console.log(`\n### ${title}\n`);
  row('what', 'amount', 'USD', 'where the amount is from');
  row('---', '---:', '---:', '---');
  for (const { price, amount, because } of lines)
    row(
      prices[price].unit,
      fixed(amount * times, amount * times < 10 ? 2 : 0),
      fixed(costOf([{ price, amount, because }]) * times),
      because,
    );
  row('**sum**', '', `**${fixed(costOf(lines) * times)}**`, '');
}

/** Play a scenario quietly and look at what it left. */
async function withPlayed<T>(
  scenario: LoadedScenario,
  look: (run: Awaited<ReturnType<typeof openRun>>) => Promise<T>,
): Promise<T> {
  const data = mkdtempSync(join(tmpdir(), 'bench-'));
  const write = (): void => undefined;
  const options = { data, port: 0, seed: 1, realTime: false, write, colour: false };
  const run = await openRun({ scenarios: [scenario], ...options });
  try {
    return await look(run);
  } finally {
    await run.close();
    rmSync(data, { recursive: true });
  }
}

/** The lines of one case, and how many months it lived. */
const played = (name: string) => {
  const scenario = loadScenario(`local/scenarios/${name}.json`);
  const commands = scenario.steps.filter(({ as }) => as !== undefined).length;
  return withPlayed(scenario, async (run) => {
    const summary = await run.summarise(await run.play());
    const phases = summary.cases[0]?.phases ?? [];
    const days = (Date.parse(phases.at(-1)?.at ?? '') - Date.parse(phases[0]?.at ?? '')) / 86_400_000;
    const stored = await measureStored(run.handle.current);
    return { stored, lines: caseLines(summary, commands), months: days / assumed.daysInMonth };
  });
};

/** The same case as it stands when its first plan is out. */
const ratios = () => {
  const scenario = loadScenario('local/scenarios/default.json');
  const planned = scenario.steps.findIndex((step) => step.do === 'issuePlan' && !step.expect?.refused);
  const { runUntil: _, ...rest } = scenario;
  const begun = { ...rest, steps: scenario.steps.slice(0, planned + 1), end: {} };
  return withPlayed(begun, async (run) => {
    const summary = await run.summarise(await run.play());
    return measureRatios(run.handle.current, summary.cases[0]?.id ?? '');
  });
};

async function main(): Promise<void> {
  if (!existsSync(ASSEMBLY)) throw new Error(`there is no ${ASSEMBLY}: npm run synth makes it`);
  const month = fixedLines(countDeployed(ASSEMBLY), SCHEDULES);
  printLines('A month without a case', month, 1);
  const cases = [];
  for (const name of PROFILES) {
    const one = await played(name);
    cases.push(one);
    const keep = [
      { price: 'stored', amount: one.stored / 1e9, because: '' },
      { price: 'recovery', amount: one.stored / 1e9, because: '' },
    ] as const;
    printLines(`1,000 cases as in \`${name}\`, each over ${fixed(one.months, 1)} months`, one.lines, 1000);
    console.log(
      `\nEach leaves ${fixed(one.stored / 1e6, 1)} MB: to keep 1,000 for a year costs ${fixed(costOf(keep) * 12_000)} USD.`,
    );
  }
  const [usual] = cases;
  if (usual) {
    console.log('\n### A month with so many open cases as in `default`\n');
    row('open cases', 'USD a month', 'of that fixed', 'state transitions a second');
    row('---:', '---:', '---:', '---:');
    const transitions = usual.lines.find(({ price }) => price === 'transition')?.amount ?? 0;
    for (const open of [100, 1_000, 10_000, 100_000]) {
      const perMonth = open / usual.months;
      const aSecond = (perMonth * transitions) / (assumed.daysInMonth * 86_400);
      row(
        fixed(open, 0),
        fixed(costOf(month) + perMonth * costOf(usual.lines), 0),
        fixed(costOf(month), 0),
        fixed(aSecond, 3),
      );
    }
  }
  const { bytes, look } = await ratios();
  console.log(
    `\nA look at a case of ${fixed(bytes / 1024, 0)} KB with a plan takes ${fixed(look, 1)} bare reads of its item.`,
  );
  console.log('\n### Bytes that each function loads at start\n');
  row('function', 'bytes');
  row('---', '---:');
  for (const { name, bytes: size } of await bundleFunctions('dist/bench/functions'))
    row(name, fixed(size, 0));
}

await main();
