import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import type * as z from 'zod/mini';
import { readSource, type Said } from './source.ts';

/*
 * The schemas of the code with what the code says of them: each schema that a file exports, found by identity, each
 * that it keeps to itself, by the name in its own source, and each list of codes, by what it lists.
 */

/** A schema or a list of codes as it stands in the code. */
export interface Known {
  /** For a reader: unlike any other's. */
  name: string;
  /** In the code. */
  code: string;
  file: string;
  said: Said;
}
export interface Schemas {
  of(schema: object): Known | undefined;
  /** A schema that a file keeps to itself. */
  within(file: string, name: string): Known | undefined;
  /** The list of codes that an enumeration was made from. */
  codes(values: readonly unknown[]): Known | undefined;
  /** What is said of a field that another schema's object was spread from. */
  field(schema: object): string | undefined;
}

const FOLDERS = 'functions/{domain,application,adapters/dynamodb}/**/*.ts';
/** Other files may do things when they are loaded, or are for a browser. */
const HOLDS_SCHEMAS = /^(?:export )?const (?:\w+ = (?:z\.|\[)|\w+Schema)/m;

/** Where nothing is said. */
export const unsaid: Said = { text: '', fields: new Map(), refs: new Map() };

/**
 * Load every file that has a schema or a list of codes.
 * @param taken names that are headings already, or mean something else
 */
export async function loadSchemas(
  read: (file: string) => string,
  taken: readonly string[],
): Promise<Schemas> {
  const files = globSync(FOLDERS)
    .toSorted()
    .filter((file) => HOLDS_SCHEMAS.test(read(file)));
  const sources = new Map(files.map((file) => [file, readSource(file)]));
  const names = [...sources.values()].flatMap((said) => [...said.keys()]);
  const ambiguous = new Set([...taken, ...names.filter((name, n) => names.indexOf(name) !== n).map(plain)]);
  const knownOf = (file: string, code: string, said = unsaid): Known => {
    const name = plain(code);
    // functions/domain/<area>/…
    return { name: ambiguous.has(name) ? `${file.split('/')[2]} ${name}` : name, code, file, said };
  };

  const schemas = new Map<object, Known>();
  const fields = new Map<object, string>();
  const lists = new Map<string, { known: Known; rank: number }>();
  for (const [file, said] of sources) {
    const exported: Record<string, unknown> = await import(resolve(file));
    for (const [code, one] of said) {
      const value = exported[code];
      const key = JSON.stringify(one.values);
      // Several lists may hold the same codes: the one that others use and that says what they are is meant.
      const rank = (value === undefined ? 0 : 2) + (one.text === '' ? 0 : 1);
      if (one.values && rank > (lists.get(key)?.rank ?? -1))
        lists.set(key, { known: knownOf(file, code, one), rank });
      if (!code.endsWith('Schema') || !isSchema(value) || schemas.has(value)) continue;
      schemas.set(value, knownOf(file, code, one));
      for (const [field, schema] of Object.entries(shapeOf(value) ?? {})) {
        const text = one.fields.get(field);
        if (text !== undefined && !fields.has(schema)) fields.set(schema, text);
      }
    }
  }
  return {
    of: (schema) => schemas.get(schema),
    within(file, code) {
      const said = sources.get(file)?.get(code);
      return said && knownOf(file, code, said);
    },
    codes: (values) => lists.get(JSON.stringify(values))?.known,
    field: (schema) => fields.get(schema),
  };
}

const plain = (code: string): string => code.replace(/Schema$/, '');

const isSchema = (value: unknown): value is z.core.$ZodType =>
  typeof value === 'object' && value !== null && '_zod' in value;

/** The fields of an object's schema. */
export const shapeOf = (schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> | undefined => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'object' ? def.shape : undefined;
};
