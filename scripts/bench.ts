import { existsSync } from 'node:fs';
import example from '../config/example-wa.ts';
import { choices } from './bench-choices.ts';
import { assumed, fixedLines } from './bench-cost.ts';
import { countDeployed } from './bench-deployed.ts';
import { printLong } from './bench-long-play.ts';
import { printMemory } from './bench-memory.ts';
import { type PlayedCase, playCase, playToPlan } from './bench-play.ts';
import { costOf, type Line, prices } from './bench-prices.ts';
import { bundleFunctions } from './bundle.ts';
import { answerHelp } from './usage.ts';

/*
 * npm run bench: what the system costs and how heavy it is, in figures that anybody can repeat; docs/cost.md holds
 * what it printed last. Counts come from played scenarios and from the templates of config/example-wa.ts (npm run
 * synth), prices from bench-prices.ts. Times are ratios within one run, never a test.
 *
 *   npm run bench               all of it but the last: some two minutes
 *   npm run bench -- memory     what memory each function needs
 *   npm run bench -- long       the longest case that we can imagine: many minutes
 */
answerHelp(
  `Say what the system costs and how heavy it is; docs/cost.md holds what this printed last.

  npm run bench               all of it but the longest case; needs npm run synth
  npm run bench -- memory     what memory each function needs
  npm run bench -- long       the longest case that we can imagine: many minutes
`,
  'words',
);

const ASSEMBLY = 'cdk.out/example-wa';
/** A month of the clock: a sweep a minute, the canary every five, anchors every hour. */
const SCHEDULES = Math.round(assumed.daysInMonth * 24 * (60 + 12 + 1));
/** Of the index that each sweep asks. */
const SHARDS = 8;
const PLAYED = ['default', 'urgent'];
/** Cases a year: Western Australia as published for 2023 to 2025; every high-risk case there; the largest state. */
const YEARS = { 'Western Australia today': 427, 'all its high-risk cases': 10_400, 'a large state': 15_000 };

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

function printPrices(): void {
  console.log('\n### Prices\n');
  row('one', 'USD', 'source');
  row('---', '---:', '---');
  for (const { unit, usd, source } of Object.values(prices))
    row(unit, String(Number(usd.toPrecision(12))), source);
}

/** What it costs to keep cases after they are over. */
function printKeeping({ stored }: PlayedCase): void {
  const keep = (['stored', 'recovery'] as const).map((price) => ({
    price,
    amount: stored / 1e9,
    because: '',
  }));
  console.log(
    `\nEach leaves ${fixed(stored / 1e6, 1)} MB: to keep 1,000 for a year costs ${fixed(costOf(keep) * 12_000)} USD in the table and its point-in-time recovery, beside the backups below.`,
  );
}

function printGrowth(month: readonly Line[], { lines, months }: PlayedCase): void {
  console.log('\n### A month with so many open cases as in `default`\n');
  row('open cases', 'USD a month', 'of that fixed', 'state transitions a second');
  row('---:', '---:', '---:', '---:');
  const transitions = lines.find(({ price }) => price === 'transition')?.amount ?? 0;
  for (const open of [100, 1_000, 10_000, 100_000]) {
    const perMonth = open / months;
    const aSecond = (perMonth * transitions) / (assumed.daysInMonth * 86_400);
    const usd = costOf(month) + perMonth * costOf(lines);
    row(fixed(open, 0), fixed(usd, 0), fixed(costOf(month), 0), fixed(aSecond, 3));
  }
}

function printChoices({ tableCalls, stored }: PlayedCase): void {
  const { backupDays } = example.retention;
  const { trailDays } = example.audit;
  const callsByClock = SCHEDULES * SHARDS;
  console.log('\n### What a config chooses, and what it keeps\n');
  row('what', 'in the config', 'USD a month', 'for 1,000 cases, once', 'a month for 1,000 that are kept');
  row('---', '---', '---:', '---:', '---:');
  const kept = (stored * 1000) / 1e9;
  for (const one of choices({ backupDays, trailDays, callsPerCase: tableCalls, callsByClock }))
    row(
      one.what,
      one.config,
      fixed(costOf(one.month)),
      fixed(costOf(one.perCase) * 1000),
      fixed(costOf(one.perGb) * kept),
    );
}

function printYears(month: readonly Line[], { lines }: PlayedCase): void {
  console.log('\n### A year\n');
  row('profile', 'cases', 'fixed, USD', 'for the cases, USD');
  row('---', '---:', '---:', '---:');
  for (const [profile, count] of Object.entries(YEARS))
    row(profile, fixed(count, 0), fixed(costOf(month) * 12, 0), fixed(costOf(lines) * count, 0));
}

async function printWeight(): Promise<void> {
  const { bytes, look, read } = await playToPlan();
  console.log(`\n### A case of ${fixed(bytes / 1024, 0)} KB, in bare reads of its item by the SDK\n`);
  row('what', 'bare reads');
  row('---', '---:');
  row('a look of its execution, when nothing is due', fixed(look, 1));
  row('the API shows it over HTTP, with sign-in, decision and access log', fixed(read, 1));
  console.log('\n### Bytes that each function loads at start\n');
  row('function', 'bytes');
  row('---', '---:');
  for (const { name, bytes: size } of await bundleFunctions('dist/bench/functions'))
    row(name, fixed(size, 0));
}

async function printCosts(): Promise<void> {
  if (!existsSync(ASSEMBLY)) throw new Error(`there is no ${ASSEMBLY}: npm run synth makes it`);
  printPrices();
  const month = fixedLines(countDeployed(ASSEMBLY), SCHEDULES);
  printLines('A month without a case', month, 1);
  const cases: PlayedCase[] = [];
  for (const name of PLAYED) {
    const one = await playCase(name);
    cases.push(one);
    printLines(`1,000 cases as in \`${name}\`, each over ${fixed(one.months, 1)} months`, one.lines, 1000);
    printKeeping(one);
  }
  const [usual] = cases;
  if (usual) {
    printGrowth(month, usual);
    printYears(month, usual);
    printChoices(usual);
  }
  await printWeight();
}

async function printFoundMemory(): Promise<void> {
  if (!(await printMemory()))
    console.log('\nlib/memory.ts says otherwise: measure again on a quiet machine.');
}

const parts: Readonly<Record<string, () => Promise<void>>> = {
  costs: printCosts,
  memory: printFoundMemory,
  long: printLong,
};
const wished = process.argv.slice(2);
const unknown = wished.find((part) => parts[part] === undefined);
if (unknown !== undefined)
  throw new Error(`there is no ${unknown} to measure; there are ${Object.keys(parts).join(', ')}`);
for (const part of wished.length > 0 ? wished : ['costs', 'memory']) await parts[part]?.();
