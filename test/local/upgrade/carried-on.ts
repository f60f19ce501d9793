import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpackFixture } from '../../../local/fixture.ts';
import { definitionHash } from '../../../local/machines.ts';
import { openRun } from '../../../local/run.ts';
import { loadScenario } from '../../../local/scenario/load.ts';
import type { Entry } from '../../../local/stepfunctions/records.ts';
import type { Summary } from '../../../local/summary/summary.ts';

/** What became of a case of an earlier release under this one. */
export interface CarriedOn {
  summary: Summary;
  /** What the journal of executions held before and what came after. */
  before: readonly Entry[];
  after: readonly Entry[];
}

const OLDER = '0000000000000000';

/**
 * The text as a deployment with another definition left it. While no definition has changed since the release, the
 * hash that stands in it is made another, which is all that an execution knows of its definition.
 */
const asOlder = (text: string): string => text.replaceAll(definitionHash(), OLDER);

const entriesOf = (file: string): Entry[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));

/** Load the fixture of a release into a cloud of this one, and play the scenario on to its end. */
export async function carryOn(release: string, phase: string): Promise<CarriedOn> {
  const data = mkdtempSync(join(tmpdir(), 'upgraded-'));
  const executions = join(data, 'executions.jsonl');
  await unpackFixture(join(release, phase), data, asOlder);
  const before = entriesOf(executions);
  const run = await openRun({
    scenarios: [loadScenario(join(release, 'scenario.json'))],
    data,
  });
  const summary = await run.summarise(await run.play());
  await run.close();
  const after = entriesOf(executions).slice(before.length);
  rmSync(data, { recursive: true });
  return { summary, before, after };
}
