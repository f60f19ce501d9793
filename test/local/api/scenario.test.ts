import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openRun } from '../../../local/run.ts';
import { loadScenario } from '../../../local/scenario/load.ts';
import { aliasId } from '../../../local/scenario/references.ts';
import { throughApi } from './through-api.ts';

it('plays a whole case over HTTP, each step with the token of its worker', async () => {
  const data = mkdtempSync(join(tmpdir(), 'api-play-'));
  const scenario = loadScenario('local/scenarios/urgent.json');
  const run = await openRun({
    scenarios: [scenario],
    data,
    port: 0,
    seed: 1,
    realTime: false,
    write: () => undefined,
    colour: false,
  });
  const api = throughApi(run.handle.current, data, aliasId(scenario.name, 'case', 'main'));
  expect(await run.play()).toEqual([]);
  expect(api.sent()).toBeGreaterThan(30);
  await run.close();
  rmSync(data, { recursive: true });
});
