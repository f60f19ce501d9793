import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { begunScenarios, openProgress } from '../../../local/player/progress.ts';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'progress-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

it('remembers over a kill what was done, what was begun, and what was wrong', () => {
  const folder = temporaryFolder();
  const wrong = { scenario: 's', path: 'steps.0', what: 'expected otherwise' };
  const first = openProgress(folder);
  expect(first.isEmpty()).toBe(true);
  expect(first.begin('s 0')).toBe(false);
  first.add('s 0', [wrong]);
  expect(first.begin('s 1')).toBe(false);
  expect(first.failures()).toEqual([wrong]);
  // Nobody closes it: it was killed.
  const second = openProgress(folder);
  expect(second.isEmpty()).toBe(false);
  expect([second.has('s 0'), second.has('s 1')]).toEqual([true, false]);
  expect(second.begin('s 1')).toBe(true);
  expect(second.begin('s 2')).toBe(false);
  expect(second.failures()).toEqual([wrong]);
});

it('does again what was only half noted', () => {
  const folder = temporaryFolder();
  openProgress(folder).add('s 0');
  appendFileSync(join(folder, 'played.jsonl'), '{"done":"s 1"');
  const again = openProgress(folder);
  expect([again.has('s 0'), again.has('s 1')]).toEqual([true, false]);
});

it('knows which scenarios were begun in a folder, and not what of them', () => {
  const folder = temporaryFolder();
  expect(begunScenarios(folder)).toEqual([]);
  const progress = openProgress(folder);
  for (const what of ['second one', 'first', 'first 0', 'first 12', 'first end']) progress.add(what);
  expect(begunScenarios(folder)).toEqual(['second one', 'first']);
});
