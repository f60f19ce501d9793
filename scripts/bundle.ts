import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

/**
 * Bundle each handler to dist/functions/<name>/index.mjs: ESM with the SDK inside, so that a deployment runs
 * the code that was tested. Prints bytes loaded at start per function.
 */
const out = 'dist/functions';
rmSync(out, { recursive: true, force: true });
const names = readdirSync('functions/handlers').filter((name) =>
  statSync(`functions/handlers/${name}`).isDirectory(),
);

for (const name of names) {
  mkdirSync(`${out}/${name}`, { recursive: true });
  const result = await build({
    entryPoints: [`functions/handlers/${name}/index.ts`],
    outfile: `${out}/${name}/index.mjs`,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    metafile: true,
    legalComments: 'none',
    loader: { '.ttf': 'binary' },
    // Some dependencies are CommonJS and call require at run time.
    banner: {
      js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
    },
  });
  const bytes = Object.values(result.metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
  writeFileSync(`${out}/${name}/package.json`, '{"type":"module"}\n');
  console.log(`${name.padEnd(20)} ${String(bytes).padStart(9)} bytes`);
}
