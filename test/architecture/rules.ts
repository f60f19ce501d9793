/**
 * Which folder may import what (CONTRIBUTING.md). A rule sees one import of one file and says what is wrong
 * with it, or nothing.
 */
export interface Import {
  /** The importing file, from the project's root, such as `functions/domain/case/state.ts`. */
  file: string;
  /** The imported file from the root, or a package's name. */
  target: string;
  isPackage: boolean;
}

export interface Rule {
  name: string;
  broken(found: Import): boolean;
}

const within = (file: string, ...folders: string[]): boolean =>
  folders.some((folder) => file.startsWith(`${folder}/`));

const domainPackages = ['zod/mini', 'immer', 'temporal-polyfill', '@noble/hashes'];
const isOneOf = (name: string, packages: string[]): boolean =>
  packages.some((p) => name === p || name.startsWith(`${p}/`));

export const rules: readonly Rule[] = [
  {
    name: 'the domain imports only itself',
    broken: ({ file, target, isPackage }) =>
      within(file, 'functions/domain') && !isPackage && !within(target, 'functions/domain'),
  },
  {
    name: 'the domain uses small pure packages only',
    broken: ({ file, target, isPackage }) =>
      within(file, 'functions/domain') && isPackage && !isOneOf(target, domainPackages),
  },
  {
    name: 'the application imports itself and the domain',
    broken: ({ file, target, isPackage }) =>
      within(file, 'functions/application') &&
      !isPackage &&
      !within(target, 'functions/application', 'functions/domain'),
  },
  {
    name: 'the application knows no SDK',
    broken: ({ file, target, isPackage }) =>
      within(file, 'functions/application') &&
      isPackage &&
      isOneOf(target, ['@aws-sdk', '@middy', 'pdfkit', '@aws-lambda-powertools']),
  },
  {
    name: 'adapters do not import handlers or middleware',
    broken: ({ file, target }) =>
      within(file, 'functions/adapters') && within(target, 'functions/handlers', 'functions/middleware'),
  },
  {
    name: 'functions never import lib, bin or local, nor the CDK',
    broken: ({ file, target, isPackage }) =>
      within(file, 'functions') &&
      (isPackage
        ? isOneOf(target, ['aws-cdk-lib', 'constructs'])
        : within(target, 'lib', 'bin', 'local', 'test')),
  },
  {
    name: 'lib and bin never import functions or local',
    broken: ({ file, target }) => within(file, 'lib', 'bin') && within(target, 'functions', 'local', 'test'),
  },
  {
    name: 'local never imports lib or bin',
    broken: ({ file, target }) => within(file, 'local') && within(target, 'lib', 'bin', 'test'),
  },
  {
    name: 'functions use zod/mini, not zod (454 KB in a bundle against 12)',
    broken: ({ file, target }) => within(file, 'functions') && (target === 'zod' || target === 'zod/v4'),
  },
];

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'";]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;

/** Every import of a TypeScript source. */
export function importsOf(file: string, source: string): Import[] {
  return [...source.matchAll(importPattern)].map((match) => {
    const name = match[1] ?? match[2] ?? '';
    const isPackage = !name.startsWith('.');
    return { file, target: isPackage ? name : resolve(file, name), isPackage };
  });
}

function resolve(from: string, relative: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
