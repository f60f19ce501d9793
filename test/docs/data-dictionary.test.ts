import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { itemKinds } from '../../functions/application/migrations.ts';
import { aggregateTypes } from '../../functions/domain/shared/aggregate.ts';
import { dataDictionary } from '../../scripts/dictionary/page.ts';

describe('the data dictionary', () => {
  let page: string;
  beforeAll(async () => {
    page = await dataDictionary();
  });

  it('is what the schemas say (npm run data-dictionary)', () => {
    expect(readFileSync('docs/data-dictionary.md', 'utf8')).toBe(page);
  });

  it('has every kind of item and every aggregate', () => {
    const headings = new Set([...page.matchAll(/^### (.+)$/gm)].map(([, name]) => name));
    const missing = [...itemKinds, ...aggregateTypes].filter((name) => !headings.has(name));
    expect(missing).toEqual(['chain_move']);
    expect(page).toContain('| `chain_move` |');
  });

  it('leads every reference to the one heading of that name', () => {
    const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, name = '']) => name.toLowerCase());
    expect(headings.filter((name, n) => headings.indexOf(name) !== n)).toEqual([]);
    const anchors = new Set(headings.map((name) => name.replaceAll(' ', '-')));
    const referred = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, name = '']) => name);
    expect(referred.filter((name) => !anchors.has(name))).toEqual([]);
  });

  it('says of every attribute what it means, unless it is an id or has a heading of its own', () => {
    const silent = [...page.matchAll(/^\| `(.+?)`\??.* \| (.+) \| {2}\|$/gm)].filter(
      ([, , type = '']) => !/^(?:list of )?id$|\]\(#/.test(type),
    );
    expect(silent.map(([row]) => row)).toEqual([]);
  });
});
