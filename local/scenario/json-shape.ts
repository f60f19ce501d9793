import * as z from 'zod';

/** As much of a JSON Schema as the inputs of commands use. `title` is the name of a schema that has one. */
const shapeSchema = z.looseObject({
  type: z.string().optional(),
  title: z.string().optional(),
  const: z.union([z.string(), z.number(), z.boolean()]).optional(),
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
  required: z.array(z.string()).optional(),
  default: z.unknown().optional(),
});
export type Shape = z.infer<typeof shapeSchema>;

/** The shape of what a schema takes; `names` are titles for schemas that have a name of their own. */
export const shapeOf = (schema: z.core.$ZodType, names: ReadonlyMap<z.core.$ZodType, string>): Shape =>
  shapeSchema.parse(
    z.toJSONSchema(schema, {
      io: 'input',
      unrepresentable: 'any',
      override({ zodSchema, jsonSchema }) {
        const name = names.get(zodSchema);
        if (name !== undefined) jsonSchema.title = name;
      },
    }),
  );
