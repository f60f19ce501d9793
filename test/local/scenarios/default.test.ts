import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { showScenario } from '../scenario/every-scenario.ts';

showScenario('local/scenarios/default.json', (played) => {
  it('is told as a story that can be read on a terminal, without its details', () => {
    const { story } = played();
    expect(story.length).toBeGreaterThan(80);
    expect(story.length).toBeLessThan(150);
    expect(story.filter((line) => line.length > 80)).toEqual([]);
  });

  it('is told as the README shows it', () => {
    const [, shown = ''] = /```text\n(.*?)```/s.exec(readFileSync('README.md', 'utf8')) ?? [];
    const { story } = played();
    for (const line of shown.trimEnd().split('\n')) expect(story).toContain(line);
  });
});
