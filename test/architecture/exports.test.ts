import { describe, expect, it } from 'vitest';
import { readSources, unusedExports } from './exports.ts';

/** What is called from outside: Lambda knows the handlers by their files. */
const isEntry = (found: string): boolean => /^functions\/handlers\/[\w-]+\/index\.ts: handler$/.test(found);
const isSource = (found: string): boolean => /^(?:bin|lib|functions|local|scripts)\//.test(found);

describe('what a file exports', () => {
  it('somebody imports: functions, classes and values that nobody wants are dead or private', () => {
    const found = unusedExports(readSources()).filter((one) => isSource(one) && !isEntry(one));
    expect(found).toEqual([]);
  });

  it('is found when nobody imports it, whatever is passed on, renamed, loaded later or only a type', () => {
    const files = {
      'a.ts': `export const one = 1, two = 2; export function three() {} export class Four {} export type T = 1;`,
      'b.ts': `export { two as renamed } from './a.ts'; import { three } from './a.ts'; three();`,
      'c.ts': `export default 1; export const five = 5;`,
      'd.ts': `const { five } = await import('./c.ts');`,
      'e.ts': `export const six = 6; const seven = 7; export { seven }; import * as all from './f.ts';`,
      'f.ts': `export const eight = 8;`,
    };
    expect(unusedExports(new Map(Object.entries(files)))).toEqual([
      'a.ts: one',
      'a.ts: Four',
      'e.ts: six',
      'e.ts: seven',
    ]);
  });
});
