import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCommand } from './command.ts';
import { temporaryFolder } from './folder.ts';

it('plays at its own pace when asked to, a second in a second', async () => {
  const { steps, ...small } = JSON.parse(readFileSync('test/local/cloud/scenarios/small.json', 'utf8'));
  const [refer, accept] = steps;
  const arrived = { messages: [{ kind: 'triage_outcome', to: ['police'], fate: 'delivered' }] };
  const seconds = {
    ...small,
    start: '2026-03-02T09:10',
    steps: [
      { ...refer, at: '+1s' },
      { ...accept, at: '+1s' },
    ],
    end: { main: { phase: 'consent_attempt', ...arrived } },
    runUntil: '+5s',
  };
  const file = join(temporaryFolder(), 'seconds.json');
  writeFileSync(file, JSON.stringify(seconds));
  const before = performance.now();
  const { code, output, errors } = await runCommand([
    '--scenario',
    file,
    '--exit',
    '--port',
    '0',
    '--real-time',
  ]);
  expect(errors).toBe('');
  expect(output).toContain('Everything came about as expected.');
  expect(code).toBe(0);
  expect(output).toMatch(/^Serving on http:\S+ while the clock keeps its pace\n\nMon 2026-03-02 09:10 /);
  expect(performance.now() - before).toBeGreaterThan(7000);
});
