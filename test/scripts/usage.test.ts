import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { saidTo } from '../../scripts/usage.ts';

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));
const files = Object.entries(scripts).flatMap(([name, command]) => {
  const [, file] = /\bnode (\S+\.ts)/.exec(command) ?? [];
  return file === undefined ? [] : [[name, file] as const];
});

describe('a script', () => {
  it.each(files)('npm run %s says what it does when it is asked with --help', (_, file) => {
    // Or what it hands its words on to: the commands of npm start, token, config, disclosures and ops have tests.
    const handsOn = /\b(?:parseOptions|tokenText|runConfig|runOps|runDisclosures)\(/;
    const source = readFileSync(file, 'utf8');
    expect(/\banswerHelp\(/.test(source) || handsOn.test(source)).toBe(true);
  });

  it('gives help with 0, and with 2 for words that it does not take', () => {
    expect(saidTo(['x', '--help'], 'help\n', 'words')).toEqual({ code: 0, text: 'help\n' });
    expect(saidTo(['-h'], 'help\n', 'nothing')).toEqual({ code: 0, text: 'help\n' });
    expect(saidTo(['x'], 'help\n', 'nothing')).toEqual({ code: 2, text: 'x means nothing here\n\nhelp\n' });
    expect(saidTo(['x'], 'help\n', 'words')).toBeUndefined();
    expect(saidTo([], 'help\n', 'nothing')).toBeUndefined();
  });
});
