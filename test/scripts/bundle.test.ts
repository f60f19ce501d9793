import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadFonts } from '../../functions/adapters/pdf/fonts.ts';
import { createPlanDrawer } from '../../functions/adapters/pdf/later-pdf.ts';
import { environments, type FunctionName } from '../../functions/handlers/environment.ts';
import { type Bundle, bundle, bundleFunctions, functionNames } from '../../scripts/bundle.ts';

const run = promisify(execFile);
const out = mkdtempSync(join(tmpdir(), 'bundles-'));
let bundles: Bundle[] = [];

beforeAll(async () => {
  bundles = await bundleFunctions(out);
}, 180_000);
afterAll(() => {
  for (const folder of [out, `${out}-maps`]) rmSync(folder, { recursive: true });
});

const isFunctionName = (name: string): name is FunctionName => name in environments;
const names = functionNames().filter(isFunctionName);

/** What each may load at start, in bytes (docs/adr/0007). A function whose budget is not here has none to spend. */
const budgets: Record<FunctionName, number> = {
  // It verifies a token and reads nothing.
  'authorize-request': 150_000,
  'check-health': 100_000,
  // The S3 client beside DynamoDB's.
  'anchor-audit': 700_000,
  'await-signal': 400_000,
  'restart-failed': 400_000,
  // It wakes the execution itself: the client of Step Functions beside DynamoDB's.
  'record-delivery': 430_000,
  'evaluate-case': 500_000,
  // The clients of SES, KMS and Step Functions, and the words of mails; what draws a plan comes with the first one.
  'send-email': 660_000,
  // These hold the rule book: about 330 KB of commands of the aggregates, policies and calendars.
  'check-delivery': 780_000,
  // And what follows from a change: matching, the placing of reports, look-alikes, lists.
  'relay-changes': 850_000,
  'sweep-attention': 850_000,
  // All of the rules, the rights to them, and the pages behind links.
  'serve-answers': 920_000,
  // And every read.
  'serve-api': 980_000,
};
const PACKAGES_BUDGET = 440_000;

const found = (name: string): Bundle => {
  const one = bundles.find((each) => each.name === name);
  if (!one) throw new Error(`${name} was not bundled`);
  return one;
};
const bytesOf = ({ inputs }: Bundle, prefix: string): number =>
  [...inputs].filter(([file]) => file.startsWith(prefix)).reduce((sum, [, bytes]) => sum + bytes, 0);

/**
 * Import the bundle in a Node of its own, as Lambda does, and once more without the variable `missing`; say each
 * time what it exports or why it does not.
 */
async function load(name: FunctionName, missing: string): Promise<string[]> {
  const url = pathToFileURL(join(out, name, 'index.mjs')).href;
  // The environment of the child, and of nobody else.
  const script = `
    import { env } from 'node:process';
    const say = (url) => import(url).then(
      ({ handler }) => console.log('handler is a ' + typeof handler),
      ({ name, message }) => console.log(name + ': ' + message),
    );
    await say(${JSON.stringify(url)});
    delete env[${JSON.stringify(missing)}];
    await say(${JSON.stringify(`${url}?again`)});`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    env: { AWS_REGION: 'ap-southeast-2', ...variablesOf(name) },
  });
  return stdout.trim().split('\n');
}

const plausible: Record<string, string> = {
  PROFILE: 'wa',
  ISSUERS: '[]',
  OPERATIONS_SIGN_IN: '',
  POLICY_OVERRIDES: '[{}]',
  FONT_FOLDER: join(out, 'send-email', 'fonts'),
};
const first = (name: FunctionName): string => Object.keys(environments[name].shape)[0] ?? '';
const variablesOf = (name: FunctionName): Record<string, string> =>
  Object.fromEntries(Object.keys(environments[name].shape).map((key) => [key, plausible[key] ?? 'x']));

it('bundles every function, and every function has its environment', () => {
  expect(names).toHaveLength(functionNames().length);
  expect(bundles.map(({ name }) => name)).toEqual(functionNames());
  expect(names).toEqual(Object.keys(environments).toSorted());
});

describe.each(names)('%s', (name) => {
  it('loads and has a handler, but not without its environment, and names what is missing', async () => {
    expect(await load(name, first(name))).toEqual([
      'handler is a function',
      `EnvironmentError: wrong or missing: ${first(name)}`,
    ]);
  });

  it('stays within its bytes at start', () => {
    const one = found(name);
    expect(one.bytes).toBeGreaterThan(20_000);
    expect(one.bytes).toBeLessThan(budgets[name]);
    if (name !== 'anchor-audit') expect(bytesOf(one, 'node_modules/')).toBeLessThan(PACKAGES_BUDGET);
  });

  it('holds zod/mini and not zod', () => {
    const zod = [...found(name).inputs.keys()].filter((file) => file.startsWith('node_modules/zod/'));
    expect(zod).toContain('node_modules/zod/v4/mini/schemas.js');
    expect(zod.filter((file) => file.includes('/classic/'))).toEqual([]);
  });

  it('holds mail, keys, commands and clients only if it uses them', () => {
    const parts = {
      renderer: bytesOf(found(name), 'node_modules/pdfkit/') + bytesOf(found(name), 'node_modules/fontkit/'),
      ses: bytesOf(found(name), 'node_modules/@aws-sdk/client-sesv2/'),
      kms: bytesOf(found(name), 'node_modules/@aws-sdk/client-kms/'),
      executions: bytesOf(found(name), 'node_modules/@aws-sdk/client-sfn/'),
      commands: bytesOf(found(name), 'functions/domain/case/decide.ts'),
    };
    const held = Object.entries(parts).filter(([, bytes]) => bytes > 0);
    expect(held.map(([part]) => part)).toEqual(uses[name]);
  });
});

const uses: Record<FunctionName, string[]> = {
  'authorize-request': [],
  'anchor-audit': [],
  'check-health': [],
  'serve-api': ['kms', 'commands'],
  'await-signal': [],
  'restart-failed': [],
  'record-delivery': ['executions'],
  'evaluate-case': [],
  'check-delivery': ['commands'],
  'relay-changes': ['kms', 'executions', 'commands'],
  'serve-answers': ['kms', 'executions', 'commands'],
  'sweep-attention': ['kms', 'executions', 'commands'],
  // The renderer is loaded with the first plan.
  'send-email': ['ses', 'kms', 'executions'],
};

describe('source maps', () => {
  it('are made of every bundle, and none is shipped with it', () => {
    const mapsIn = (folder: string) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.map'));
    expect(mapsIn(out)).toEqual([]);
    expect(mapsIn(`${out}-maps`)).toEqual(
      expect.arrayContaining(names.map((name) => `${name}/index.mjs.map`)),
    );
  });
});

describe('fonts', () => {
  it('stand in the one function that draws', () => {
    expect(names.filter((name) => existsSync(join(out, name, 'fonts')))).toEqual(['send-email']);
    expect(readFileSync(join(out, 'send-email/fonts/LICENSE'), 'utf8')).toContain('Bitstream Vera');
    expect(loadFonts(join(out, 'send-email/fonts')).bold.length).toBeGreaterThan(100_000);
  });

  it('are missed at the start, not at the first plan', () => {
    expect(() => createPlanDrawer(join(out, 'send-email'))).toThrow('no such file');
  });

  it('are enough to draw a plan when bundled: pdfkit has no standard fonts there', async () => {
    await bundle('later-pdf', 'functions/adapters/pdf/later-pdf.ts', join(out, 'later-pdf'));
    const bundled: typeof import('../../functions/adapters/pdf/later-pdf.ts') = await import(
      pathToFileURL(join(out, 'later-pdf', 'index.mjs')).href
    );
    const draw = bundled.createPlanDrawer(join(out, 'send-email/fonts'));
    const document = {
      title: 'Safety plan',
      fileName: 'document.pdf',
      language: 'en-AU',
      createdAt: '2026-03-02T01:00:00.000Z',
      classification: 'Sensitive',
      footer: 'AAAA-BBBB',
      blocks: [{ type: 'heading' as const, level: 1 as const, text: 'Whānau' }],
    };
    const bytes = await draw(document);
    expect(Buffer.from(bytes).toString('latin1')).toMatch(/^%PDF-1\.7/);
  });
});
