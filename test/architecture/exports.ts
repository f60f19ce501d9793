import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'vite';

/** What a file exports under its own names, and what it takes from others. */
interface Trade {
  exported: string[];
  /** Names by file; `*` takes all. */
  taken: { file: string; name: string }[];
}

/** The trade of a TypeScript source. */
export function tradeOf(file: string, source: string): Trade {
  const { staticImports, staticExports } = parseSync(file, source).module;
  const exported: string[] = [];
  const taken: Trade['taken'] = [];
  const take = (from: string, name: string): void => {
    if (from.startsWith('.')) taken.push({ file: join(dirname(file), from), name });
  };
  for (const { moduleRequest, entries } of staticImports) {
    if (entries.length === 0) take(moduleRequest.value, '*');
    for (const { importName } of entries)
      take(moduleRequest.value, importName.name ?? (importName.kind === 'Default' ? 'default' : '*'));
  }
  for (const { entries } of staticExports) {
    for (const { exportName, importName, moduleRequest, isType } of entries) {
      // Who passes something on neither makes nor uses it.
      if (moduleRequest) take(moduleRequest.value, importName.name ?? '*');
      else if (!isType) exported.push(exportName.name ?? 'default');
    }
  }
  // `await import('…')` and `typeof import('…')`: whatever is there may be used.
  for (const [, from = ''] of source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)) take(from, '*');
  return { exported, taken };
}

/** `file: name` of each export that no other file takes. */
export function unusedExports(files: ReadonlyMap<string, string>): string[] {
  const trades = [...files].map(([file, source]) => ({ file, ...tradeOf(file, source) }));
  const taken = new Map<string, Set<string>>();
  for (const { file, name } of trades.flatMap((trade) => trade.taken))
    taken.set(file, (taken.get(file) ?? new Set()).add(name));
  return trades.flatMap(({ file, exported }) => {
    const names = taken.get(file) ?? new Set();
    return names.has('*')
      ? []
      : exported.filter((name) => !names.has(name)).map((name) => `${file}: ${name}`);
  });
}

/** All sources of the project, by their paths from its root. */
export const readSources = (): Map<string, string> =>
  new Map(
    ['bin', 'lib', 'functions', 'local', 'scripts', 'test', 'config', '*.ts']
      .flatMap((part) => globSync(part.endsWith('.ts') ? part : `${part}/**/*.ts`))
      .filter((file) => existsSync(file))
      .map((file) => [file, readFileSync(file, 'utf8')]),
  );
