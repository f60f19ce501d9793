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
    [
      'a misspelt field',
      insert({ say: 'Hm.', wiht: {} }),
      'steps.1.wiht: no such field; expected one of at, as, do, on',
    ],
    [
      'a day before',
      (json: Json) => void Object.assign(json, { runUntil: '2020-01-01T09:00' }),
      'runUntil: ',
    ],
    [
      'a strange region',
      (json: Json) => void Object.assign(json, { region: 'AU-QLD' }),
      'region: expected one of AU-WA',
    ],
    [
      'a value that the policy does not have',
      (json: Json) => void Object.assign(json, { overrides: { clocks: { 'no.such': {} } } }),
      'overrides.clocks.no.such',
    ],
    [
      'a person whom the scenario does not have',
      insert({ as: 'police/sergeant', do: 'refer', with: { members: ['@person:nobody'] } }),
      'steps.1.with.members.0: the scenario has no person nobody',
    ],
    [
      'a note about a stranger',
      insert({ as: 'police/sergeant', do: 'refer', notes: { 'view:@person:nobody': 'Hm.' } }),
      'steps.1.notes.view:@person:nobody: the scenario has no person nobody',
    ],
    [
      'a reference of no kind',
      insert({ as: 'police/sergeant', do: 'refer', with: { who: '@worke:police/sergeant' } }),
      'steps.1.with.who: @worke:police/sergeant: expected one of @person:',
    ],
  ])('%s', (_, change, expected) => {
    expect(complaint(change)).toContain(expected);
  });

  it('is told everything at once, each fault with its path and what was expected', () => {
    const all = complaint(({ steps, ...json }) => {
      steps.splice(1, 0, { at: 'noon', as: 'police/nobody', do: 'acceptReferal', onn: 'case:main' });
      Object.assign(json.end, { other: {} });
      Object.assign(json, { title: 7 });
    });
    expect(all.split('\n').map((line) => line.trim().split(': ')[0])).toEqual([
      'ScenarioFileError',
      'steps.1.onn',
      'steps.1.at',
      'steps.1.as',
      'steps.1.do',
      'end.other',
    ]);
  });

  it.each([
    [
      'is not there',
      join(folder, 'gone.json'),
      'gone.json: no such file; expected the path of a scenario in JSON',
    ],
    ['is no JSON', 'README.md', 'README.md is not JSON'],
  ])('is said when it %s', (_, file, expected) => {
    expect(() => loadScenario(file)).toThrow(expected);
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
