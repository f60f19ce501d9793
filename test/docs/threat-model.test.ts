import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const page = readFileSync('docs/threat-model.md', 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(1)
  .map((line) => line.split(/ *\| */).slice(1, -1));
/** The tests that a text names: their titles are the texts of its links. */
const testsIn = (text: string) =>
  [...text.matchAll(/\[([^\]]+)\]\(\.\.\/(test\/[^)]+\.ts)\)/g)].map(([, title = '', file = '']) => ({
    title,
    file,
  }));

describe('the threat model', () => {
  it('says in every row by which way, what stops it, which test shows that, and what stays open', () => {
    expect(rows.length).toBeGreaterThan(20);
    for (const [who = '', way = '', stops = '', shown = '', open = '', ...rest] of rows) {
      expect({ who, rest, empty: [way, stops, open].filter((cell) => cell.trim() === '') }).toEqual({
        who,
        rest: [],
        empty: [],
      });
      expect({ who, way, tests: testsIn(shown).length > 0 }).toEqual({ who, way, tests: true });
    }
  });

  it('names only tests that are there', () => {
    const named = rows.flatMap(([, , , shown = '']) => testsIn(shown));
    const gone = named.filter(({ title, file }) => !readFileSync(join(file), 'utf8').includes(title));
    expect(gone).toEqual([]);
  });

  it('is honest: it says what is not stopped', () => {
    const attackers = rows.filter(([who = '']) => who !== '');
    expect(attackers.length).toBeGreaterThan(14);
    const open = rows.map(([, , , , cell = '']) => cell);
    expect(open.filter((cell) => cell.includes('**Not stopped**')).length).toBeGreaterThan(4);
  });
});
