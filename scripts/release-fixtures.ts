/**
 * Makes what later releases are tested against, on the day of a release:
 *
 *   npm run release-fixtures
 *
 * - `functions/domain/policy/released`: the policy of each profile, which must not change under its version again;
 * - `test/fixtures/release-<major>.<minor>`: a case in several phases, in the middle of its mails, as items and
 *   executions with the definitions that they run. Every later release must carry it on to its end.
 *
 * Fixtures of earlier releases stay as they are: this release could not make them.
 */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { profiles } from '../functions/domain/policy/index.ts';
import { dumpItems, writeFixture } from '../local/fixture.ts';
import { openRun } from '../local/run.ts';
import { type LoadedScenario, loadScenario } from '../local/scenario/load.ts';

const SCENARIO = 'local/scenarios/declined.json';
/** The phase in which the case is, and after how many steps of the scenario. */
const cuts = { referral: 9, meeting_preparation: 25, action_deadlines: 31, closed_watch: 43 };

for (const policy of Object.values(profiles))
  writeFileSync(`functions/domain/policy/released/${policy.version}.json`, `${ruleByRule(policy)}\n`);

const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync('package.json', 'utf8')));
const release = join('test/fixtures', `release-${version.split('.').slice(0, 2).join('.')}`);
mkdirSync(release, { recursive: true });
// The steps that follow are those of this scenario, however it changes later.
copyFileSync(SCENARIO, join(release, 'scenario.json'));
for (const [phase, steps] of Object.entries(cuts)) {
  await cut(loadScenario(join(release, 'scenario.json')), steps, join(release, phase));
  console.log(`${release}: ${phase}`);
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
