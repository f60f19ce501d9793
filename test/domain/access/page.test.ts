import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandTable, linkTable, needTable, readTable } from '../../../functions/domain/access/table.ts';

describe('docs/access.md', () => {
  const page = readFileSync('docs/access.md', 'utf8');

  it('shows the tables as they are; npm run access-table writes them', () => {
    for (const made of [readTable(), needTable(), linkTable(), commandTable()]) expect(page).toContain(made);
  });
});
