/**
 * Makes what later releases are tested against, on the day of a release:
 *
 *   npm run release-fixtures
 *
 * - `functions/domain/policy/released`: the policy of each profile, which must not change under its version again;
 * - `test/fixtures/release-<major>.<minor>`: a case in several phases, in the middle of its mails, as items and
 *   executions with the definitions that they run. Every later release must carry it on to its end. The same for a
 *   case under each other profile, and with `-items` an item of each kind that no scenario leaves (release-items.ts).
 *
 * What is there stays: this release could not make the fixtures of an earlier one.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { profiles } from '../functions/domain/policy/index.ts';
import { dumpItems, writeFixture } from '../local/fixture.ts';
import { openRun } from '../local/run.ts';
import { type LoadedScenario, loadScenario } from '../local/scenario/load.ts';
import { writeItems } from './release-items.ts';
import { answerHelp } from './usage.ts';

answerHelp(`Make what later releases are tested against, on the day of a release. What is there stays.

  npm run release-fixtures
`);

/** The scenarios that are left open: where, and in which phase after how many of their steps. */
const scenarios = [
  {
    name: 'declined',
    at: '',
    cuts: { referral: 9, meeting_preparation: 25, action_deadlines: 31, closed_watch: 43 },
  },
  // At night, under an interim lead, with the clocks about to go back.
  { name: 'victoria', at: '-victoria', cuts: { action_deadlines: 54 } },
  // Two plans have just gone out, each to its own readers.
  { name: 'new-zealand', at: '-new-zealand', cuts: { action_deadlines: 37 } },
];

for (const policy of Object.values(profiles))
  writeFileSync(`functions/domain/policy/released/${policy.version}.json`, `${ruleByRule(policy)}\n`);

const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync('package.json', 'utf8')));
const release = join('test/fixtures', `release-${version.split('.').slice(0, 2).join('.')}`);
for (const { name, at, cuts } of scenarios) {
  await unlessThere(`${release}${at}`, async (folder) => {
    mkdirSync(folder, { recursive: true });
    // The steps that follow are those of this scenario, however it changes later.
    copyFileSync(`local/scenarios/${name}.json`, join(folder, 'scenario.json'));
    for (const [phase, steps] of Object.entries(cuts))
      await cut(loadScenario(join(folder, 'scenario.json')), steps, join(folder, phase));
  });
}
await unlessThere(`${release}-items`, writeItems);

/** What a release left is never made anew. */
async function unlessThere(folder: string, write: (folder: string) => Promise<void>): Promise<void> {
  if (existsSync(folder)) return;
  await write(folder);
  console.log(folder);
}

/** Play so many steps and stop a second later, while mails are on their way. */
async function cut(scenario: LoadedScenario, steps: number, folder: string): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'release-'));
  const begun = { ...scenario, steps: scenario.steps.slice(0, steps), end: {}, runUntil: '+1s' };
  const run = await openRun({
    scenarios: [begun],
    data,
  });
  const failures = await run.play();
  if (failures.length > 0) throw new Error(failures.map(({ path, what }) => `${path}: ${what}`).join('\n'));
  const items = await dumpItems(run.handle.current.dynamodb);
  await run.close();
  writeFixture(folder, data, items);
  rmSync(data, { recursive: true });
}

/** JSON with a line for each rule, so that a review sees which one changed. @param depth how deep it is split */
function ruleByRule(value: unknown, depth = 2): string {
  if (depth === 0 || typeof value !== 'object' || value === null) return JSON.stringify(value);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const lines = Object.entries(value).map(([key, part]) => {
    const name = Array.isArray(value) ? '' : `${JSON.stringify(key)}: `;
    return `${name}${ruleByRule(part, depth - 1)}`;
  });
  return `${open}\n${lines.join(',\n')}\n${close}`;
}
