import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { verifyExport } from '../functions/application/disclosures/verify.ts';

/**
 * Checks exported access logs: `npm run disclosures -- verify FILE… [--head HASH]`. The hash is an end of the
 * chain that is known from elsewhere, such as the header `access-log-head` or an earlier export. Ends with 1 when
 * anything is wrong.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { head: { type: 'string' } },
});
const [command, ...files] = positionals;
if (command !== 'verify' || files.length === 0) {
  console.error('npm run disclosures -- verify FILE… [--head HASH]');
  process.exitCode = 2;
} else {
  for (const file of files) {
    const report = verifyExport(readFileSync(file, 'utf8'), values.head);
    if (report.ok) {
      const end = {
        true: 'to the end of the chain',
        false: 'more follows',
        'not known': 'its end is not known',
      };
      console.log(
        `${file}: ${report.checked} entries of ${report.caseId} from ${report.from} on are as they were written; ${end[`${report.toTheEnd}`]}. Last hash ${report.hash}`,
      );
    } else {
      const where = report.seq === undefined ? '' : ` at entry ${report.seq}`;
      console.log(`${file}: ${report.fault.replaceAll('_', ' ')}${where}`);
      process.exitCode = 1;
    }
  }
}
