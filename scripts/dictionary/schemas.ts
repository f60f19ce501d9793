import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import type * as z from 'zod/mini';
import { readSource, type Said } from './source.ts';

/*
 * The schemas of the code with what the code says of them: each schema that a file exports, found by identity, and
 * each list of codes, found by what it lists.
 */

/** A schema or a list of codes as it stands in the code. */
export interface Known {
  name: string;
  file: string;
  said: Said;
}
export interface Schemas {
  of(schema: object): Known | undefined;
  /** The list of codes that an enumeration was made from. */
  codes(values: readonly unknown[]): Known | undefined;
  /** What is said of a field that another schema's object was spread from. */
  field(schema: object): string | undefined;
}

const FOLDERS = 'functions/{domain,application,adapters/dynamodb}/**/*.ts';
/** Other files may do things when they are loaded, or are for a browser. */
const HOLDS_SCHEMAS = /export const \w+ = (?:z\.|\[)|export const \w+Schema/;

/** Load every file that exports a schema or a list of codes. */
export async function loadSchemas(read: (file: string) => string): Promise<Schemas> {
  const schemas = new Map<object, Known>();
  const lists = new Map<string, Known>();
  const fields = new Map<object, string>();
  for (const file of globSync(FOLDERS).toSorted()) {
    if (!HOLDS_SCHEMAS.test(read(file))) continue;
    const said = readSource(file);
    const exported: Record<string, unknown> = await import(resolve(file));
    for (const [name, value] of Object.entries(exported)) {
      const known = { name, file, said: said.get(name) ?? { text: '', fields: new Map() } };
      if (Array.isArray(value)) {
        const key = JSON.stringify(value);
        if (!lists.has(key) && value.every((one) => typeof one === 'string')) lists.set(key, known);
      } else if (isSchema(value) && !schemas.has(value)) {
        schemas.set(value, known);
        for (const [field, schema] of Object.entries(shapeOf(value) ?? {})) {
          const text = known.said.fields.get(field);
          if (text !== undefined && !fields.has(schema)) fields.set(schema, text);
        }
      }
    }
  }
  return {
    of: (schema) => schemas.get(schema),
    codes: (values) => lists.get(JSON.stringify(values)),
    field: (schema) => fields.get(schema),
  };
}

export const isSchema = (value: unknown): value is z.core.$ZodType =>
  typeof value === 'object' && value !== null && '_zod' in value;

/** The fields of an object's schema. */
export const shapeOf = (schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> | undefined => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'object' ? def.shape : undefined;
};
