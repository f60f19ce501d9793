import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runDisclosures } from '../../scripts/disclosures.ts';

const folder = mkdtempSync(join(tmpdir(), 'disclosures-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(...words: string[]) {
  const said: string[] = [];
  const code = runDisclosures(words, (text) => said.push(text));
  return { code, text: said.join('') };
}

describe('npm run disclosures', () => {
  it('explains itself', () => {
    expect(run('--help')).toMatchObject({ code: 0, text: expect.stringContaining('verify FILE') });
  });

  it.each([[[]], [['verify']], [['frobnicate', 'a.csv']], [['--what']]])(
    'says how it is used when asked %j',
    (words) => {
      expect(run(...words)).toMatchObject({ code: 2, text: expect.stringContaining('verify FILE') });
    },
  );

  it('says of a file that is not there that it cannot be read, and goes on to the next', () => {
    const file = join(folder, 'no-export.csv');
    writeFileSync(file, 'nonsense');
    const { code, text } = run('verify', join(folder, 'missing.csv'), file);
    expect(code).toBe(2);
    expect(text).toMatch(/missing\.csv: cannot be read \(ENOENT/);
    expect(text).toMatch(/no-export\.csv: /);
  });

  it('ends with 1 when a file is no export as it was written', () => {
    const file = join(folder, 'changed.csv');
    writeFileSync(file, 'nonsense');
    expect(run('verify', file).code).toBe(1);
  });
});
