import * as z from 'zod';
import { instantSchema } from '../../../functions/domain/calendar/instants.ts';
import { localDateSchema } from '../../../functions/domain/calendar/local-date.ts';
import { codeSchema } from '../../../functions/domain/shared/code.ts';
import { idSchema } from '../../../functions/domain/shared/ids.ts';

/** As much of a JSON Schema as the inputs of commands use. */
const shapeSchema = z.looseObject({
  type: z.string().optional(),
  title: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  get anyOf() {
    return z.array(shapeSchema).optional();
  },
  get oneOf() {
    return z.array(shapeSchema).optional();
  },
  get items() {
    return shapeSchema.optional();
  },
  get properties() {
    return z.record(z.string(), shapeSchema).optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), shapeSchema]).optional();
  },
});
type Shape = z.infer<typeof shapeSchema>;

const titles = new Map<z.core.$ZodType, string>([
  [idSchema, 'id'],
  [codeSchema, 'code'],
  [instantSchema, 'instant'],
  [localDateSchema, 'date'],
]);

const shapeOf = (input: z.core.$ZodType): Shape =>
  shapeSchema.parse(
    z.toJSONSchema(input, {
      io: 'input',
      unrepresentable: 'any',
      override({ zodSchema, jsonSchema }) {
        const title = titles.get(zodSchema);
        if (title !== undefined) jsonSchema.title = title;
      },
    }),
  );

/** What to put where a text stands; `title` is the name of the schema there, if it has one. */
export type Text = (title: string | undefined, path: string) => unknown;

/** An input of the shape of a command's, every field there, with a text of the caller's choice in every string. */
export const sampleOf = (input: z.core.$ZodType, text: Text): Record<string, unknown> => {
  const made = fill(shapeOf(input), text, '');
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
