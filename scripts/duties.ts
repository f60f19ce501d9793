import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { answerHelp } from './usage.ts';

answerHelp(`Write docs/duties.md: for each duty of the five sources, by id, which tests and which code name it.

  npm run duties
`);

const sources = [
  ['S0', 46, 'WA Department of Communities, MACM page'],
  ['S1', 28, 'WA Health, what are MACM meetings'],
  ['S2', 51, 'WA System Reform Plan case study, Family Safety Service'],
  ['S3', 63, 'Victoria, FAQ on the case management program requirements'],
  ['S4', 29, 'New Zealand, Keeping People Safe'],
] as const;

const idPattern = /\bS[0-4]-\d\d\b/g;
const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);

/** Duties that say no more than others do together. */
const togetherWith: Readonly<Record<string, readonly string[]>> = {
  'S1-01': ['S0-01', 'S0-03', 'S0-06', 'S0-07'],
  'S1-06': ['S0-09', 'S0-10', 'S0-11', 'S0-12', 'S0-13', 'S0-15'],
  'S1-07': ['S0-36', 'S0-37', 'S0-38', 'S0-39', 'S0-40'],
};

/** Ids to the files that name them, in lines that `wanted` picks. */
function mentions(files: readonly string[], wanted: (line: string) => boolean): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const file of files) {
    for (const line of readFileSync(file, 'utf8').split('\n').filter(wanted)) {
      for (const id of line.match(idPattern) ?? []) found.set(id, (found.get(id) ?? new Set()).add(file));
    }
  }
  return found;
}

const inTests = mentions(filesOf('test'), (line) => /['"`]/.test(line));
const inCode = mentions(filesOf('functions'), () => true);
const places = (files: Set<string> | undefined): string =>
  [...(files ?? [])]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .slice(0, 3)
    .map((file) => `[${file.split('/').slice(2).join('/')}](../${file})`)
    .join(', ');

const lines: string[] = [];
let tested = 0;
let total = 0;
for (const [source, count, title] of sources) {
  lines.push(
    '',
    `## ${source}: ${title}`,
    '',
    '| id | tests that name it | code that names it |',
    '|---|---|---|',
  );
  for (let n = 1; n <= count; n += 1) {
    const id = `${source}-${String(n).padStart(2, '0')}`;
    total += 1;
    const same = togetherWith[id] ?? [];
    const shown = inTests.has(id) || (same.length > 0 && same.every((other) => inTests.has(other)));
    if (shown) tested += 1;
    const tests = same.length > 0 ? `as ${same.join(', ')}` : places(inTests.get(id));
    lines.push(`| ${id} | ${shown ? tests : 'none yet'} | ${places(inCode.get(id))} |`);
  }
}

writeFileSync(
  'docs/duties.md',
  `${[
    '# Duties, and where they are shown',
    '',
    'The sources are five public documents on multi-agency case management. Each duty, rule, role, record, figure or term in them has an id. This page is written by `npm run duties` from the tests and the code; up to three files stand for all. "None yet" means that no test names the id: it is not built, or it is a term or an aim that no single test shows.',
    '',
    `${tested} of ${total} ids are named by a test, or say what others do that are.`,
    ...lines,
  ].join('\n')}\n`,
);
console.log(`${tested} of ${total} ids are named by a test`);
