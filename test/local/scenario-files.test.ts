import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { timelineOf } from '../../local/player/timeline.ts';
import { loadScenario } from '../../local/scenario/load.ts';

const folder = mkdtempSync(join(tmpdir(), 'scenario-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

const good = readFileSync('local/scenarios/urgent.json', 'utf8');

/** What is said of the urgent scenario with one thing changed. */
function complaint(change: (scenario: Json) => void): string {
  const scenario: Json = JSON.parse(good);
  change(scenario);
  const file = join(folder, 'mine.json');
  writeFileSync(file, JSON.stringify(scenario));
  try {
    timelineOf([loadScenario(file)]);
    return 'none';
  } catch (error) {
    return String(error);
  }
}

interface Json {
  start: string;
  end: Record<string, unknown>;
  steps: Record<string, unknown>[];
}

const insert =
  (step: Record<string, unknown>) =>
  ({ steps }: Json): void =>
    void steps.splice(1, 0, { at: '+1s', ...step });

describe('a scenario file that cannot mean what it says', () => {
  it('is not complained of when nothing is wrong', () => {
    expect(complaint(() => undefined)).toBe('none');
  });

  it.each([
    [
      'a misspelt command',
      insert({ as: 'police/sergeant', do: 'acceptReferal' }),
      'steps.1.do: a case has no',
    ],
    ['a command of nobody', insert({ do: 'acceptReferral' }), 'steps.1.as: expected who does it'],
    ['a stranger', insert({ as: 'police/nobody', say: 'Hm.' }), 'steps.1.as: police/nobody is not one'],
    ['an empty step', insert({}), 'steps.1: expected do, expect or say'],
    [
      'a case that nothing makes',
      insert({ do: 'abortExecution', on: 'case:other' }),
      'steps.1.on: the scenario has no case:other',
    ],
    [
      'a stranger’s mail',
      insert({ do: 'bounceAddress', with: { worker: 'x/y' } }),
      'steps.1.with.worker: expected',
    ],
    [
      'an outage of a strange kind',
      insert({ do: 'sesOutage', with: { as: 'slow' } }),
      'steps.1.with.as: expected',
    ],
    [
      'an outcome of no case',
      ({ end }: Json) => void Object.assign(end, { other: {} }),
      'end.other: no step makes case:other',
    ],
    [
      'a day that does not exist',
      (json: Json) => void Object.assign(json, { start: '2026-02-31T09:00' }),
      'start: "2026-02-31T09:00" is',
    ],
    ['a misspelt field', insert({ say: 'Hm.', wiht: {} }), 'steps.1: Unrecognized key: "wiht"'],
  ])('%s', (_, change, expected) => {
    expect(complaint(change)).toContain(expected);
  });
});

it('every scenario is played by a test file of its own', () => {
  const scenarios = readdirSync('local/scenarios').filter(
    (file) => file.endsWith('.json') && !file.endsWith('.schema.json'),
  );
  expect(scenarios.length).toBeGreaterThan(5);
  const untested = scenarios.filter(
    (file) => !existsSync(join('test', 'local', 'scenarios', file.replace(/json$/, 'test.ts'))),
  );
  expect(untested).toEqual([]);
});
