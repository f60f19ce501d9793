import * as z from 'zod/mini';

/**
 * A named refusal: nothing was stored. It says what is missing, so that the worker can put it right.
 * `code` is stable; `message` is for a person and holds no personal data; `field` is a path in the input.
 */
const refusalSchema = z.object({
  kind: z.literal('refused'),
  code: z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)),
  message: z.string(),
  missing: z.optional(z.array(z.string())),
  field: z.optional(z.string()),
  duty: z.optional(z.string()),
});
export type Refusal = z.infer<typeof refusalSchema>;

export function refuse(
  code: string,
  message: string,
  more: { missing?: string[]; field?: string; duty?: string } = {},
): Refusal {
  return { kind: 'refused', code, message, ...more };
}

export const isRefusal = (value: unknown): value is Refusal => refusalSchema.safeParse(value).success;
