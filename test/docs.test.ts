import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lifecycleFigure } from '../functions/domain/case/figure.ts';

const readme = readFileSync('README.md', 'utf8');

/** Markdown files whose links must lead somewhere. */
const pages = [
  ...['README.md', 'CONTRIBUTING.md', 'test/aws/README.md'],
  ...['docs', 'docs/adr'].flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.md'))
      .map((file) => `${folder}/${file}`),
  ),
];

describe('the README', () => {
  it('shows the legal moves as they are (npm run figure)', () => {
    expect(readme).toContain(lifecycleFigure());
  });

  it('names every scenario that is there, and none that is not', () => {
    const files = readdirSync('local/scenarios')
      .filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'))
      .map((file) => file.replace('.json', ''));
    const named = [...readme.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1]);
    expect(new Set(named)).toEqual(new Set(files));
  });

  it.each(pages)('%s has no link that leads nowhere', (page) => {
    const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(
      (match) => match[1] ?? '',
    );
    expect(links.filter((link) => !existsSync(join(dirname(page), link)))).toEqual([]);
  });
});

describe('the decisions', () => {
  it('are all listed', () => {
    const index = readFileSync('docs/adr/README.md', 'utf8');
    const files = readdirSync('docs/adr').filter((file) => /^\d{4}-/.test(file));
    expect(files.filter((file) => !index.includes(`(${file})`))).toEqual([]);
  });
});
