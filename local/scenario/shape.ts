import type * as z from 'zod';
import { instantSchema } from '../../functions/domain/calendar/instants.ts';
import { localDateSchema } from '../../functions/domain/calendar/local-date.ts';
import { workerSchema } from '../../functions/domain/shared/actor.ts';
import { codeSchema } from '../../functions/domain/shared/code.ts';
import { idSchema } from '../../functions/domain/shared/ids.ts';
import { type Shape, shapeOf } from './json-shape.ts';

/** Schemas that have a name of their own in the documentation. */
const named = new Map<z.core.$ZodType, string>([
  [idSchema, 'id'],
  [codeSchema, 'code'],
  [instantSchema, 'time'],
  [localDateSchema, 'date'],
  [workerSchema, 'worker'],
]);

/**
 * What a command's input looks like, for somebody who writes a scenario: `name: shape` a line, `?` behind what
 * may be left out, `worker` for `{ agencyId, representativeId }`, `id`, `code`, `time`, `date`, `text`, and values as they are.
 */
export function inputLines(schema: z.core.$ZodType): string[] {
  const shape = shapeOf(schema, named);
  return isObject(shape) ? fields(shape).map(([name, of]) => `${name}: ${of}`) : [describe(shape)];
}

const isObject = (shape: Shape): boolean => shape.properties !== undefined;

const fields = (shape: Shape): [string, string][] =>
  Object.entries(shape.properties ?? {}).map(([name, of]) => [
    isNeeded(shape, name, of) ? name : `${name}?`,
    describe(of),
  ]);

const isNeeded = (shape: Shape, name: string, of: Shape): boolean =>
  (shape.required ?? []).includes(name) && of.default === undefined;

function describe(shape: Shape): string {
  if (shape.title !== undefined) return shape.title;
  if (shape.const !== undefined) return String(shape.const);
  if (shape.enum) return shape.enum.map(String).join(' | ');
  const either = shape.anyOf ?? shape.oneOf;
  if (either) return either.map(describe).join(' or ');
  if (shape.type === 'array') return `[${shape.items ? describe(shape.items) : 'anything'}, …]`;
  if (isObject(shape)) return `{ ${fields(shape).map(joined).join(', ')} }`;
  if (shape.type === 'object') return `{ key: ${valueShape(shape)} }`;
  if (shape.type === 'string') return 'text';
  return shape.type === 'boolean' ? 'true | false' : (shape.type ?? 'anything');
}

const joined = ([name, of]: [string, string]): string => `${name}: ${of}`;

const valueShape = ({ additionalProperties }: Shape): string =>
  typeof additionalProperties === 'object' ? describe(additionalProperties) : 'anything';
