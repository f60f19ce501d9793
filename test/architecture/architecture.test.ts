import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importsOf, rules } from './rules.ts';

const folders = ['bin', 'lib', 'functions', 'local', 'scripts'];

const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`),
);

/** For each rule an import that breaks it, so that no rule checks nothing. */
const offences: Record<string, [file: string, source: string]> = {
  'the domain imports only itself': [
    'functions/domain/case/x.ts',
    `import { run } from '../../application/run.ts';`,
  ],
  'the domain uses small pure packages only': [
    'functions/domain/x.ts',
    `import { createHash } from 'node:crypto';`,
  ],
  'the application imports itself and the domain': [
    'functions/application/x.ts',
    `import type { Keys } from '../adapters/dynamodb/keys.ts';`,
  ],
  'the application knows no SDK': [
    'functions/application/x.ts',
    `import {\n  SFNClient,\n} from '@aws-sdk/client-sfn';`,
  ],
  'adapters do not import handlers or middleware': [
    'functions/adapters/ses/x.ts',
    `export * from '../../handlers/send-email/handler.ts';`,
  ],
  'functions never import lib, bin or local, nor the CDK': [
    'functions/handlers/x/index.ts',
    `const cdk = await import('aws-cdk-lib');`,
  ],
  'lib and bin never import functions or local': ['lib/x.ts', `import '../functions/domain/x.ts';`],
  'local never imports lib or bin': ['local/x.ts', `import { Stack } from '../lib/stack.ts';`],
  'functions use zod/mini, not zod (454 KB in a bundle against 12)': [
    'functions/domain/x.ts',
    `import * as z from 'zod';`,
  ],
};

describe('architecture', () => {
  it('runs on Node 24, as Lambda does', () => {
    expect(process.versions.node).toMatch(/^24\./);
  });

  describe.each(rules.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
    it('holds in every file', () => {
      expect(files.length).toBeGreaterThan(30);
      const found = files.flatMap((file) => importsOf(file, readFileSync(file, 'utf8')));
      expect(
        found.filter((one) => rule.broken(one)).map(({ file, target }) => `${file} -> ${target}`),
      ).toEqual([]);
    });

    it('is broken by its offence', () => {
      const [file, source] = offences[name] ?? ['', ''];
      expect(importsOf(file, source).some((one) => rule.broken(one))).toBe(true);
    });
  });

  it('keeps every source file under 300 lines', () => {
    const written = ['/calendar/holidays/', '/api/openapi/refusals.ts'];
    const long = files
      .filter((file) => !written.some((byScript) => file.includes(byScript)))
      .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 300);
    expect(long).toEqual([]);
  });
});
