import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fuzz } from '../test/api/fuzz/fuzz.ts';
import { answerHelp } from './usage.ts';

answerHelp(
  `Ask every route of the API, and the pages behind links, all kinds of things.

  npm run fuzz -- --count 1000

Options
  --seed N   the same seed and count ask the same (default: another each time)
  --count N  how many inputs (default 10000)
  --only N   ask this one of them again and print it whole
  --help     this text

Exit codes: 0 no faults; 1 faults.
`,
  'words',
);

const { values } = parseArgs({
  options: { seed: { type: 'string' }, count: { type: 'string' }, only: { type: 'string' } },
});
const seed = Number(values.seed ?? Date.now() % 1_000_000_007);
const count = Number(values.count ?? 10_000);
const only = values.only === undefined ? undefined : Number(values.only);
const directory = mkdtempSync(join(tmpdir(), 'fuzz-'));
console.log(`seed ${seed}, ${count} inputs`);
try {
  const { faults, statuses, operations } = await fuzz({
    seed,
    count: only === undefined ? count : only + 1,
    directory,
    only,
    progress: (done) => done % 1_000 === 0 && console.log(`${done} inputs`),
  });
  for (const [status, times] of [...statuses].toSorted(([a], [b]) => a - b))
    console.log(`  ${status}: ${times}`);
  console.log(`${operations.size} operations were asked for; ${faults.length} faults`);
  const kinds = new Map(faults.toReversed().map((fault) => [fault.what, fault]));
  for (const { what, number, input } of [...kinds.values()].toSorted((a, b) => a.number - b.number)) {
    console.log(`\n${what}\n  again: npm run fuzz -- --seed ${seed} --only ${number}`);
    const { method, path, body } = input;
    console.log(only === undefined ? `  ${method} ${path.slice(0, 200)}` : { ...input, body });
  }
  process.exitCode = faults.length > 0 ? 1 : 0;
} finally {
  rmSync(directory, { recursive: true });
}
