import { z } from 'zod';
import { limits } from './limits.ts';

/*
 * The part of the Amazon States Language that this interpreter runs: JSONata states of seven types.
 * Objects are strict, so that a field which would have no effect here is refused with its place.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */

const template = z.json();
const expression = z.string().regex(/^\{%.*%\}$/s, 'must be a JSONata expression, {% ... %}');
const seconds = z.int().min(1).max(limits.seconds);
/** `$states` is reserved. */
const variable = z
  .string()
  .max(limits.nameLength)
  .regex(/^(?!states$)[\p{ID_Start}_][\p{ID_Continue}]*$/u, 'is not a name for a variable');
const assign = z.record(variable, template);

const flow = { Next: z.string().optional(), End: z.literal(true).optional() };
const common = { Comment: z.string().optional(), QueryLanguage: z.literal('JSONata').optional() };
const effects = { Assign: assign.optional(), Output: template.optional() };

const retrier = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: z.array(z.string()).min(1),
  IntervalSeconds: seconds.optional(),
  MaxAttempts: z.int().min(0).max(limits.seconds).optional(),
  BackoffRate: z.number().min(1).optional(),
  MaxDelaySeconds: z.int().min(1).max(31_622_399).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).optional(),
});

const catcher = z.strictObject({
  Comment: z.string().optional(),
  ErrorEquals: z.array(z.string()).min(1),
  Next: z.string(),
  ...effects,
});

const choice = z.strictObject({
  Comment: z.string().optional(),
  Condition: z.union([expression, z.boolean()]),
  Next: z.string(),
  ...effects,
});

export const resources = [
  'arn:aws:states:::lambda:invoke',
  'arn:aws:states:::lambda:invoke.waitForTaskToken',
  'arn:aws:states:::states:startExecution',
] as const;

const pass = z.strictObject({ Type: z.literal('Pass'), ...common, ...flow, ...effects });

const task = z.strictObject({
  Type: z.literal('Task'),
  ...common,
  ...flow,
  ...effects,
  Resource: z.enum(resources),
  Arguments: template.optional(),
  TimeoutSeconds: z.union([seconds, expression]).optional(),
  Retry: z.array(retrier).optional(),
  Catch: z.array(catcher).optional(),
});

const branch = z.strictObject({
  Type: z.literal('Choice'),
  ...common,
  ...effects,
  Choices: z.array(choice).min(1),
  Default: z.string().optional(),
});

const wait = z.strictObject({
  Type: z.literal('Wait'),
  ...common,
  ...flow,
  ...effects,
  Seconds: z.union([z.int().min(0).max(limits.seconds), expression]).optional(),
  Timestamp: z.union([expression, z.iso.datetime({ offset: true })]).optional(),
});

const succeed = z.strictObject({ Type: z.literal('Succeed'), ...common, Output: template.optional() });

const fail = z.strictObject({
  Type: z.literal('Fail'),
  ...common,
  Error: z.string().optional(),
  Cause: z.string().optional(),
});

const stateSchema = z.discriminatedUnion('Type', [pass, task, branch, wait, succeed, fail]);

export const definitionSchema = z.strictObject({
  Comment: z.string().optional(),
  Version: z.literal('1.0').optional(),
  QueryLanguage: z.enum(['JSONata', 'JSONPath']).optional(),
  StartAt: z.string(),
  TimeoutSeconds: seconds.optional(),
  States: z.record(z.string().min(1).max(limits.nameLength), stateSchema),
});

export type Definition = z.infer<typeof definitionSchema>;
export type State = z.infer<typeof stateSchema>;
export type PassState = z.infer<typeof pass>;
export type TaskState = z.infer<typeof task>;
export type ChoiceState = z.infer<typeof branch>;
export type WaitState = z.infer<typeof wait>;
export type SucceedState = z.infer<typeof succeed>;
export type FailState = z.infer<typeof fail>;
export type Retrier = z.infer<typeof retrier>;
export type Catcher = z.infer<typeof catcher>;
export type Resource = (typeof resources)[number];

/** The names of the states that `state` can lead to. */
export function successors(state: State): string[] {
  if (state.Type === 'Succeed' || state.Type === 'Fail') return [];
  if (state.Type === 'Choice') {
    return [
      ...state.Choices.map((rule) => rule.Next),
      ...(state.Default === undefined ? [] : [state.Default]),
    ];
  }
  const next = state.Next === undefined ? [] : [state.Next];
  return state.Type === 'Task' ? [...next, ...(state.Catch ?? []).map((one) => one.Next)] : next;
}
