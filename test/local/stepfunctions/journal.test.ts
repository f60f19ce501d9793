import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../../local/stepfunctions/journal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a journal', () => {
  it('gives back what was appended, also without being closed, and goes on after it', () => {
    const file = join(folder, 'new', 'journal.jsonl');
    const first = openJournal<{ n: number; text?: string }>(file);
    expect(first.replay()).toEqual([]);
    first.append({ n: 1, text: 'line\nfeed \u2028 ā' });
    first.append({ n: 2 });
    const second = openJournal<{ n: number }>(file);
    expect(second.replay()).toEqual([{ n: 1, text: 'line\nfeed \u2028 ā' }, { n: 2 }]);
    second.append({ n: 3 });
    second.close();
    expect(
      openJournal<{ n: number }>(file)
        .replay()
        .map((entry) => entry.n),
    ).toEqual([1, 2, 3]);
  });

  it('is whole or cut at a line, wherever a crash tears the file', () => {
    const file = join(folder, 'journal.jsonl');
    const journal = openJournal<{ n: string }>(file);
    for (const n of ['eins', 'zwölf', 'drei']) journal.append({ n });
    const bytes = readFileSync(file);
    for (let length = 0; length <= bytes.length; length++) {
      const torn = bytes.subarray(0, length);
      writeFileSync(file, torn);
      const lines = torn.toString('latin1').split('\n').length - 1;
      const reopened = openJournal<{ n: string }>(file);
      expect(reopened.replay()).toHaveLength(lines);
      reopened.append({ n: 'next' });
      expect(
        openJournal<{ n: string }>(file)
          .replay()
          .map((entry) => entry.n),
      ).toEqual([...['eins', 'zwölf', 'drei'].slice(0, lines), 'next']);
    }
  });

  it('names a line that is damaged, rather than losing it', () => {
    const file = join(folder, 'journal.jsonl');
    openJournal<number>(file).append(1);
    appendFileSync(file, 'oops\n2\n');
    expect(() => openJournal<number>(file)).toThrow(`${file}:2`);
  });

  it('lives in memory without a file', () => {
    const journal = openJournal<number>(undefined);
    journal.append(1);
    expect(journal.replay()).toEqual([]);
  });
});
