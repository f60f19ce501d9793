import type * as z from 'zod';
import { instantSchema } from '../../../functions/domain/calendar/instants.ts';
import { localDateSchema } from '../../../functions/domain/calendar/local-date.ts';
import { codeSchema } from '../../../functions/domain/shared/code.ts';
import { idSchema } from '../../../functions/domain/shared/ids.ts';
import { type Shape, shapeOf } from '../../../local/scenario/json-shape.ts';

const titles = new Map<z.core.$ZodType, string>([
  [idSchema, 'id'],
  [codeSchema, 'code'],
  [instantSchema, 'instant'],
  [localDateSchema, 'date'],
]);

/** What to put where a text stands; `title` is the name of the schema there, if it has one. */
export type Text = (title: string | undefined, path: string) => unknown;

/** An input of the shape of a command's, every field there, with a text of the caller's choice in every string. */
export const sampleOf = (input: z.core.$ZodType, text: Text): Record<string, unknown> => {
  const made = fill(shapeOf(input, titles), text, '');
  return typeof made === 'object' && made !== null ? { ...made } : {};
};

function fill(shape: Shape, text: Text, path: string): unknown {
  const either = shape.anyOf ?? shape.oneOf;
  if (either?.[0]) return fill(either[0], text, path);
  if (shape.title === undefined && shape.const !== undefined) return shape.const;
  if (shape.title === undefined && shape.enum) return shape.enum[0];
  switch (String(shape.type)) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {}).map(([key, of]) => [key, fill(of, text, `${path}.${key}`)]),
      );
    case 'array':
      return shape.items ? [fill(shape.items, text, `${path}.0`)] : [];
    case 'number':
    case 'integer':
      return shape.minimum ?? (shape.exclusiveMinimum ?? 0) + 1;
    case 'boolean':
      return true;
    default:
      return text(shape.title, path);
  }
}
