import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** How many ids each source document has. */
const counts: Readonly<Record<string, number>> = { S0: 46, S1: 28, S2: 51, S3: 63, S4: 29 };
const idPattern = /\bS[0-4]-\d\d\b/g;

const exists = (id: string): boolean => {
  const [source = '', number = ''] = id.split('-');
  return Number(number) >= 1 && Number(number) <= (counts[source] ?? 0);
};

const files = ['functions', 'test', 'local'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`),
);

describe('duty ids', () => {
  it('that code and tests name are ids of the sources', () => {
    const unknown = files.flatMap((file) =>
      [...new Set(readFileSync(file, 'utf8').match(idPattern) ?? [])]
        .filter((id) => !exists(id))
        .map((id) => `${file}: ${id}`),
    );
    expect(unknown).toEqual([]);
  });

  it('are all listed in docs/duties.md (npm run duties)', () => {
    const listed = new Set(readFileSync('docs/duties.md', 'utf8').match(idPattern));
    const all = Object.entries(counts).flatMap(([source, count]) =>
      Array.from({ length: count }, (_, n) => `${source}-${String(n + 1).padStart(2, '0')}`),
    );
    expect(all.filter((id) => !listed.has(id))).toEqual([]);
  });
});
