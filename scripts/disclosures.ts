import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { verifyExport } from '../functions/application/disclosures/verify.ts';

const help = `Check exported access logs.

  npm run disclosures -- verify FILE... [--head HASH]
  npm run disclosures -- --help

Options
  --head HASH   an end of the chain that is known from elsewhere, such as the
                header access-log-head or an earlier export
Exit codes: 0 all are as they were written; 1 anything is wrong; 2 a wrong
command or file.
`;

const ends = {
  true: 'to the end of the chain',
  false: 'more follows',
  'not known': 'its end is not known',
};

/** What `npm run disclosures -- …` does: say of each file whether it is as it was written. Answers the exit code. */
export function runDisclosures(words: readonly string[], write: (text: string) => void): number {
  const asked = parse(words);
  if (typeof asked === 'string') {
    write(asked);
    return 2;
  }
  if (asked.help) {
    write(help);
    return 0;
  }
  const codes = asked.files.map((file) => verifyFile(file, asked.head, write));
  return Math.max(...codes);
}

function parse(words: readonly string[]) {
  try {
    const { positionals, values } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { head: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    const [command, ...files] = positionals;
    const isUsable = values.help === true || (command === 'verify' && files.length > 0);
    return isUsable ? { ...values, files } : help;
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${help}`;
  }
}

function verifyFile(file: string, head: string | undefined, write: (text: string) => void): number {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    write(`${file}: cannot be read (${error instanceof Error ? error.message : String(error)})\n`);
    return 2;
  }
  const report = verifyExport(text, head);
  if (report.ok) {
    write(
      `${file}: ${report.checked} entries of ${report.caseId} from ${report.from} on are as they were written; ${ends[`${report.toTheEnd}`]}. Last hash ${report.hash}\n`,
    );
    return 0;
  }
  const where = report.seq === undefined ? '' : ` at entry ${report.seq}`;
  write(`${file}: ${report.fault.replaceAll('_', ' ')}${where}\n`);
  return 1;
}

if (import.meta.main) {
  process.exitCode = runDisclosures(process.argv.slice(2), (text) => process.stdout.write(text));
}
