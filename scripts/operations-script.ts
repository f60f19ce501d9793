import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { answerHelp } from './usage.ts';

/*
 * npm run operations-script: makes one text of the script of the view for operations, for the function that
 * serves it. A test says when this is to be run again.
 */

const SOURCE = 'functions/application/operations/view/browser/main.ts';
const SCRIPT_FILE = 'functions/application/operations/view/script.ts';

/** The script, as small as it gets. */
export async function builtScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [SOURCE],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    write: false,
  });
  return (outputFiles[0]?.text ?? '').trim();
}

if (import.meta.main) {
  answerHelp('Make one text of the script of the view for operations.\n\n  npm run operations-script\n');
  writeFileSync(
    SCRIPT_FILE,
    `/* Written by npm run operations-script, of what stands in ./browser. */
export const SCRIPT = ${JSON.stringify(await builtScript())};
`,
  );
}
