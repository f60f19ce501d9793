import type { Scenario, Variant } from '../test/explorer/model/scenario.ts';
import { harmlessMutants } from '../test/explorer/mutants/harmless.ts';
import { mutants } from '../test/explorer/mutants/index.ts';
import { lifecycleScenarios, otherScenarios, wider } from '../test/explorer/scenarios/index.ts';
import { explore, type Options, type Report } from '../test/explorer/search/explore.ts';
import { answerHelp } from './usage.ts';

answerHelp(
  `Explore the protocol within larger bounds than the tests do, and break each of its rules once.

  npm run explore -- [most states of a scenario] [part of a name]

With a part of a name only those scenarios and rules are gone through, and traces are printed; 100000 states by
default. Exit codes: 0 all as expected; 1 something is wrong, or a broken rule was not found out; 2 a wrong word.
`,
  'words',
);
const [states = '100000', only] = process.argv.slice(2);
if (!/^\d+$/.test(states)) {
  process.stderr.write(`${states}: expected a number of states; npm run explore -- --help says more\n`);
  process.exit(2);
}
const mostStates = Number(states);
let broken = 0;

async function timed(
  scenario: Scenario,
  order: Options['order'],
  variant?: Variant,
): Promise<[Report, string]> {
  const started = performance.now();
  const report = await explore(scenario, { order, mostStates }, variant);
  return [report, ((performance.now() - started) / 1000).toFixed(1)];
}

function print(report: Report): void {
  if (only === undefined || !report.violation) return;
  for (const line of report.violation.lines) console.log(`    ${line}`);
}

const scenarios = [...lifecycleScenarios, ...otherScenarios];
console.log('states  transitions  depth  seconds  all?  scenario');
for (const scenario of [...scenarios, ...scenarios.map(wider)].filter(({ name }) =>
  name.includes(only ?? ''),
)) {
  const [report, seconds] = await timed(scenario, 'depth');
  const { states, transitions, depth, complete, violation } = report;
  const figures = [states, transitions, depth, seconds, complete ? 'all' : 'part'];
  console.log(`${figures.map((one) => String(one).padStart(8)).join(' ')}  ${scenario.name}`);
  if (!violation) continue;
  broken += 1;
  console.log(`  WRONG: ${violation.faults.join('; ')}`);
  print(report);
}

console.log('\nsteps until it cannot be mended, steps in all, seconds: rule that is broken');
for (const { name, scenario, variant } of mutants.filter((one) => one.name.includes(only ?? ''))) {
  const [report, seconds] = await timed(scenario, 'breadth', variant);
  if (!report.violation) broken += 1;
  const found = report.violation
    ? `${report.violation.steps}, ${report.violation.lines.length}`
    : 'NOT FOUND';
  console.log(`${found}, ${seconds}: ${name}`);
  print(report);
}

console.log('\nrules that something else makes up for');
for (const { name, because, scenario, variant } of harmlessMutants.filter((one) =>
  one.name.includes(only ?? ''),
)) {
  const [report] = await timed(scenario, 'depth', variant);
  if (report.violation) broken += 1;
  console.log(`${report.violation ? 'NEEDED' : 'not needed'}: ${name}: ${because}`);
  print(report);
}
process.exitCode = broken > 0 ? 1 : 0;
