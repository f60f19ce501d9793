import type * as z from 'zod/mini';
import { common } from './common.ts';
import { type Known, type Schemas, shapeOf } from './schemas.ts';

/** One attribute. `path` such as `holds[].kind`. */
export interface Attribute {
  path: string;
  type: string;
  optional: boolean;
  meaning: string;
}

/** What a schema holds, and which schemas and lists of codes it refers to by name. */
export interface Described {
  attributes: Attribute[];
  refers: Map<string, { known: Known; schema: z.core.$ZodType }>;
  codes: Map<string, { known: Known; values: readonly string[] }>;
}

/** A type in words; `flat` is the object that is laid out below it, under a path that ends so. */
interface Typed {
  text: string;
  flat?: z.core.$ZodType;
  suffix: string;
}

const LONGEST = 6;
const words: Readonly<Record<string, string>> = {
  idSchema: 'id',
  codeSchema: 'code',
  string: 'text',
  custom: 'bytes',
  unknown: 'anything',
};

/** The attributes of an object's schema; objects in it that have no name of their own are laid out flat. */
export function describe(root: z.core.$ZodType, known: Known, schemas: Schemas): Described {
  const described: Described = { attributes: [], refers: new Map(), codes: new Map() };
  layOut(root, '', '');
  return described;

  function layOut(schema: z.core.$ZodType, path: string, said: string): void {
    for (const [name, field] of Object.entries(shapeOf(schema) ?? {})) {
      const { inner, optional } = unwrapped(field);
      const at = said === '' ? name : `${said}.${name}`;
      const { text, flat, suffix } = typeOf(inner, at);
      const full = `${path}${name}`;
      const meaning = known.said.fields.get(at) ?? spreadFrom(field) ?? saidOf(inner) ?? common(name) ?? '';
      described.attributes.push({ path: `${full}${suffix}`, type: text, optional, meaning });
      if (flat) layOut(flat, `${full}${suffix}.`, at);
    }
  }

  /** A schema with a name stands in many places, and says nothing of this one. */
  function spreadFrom(field: z.core.$ZodType): string | undefined {
    return schemas.of(field) ? undefined : schemas.field(field);
  }

  /** A named schema speaks for itself where the field says nothing and it has no heading of its own. */
  function saidOf(schema: z.core.$ZodType): string | undefined {
    const { def } = (schema as z.core.$ZodTypes)._zod;
    const known = schemas.of(schema);
    if (!known || def.type === 'object' || def.type === 'union' || known.code in words) return undefined;
    return known.said.text === '' ? undefined : known.said.text;
  }

  /** The words for a type, and the object to lay out below it. */
  function typeOf(schema: z.core.$ZodType, at: string): Typed {
    const named = schemas.of(schema) ?? keptWithin(at);
    const { def } = (schema as z.core.$ZodTypes)._zod;
    if (named && (def.type === 'object' || def.type === 'union')) {
      described.refers.set(named.name, { known: named, schema });
      return { text: link(named.name), suffix: '' };
    }
    if (def.type === 'optional') return typeOf(def.innerType, at);
    if (def.type === 'object') return { text: 'object', flat: schema, suffix: '' };
    if (def.type === 'array') return within(def.element, at, '[]', (text) => `list of ${text}`);
    if (def.type === 'record') {
      const by = typeOf(def.keyType, '').text;
      return within(def.valueType, at, '{}', (text) => `map ${by === 'text' ? '' : `of ${by} `}to ${text}`);
    }
    return { text: plainTypeOf(def, named), suffix: '' };
  }

  /** The schema that the source names for a field, if it stands in the same file and nobody else has it. */
  function keptWithin(at: string): Known | undefined {
    const name = known.said.refs.get(at)?.at(-1);
    return name === undefined ? undefined : schemas.within(known.file, name);
  }

  function within(of: z.core.$ZodType, at: string, suffix: string, words: (text: string) => string): Typed {
    const { text, flat, suffix: inner } = typeOf(unwrapped(of).inner, at);
    return { text: words(text), suffix: flat ? `${suffix}${inner}` : '', ...(flat ? { flat } : {}) };
  }

  function plainTypeOf(def: z.core.$ZodTypes['_zod']['def'], named: Known | undefined): string {
    if (def.type === 'enum') return codesOf(Object.values(def.entries).map(String));
    if (def.type === 'literal') return def.values.map((value) => `\`${String(value)}\``).join(', ');
    if (def.type === 'union')
      return [...new Set(def.options.map((one) => typeOf(one, '').text))].join(' or ');
    if (def.type === 'set') return `set of ${typeOf(def.valueType, '').text}`;
    return words[named?.code ?? ''] ?? words[def.type] ?? def.type;
  }

  function codesOf(values: readonly string[]): string {
    const list = schemas.codes(values);
    if (list) {
      described.codes.set(list.name, { known: list, values });
      return link(list.name);
    }
    const shown = values.map((value) => `\`${value}\``).join(', ');
    return values.length > LONGEST ? `one of ${shown}` : shown;
  }
}

/** To the heading of that name, as Markdown makes its anchor. */
export const link = (name: string): string => `[${name}](#${name.toLowerCase().replaceAll(' ', '-')})`;

/** Without `optional` and the like. */
function unwrapped(schema: z.core.$ZodType): { inner: z.core.$ZodType; optional: boolean } {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'optional'
    ? { ...unwrapped(def.innerType), optional: true }
    : { inner: schema, optional: false };
}
