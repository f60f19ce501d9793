import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename } from 'node:path';
import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { buildStacks } from '../lib/app.ts';
import { addChecks } from '../lib/checks.ts';
import { loadDeployment } from '../lib/config-file.ts';
import { faultsOf } from './config.ts';
import { answerHelp } from './usage.ts';

/*
 * Makes the templates of every deployment in config/, offline, into cdk.out/<name>: what `cdk synth` does, but in
 * one process, because loading the CDK takes longer than the templates. A config that cannot be used, or a rule
 * that a template breaks (lib/checks.ts), ends it with exit code 1.
 */
answerHelp(`Make the templates of every deployment in config/, offline, into cdk.out/<name>.

  npm run synth

Exit codes: 0 all can be deployed; 1 one cannot.
`);

const { context } = z
  .object({ context: z.record(z.string(), z.unknown()) })
  .parse(JSON.parse(readFileSync('cdk.json', 'utf8')));

/** Answers whether the templates can be deployed; the CDK has said why not. */
async function synthesize(file: string, outdir: string): Promise<boolean> {
  const faults = await faultsOf(file);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) return false;
  rmSync(outdir, { recursive: true, force: true });
  const app = new App({ context, outdir });
  const deployment = await loadDeployment(file);
  buildStacks(app, deployment, 'dist/functions', 'dist/maps');
  addChecks(app, deployment);
  try {
    app.synth();
    return true;
  } catch (error) {
    // The CDK has printed each finding.
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

for (const name of readdirSync('config').filter((file) => file.endsWith('.ts'))) {
  const started = Date.now();
  const outdir = `cdk.out/${basename(name, '.ts')}`;
  const isMade = await synthesize(`config/${name}`, outdir);
  if (!isMade) process.exitCode = 1;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`config/${name}: ${isMade ? `templates in ${outdir}` : 'cannot be deployed'} (${seconds} s)`);
}
