import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { answerHelp } from './usage.ts';

/*
 * Looks over every template in cdk.out with cfn-lint, which is a Python package: it goes into a virtual
 * environment of its own in dist/cfn-lint. Where Python or the package cannot be had, it says so and is skipped.
 * Exit codes: 0 clean or skipped, 1 findings, 2 no templates.
 */
answerHelp(`Look over every template in cdk.out with cfn-lint, a Python package, if it can be had.

  npm run cfn-lint

Exit codes: 0 clean or skipped; 1 findings; 2 no templates (npm run synth makes them).
`);

const VERSION = '1.58.0';
const VENV = 'dist/cfn-lint';
/** The CDK writes down dependencies that follow from references, too; that harms nobody. */
const IGNORED = ['W3005'];

function run(command: string, words: readonly string[], output: 'inherit' | 'ignore' = 'ignore'): boolean {
  return spawnSync(command, words, { stdio: ['ignore', output, output] }).status === 0;
}

/** The command, installed at first; undefined with the reason if it cannot be had. */
function install(): { command: string } | { missing: string } {
  const command = `${VENV}/bin/cfn-lint`;
  const stamp = `${VENV}/lib`;
  if (existsSync(command) && existsSync(stamp) && run(command, ['--version'])) return { command };
  const python = ['python3', 'python'].find((name) =>
    run(name, ['-c', 'import sys; assert sys.version_info >= (3, 10)']),
  );
  if (python === undefined) return { missing: 'there is no Python 3.10 or later' };
  if (!run(python, ['-m', 'venv', '--clear', VENV]))
    return { missing: 'Python cannot make a virtual environment' };
  const wanted = `cfn-lint==${VERSION}`;
  if (!run(`${VENV}/bin/python`, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', wanted]))
    return { missing: `${wanted} cannot be installed from the package index` };
  return { command };
}

/** Templates of an assembly with the region of each. */
function templatesOf(assembly: string): { file: string; region: string }[] {
  const manifest = z
    .object({
      artifacts: z.record(
        z.string(),
        z.object({
          type: z.string(),
          environment: z.string().optional(),
          properties: z.object({ templateFile: z.string() }).partial().optional(),
        }),
      ),
    })
    .parse(JSON.parse(readFileSync(`${assembly}/manifest.json`, 'utf8')));
  return Object.values(manifest.artifacts).flatMap(({ environment, properties }) => {
    const region = environment?.split('/').at(-1);
    const file = properties?.templateFile;
    return region === undefined || file === undefined ? [] : [{ file: `${assembly}/${file}`, region }];
  });
}

const assemblies = existsSync('cdk.out')
  ? readdirSync('cdk.out')
      .map((name) => `cdk.out/${name}`)
      .filter((folder) => existsSync(`${folder}/manifest.json`))
  : [];
const templates = assemblies.flatMap(templatesOf);
const found = install();
if (templates.length === 0) {
  console.error('no templates: npm run synth makes them');
  process.exitCode = 2;
} else if ('missing' in found) {
  console.log(`cfn-lint was SKIPPED: ${found.missing}`);
} else {
  for (const region of new Set(templates.map((one) => one.region))) {
    const files = templates.filter((one) => one.region === region).map(({ file }) => file);
    const words = ['--regions', region, '--ignore-checks', ...IGNORED, '--', ...files];
    if (!run(found.command, words, 'inherit')) process.exitCode = 1;
  }
  console.log(
    `cfn-lint ${VERSION}: ${templates.length} templates, ${process.exitCode ? 'with findings' : 'clean'}`,
  );
}
