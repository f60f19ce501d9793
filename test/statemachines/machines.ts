import { readFileSync } from 'node:fs';
import jsonata from 'jsonata';
import * as z from 'zod/mini';

const retrier = z.object({
  ErrorEquals: z.array(z.string()),
  IntervalSeconds: z.optional(z.number()),
  BackoffRate: z.optional(z.number()),
  MaxDelaySeconds: z.optional(z.number()),
  MaxAttempts: z.optional(z.number()),
});
const catcher = z.object({ ErrorEquals: z.array(z.string()), Next: z.string() });
const stateSchema = z.object({
  Type: z.string(),
  Comment: z.optional(z.string()),
  Resource: z.optional(z.string()),
  Arguments: z.optional(z.record(z.string(), z.unknown())),
  Assign: z.optional(z.record(z.string(), z.unknown())),
  TimeoutSeconds: z.optional(z.union([z.number(), z.string()])),
  Retry: z._default(z.array(retrier), []),
  Catch: z._default(z.array(catcher), []),
  Choices: z._default(z.array(z.object({ Condition: z.string(), Next: z.string() })), []),
  Default: z.optional(z.string()),
  Next: z.optional(z.string()),
});
const machineSchema = z.object({
  Comment: z.string(),
  QueryLanguage: z.literal('JSONata'),
  TimeoutSeconds: z.number(),
  StartAt: z.string(),
  States: z.record(z.string(), stateSchema),
});
export type Machine = z.infer<typeof machineSchema>;
export type State = z.infer<typeof stateSchema>;

export const files = ['case-lifecycle', 'email-delivery'] as const;
export const textOf = (file: string): string => readFileSync(`statemachines/${file}.asl.json`, 'utf8');
export const machineOf = (file: string): Machine => machineSchema.parse(JSON.parse(textOf(file)));

export const successors = (state: State): string[] => [
  ...(state.Next === undefined ? [] : [state.Next]),
  ...(state.Default === undefined ? [] : [state.Default]),
  ...state.Choices.map(({ Next }) => Next),
  ...state.Catch.map(({ Next }) => Next),
];

/** Evaluate every expression inside a value, as Step Functions does. */
export async function evaluate(value: unknown, scope: Record<string, unknown>): Promise<unknown> {
  if (typeof value === 'string' && value.startsWith('{%'))
    return jsonata(value.slice(2, -2)).evaluate(null, scope);
  if (typeof value !== 'object' || value === null) return value;
  const entries = await Promise.all(
    Object.entries(value).map(async ([key, part]) => [key, await evaluate(part, scope)] as const),
  );
  return Object.fromEntries(entries);
}
