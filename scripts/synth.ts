import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';

/*
 * Makes the templates of every deployment in config/, offline, into cdk.out/<name>. A config that cannot be used,
 * or a rule that a template breaks (lib/checks.ts), ends it with exit code 1.
 */
const files = readdirSync('config')
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `config/${file}`);

let failures = 0;
for (const file of files) {
  const started = Date.now();
  const out = `cdk.out/${basename(file, '.ts')}`;
  const { status } = spawnSync('cdk', ['synth', '--quiet', '--context', `config=${file}`, '--output', out], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) failures += 1;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${file}: ${status === 0 ? `templates in ${out}` : 'cannot be deployed'} (${seconds} s)`);
}
process.exitCode = failures === 0 ? 0 : 1;
