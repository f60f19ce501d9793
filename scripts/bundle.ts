import { cpSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { answerHelp } from './usage.ts';

/*
 * Bundles each handler to dist/functions/<name>/: ESM with the SDK inside, so that a deployment runs the code
 * that was tested. What only a dynamic import reaches (the SDK's credential providers that Lambda never uses)
 * stands in files of its own and is not loaded at start.
 */

const HANDLERS = 'functions/handlers';
/** The letters of the plan; the functions that draw nothing do without. */
const FONTS = ['ttf/DejaVuSans.ttf', 'ttf/DejaVuSans-Bold.ttf', 'LICENSE'];
const DRAWS = 'send-email';

/** What came of bundling one function. */
export interface Bundle {
  name: string;
  /** Bytes of the files that Node reads and compiles before the first event. */
  bytes: number;
  /** Source files in them, from the project's root, to the bytes that each takes up. */
  inputs: ReadonlyMap<string, number>;
}

/** The functions, by the folders of their handlers. */
export const functionNames = (): string[] =>
  readdirSync(HANDLERS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();

/** Bundle one source file to `<folder>/index.mjs`, with what it loads later, and the code both share, in `chunks`. */
export async function bundle(name: string, source: string, folder: string): Promise<Bundle> {
  const { metafile } = await build({
    entryPoints: { index: source },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    // fontkit carries a Brotli of 486 KB for a kind of font that we have none of; Node has one.
    alias: { 'brotli/decompress.js': './scripts/node-brotli.ts' },
    metafile: true,
    // Beside the code, which does not mention them: bundleFunctions takes them away.
    sourcemap: 'external',
    sourcesContent: false,
    legalComments: 'none',
    // Some packages are CommonJS and call require at run time.
    banner: {
      js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);",
    },
  });
  return { name, ...loadedAtStart(metafile.outputs, source) };
}

/**
 * Bundle all functions into folders of `out`, and what reads their stack traces into folders of `maps`. Both are
 * emptied first. Maps are not deployed with the functions, whose every byte is paid for at a cold start: the
 * deployment uploads them beside (lib/stacks/workflow-stack.ts).
 */
export async function bundleFunctions(out: string, maps = `${out}-maps`): Promise<Bundle[]> {
  for (const folder of [out, maps]) rmSync(folder, { recursive: true, force: true });
  const bundles = await Promise.all(
    functionNames().map((name) => bundle(name, `${HANDLERS}/${name}/index.ts`, `${out}/${name}`)),
  );
  moveMaps(out, maps);
  mkdirSync(`${out}/${DRAWS}/fonts`);
  for (const font of FONTS) {
    cpSync(`node_modules/dejavu-fonts-ttf/${font}`, `${out}/${DRAWS}/fonts/${font.replace('ttf/', '')}`);
  }
  return bundles;
}

function moveMaps(from: string, to: string): void {
  for (const file of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.map')) continue;
    mkdirSync(dirname(join(to, file)), { recursive: true });
    renameSync(join(from, file), join(to, file));
  }
}

/** The entry and everything that it imports, but not what it imports later. */
function loadedAtStart(outputs: Metafile['outputs'], source: string): Pick<Bundle, 'bytes' | 'inputs'> {
  const entry = Object.keys(outputs).find((file) => outputs[file]?.entryPoint === source);
  const files = new Set(entry === undefined ? [] : [entry]);
  const inputs = new Map<string, number>();
  let bytes = 0;
  for (const file of files) {
    const output = outputs[file];
    bytes += output?.bytes ?? 0;
    for (const [input, { bytesInOutput }] of Object.entries(output?.inputs ?? {})) {
      inputs.set(input, (inputs.get(input) ?? 0) + bytesInOutput);
    }
    for (const { path, kind } of output?.imports ?? []) if (kind === 'import-statement') files.add(path);
  }
  return { bytes, inputs };
}

if (import.meta.main) {
  answerHelp(
    'Bundle each function to dist/functions/<name>, and say what it loads at start.\n\n  npm run bundle\n',
  );
  for (const { name, bytes } of await bundleFunctions('dist/functions', 'dist/maps')) {
    console.log(`${name.padEnd(16)} ${bytes.toLocaleString('en-AU').padStart(10)} bytes at start`);
  }
}
