import * as z from 'zod/mini';
import { phaseSchema } from '../../../domain/case/phases.ts';
import { workerSchema } from '../../../domain/shared/actor.ts';
import { idSchema } from '../../../domain/shared/ids.ts';
import { recipientSchema } from '../../../domain/shared/recipient.ts';
import { actionViewSchema } from '../../../domain/views/action-view.ts';
import { nextMoveSchema } from '../../../domain/views/command-moves.ts';
import { nextSchema } from '../../../domain/views/next-moves.ts';
import { commandAnswerSchema } from '../commands/command-route.ts';
import { problemSchema } from '../problem.ts';
import { movesSchema } from '../reads/next.ts';
import { isJson, type Json } from './json.ts';

/** Shorter than this, a schema says more where it stands. */
const SHORTEST = 140;

/** A schema by what `z.toJSONSchema` makes of it, without the line that says which dialect. */
export function jsonSchemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io });
  return json;
}

/** Names for what stands in many places; the others are named after the field in which they stand first. */
const named: Readonly<Record<string, z.core.$ZodType>> = {
  Id: idSchema,
  Worker: workerSchema,
  Phase: phaseSchema,
  Recipient: recipientSchema,
  Move: nextMoveSchema,
  Moves: movesSchema,
  Next: nextSchema,
  Action: actionViewSchema,
  CommandAnswer: commandAnswerSchema,
  Problem: problemSchema,
};

/** Schemas that stand in more than one place, each once and by a name. */
export interface Components {
  /** The schema with references in place of what has a name. */
  refer(schema: Json): Json;
  schemas: Readonly<Record<string, Json>>;
}

/**
 * Name what stands more than once among these schemas.
 * @param roots each with the name of what it belongs to, in the order that names are given in
 */
export function componentsOf(roots: readonly { name: string; schema: Json }[]): Components {
  const found = new Map<string, { name: string; count: number; nameable: boolean }>();
  for (const { name, schema } of roots) count(schema, name, found);
  const names = new Map<string, string>();
  for (const [name, schema] of Object.entries(named)) names.set(keyOf(jsonSchemaOf(schema, 'output')), name);
  const taken = new Set(names.values());
  for (const [key, one] of found) {
    if (names.has(key) || !one.nameable || one.count < 2) continue;
    const name = freeName(titled(one.name), taken);
    taken.add(name);
    names.set(key, name);
  }
  const schemas: Record<string, Json> = {};
  const refer = (schema: Json): Json => {
    const name = names.get(keyOf(schema));
    if (name === undefined) return mapSchemas(schema, refer);
    if (!(name in schemas)) {
      schemas[name] = {};
      schemas[name] = mapSchemas(schema, refer);
    }
    return { $ref: `#/components/schemas/${name}` };
  };
  return { refer, schemas };
}

const keyOf = (schema: Json): string => JSON.stringify(schema);

function count(
  schema: Json,
  name: string,
  found: Map<string, { name: string; count: number; nameable: boolean }>,
): void {
  const key = keyOf(schema);
  const known = found.get(key);
  if (known) known.count += 1;
  else found.set(key, { name, count: 1, nameable: key.length >= SHORTEST && isNameable(schema) });
  forEachSchema(schema, name, (part, inner) => count(part, inner, found));
}

/** Lists are not: what is in them is. */
const isNameable = (schema: Json): boolean =>
  'properties' in schema || 'anyOf' in schema || 'oneOf' in schema || 'enum' in schema;

/** `risk_level` and `agencies[]` are called RiskLevel and Agency. */
function titled(name: string): string {
  const words = name.replace(/\[\]$/, '').split(/[_\W]+/);
  const title = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  if (!name.endsWith('[]')) return title;
  return title
    .replace(/ies$/, 'y')
    .replace(/sses$/, 'ss')
    .replace(/([^siu])s$/, '$1');
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}${number}`;
    if (!taken.has(name)) return name;
  }
}

const LISTS: readonly string[] = ['anyOf', 'oneOf', 'allOf', 'prefixItems'];
const SINGLE: readonly string[] = ['items', 'additionalProperties', 'propertyNames', 'not'];

function forEachSchema(schema: Json, name: string, visit: (part: Json, name: string) => void): void {
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'properties' && isJson(value))
      for (const [field, part] of Object.entries(value)) if (isJson(part)) visit(part, field);
    if (SINGLE.includes(key) && isJson(value)) visit(value, key === 'items' ? `${name}[]` : name);
    if (LISTS.includes(key) && Array.isArray(value))
      for (const part of value) if (isJson(part)) visit(part, name);
  }
}

function mapSchemas(schema: Json, map: (part: Json) => Json): Json {
  const entries = Object.entries(schema).map(([key, value]): [string, unknown] => {
    if (key === 'properties' && isJson(value))
      return [
        key,
        Object.fromEntries(
          Object.entries(value).map(([field, part]) => [field, isJson(part) ? map(part) : part]),
        ),
      ];
    if (SINGLE.includes(key) && isJson(value)) return [key, map(value)];
    if (LISTS.includes(key) && Array.isArray(value))
      return [key, value.map((part: unknown) => (isJson(part) ? map(part) : part))];
    return [key, value];
  });
  return Object.fromEntries(entries);
}
