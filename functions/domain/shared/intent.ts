import * as z from 'zod/mini';
import { messageKindSchema } from '../message/kinds.ts';
import { aggregateTypes } from './aggregate.ts';
import { factSchema } from './event.ts';
import { idSchema } from './ids.ts';
import { recipientSchema } from './recipient.ts';

/**
 * A message to each of `to`: relay makes one message item per recipient, whose id derives from `cause`,
 * `kind` and recipient, so that no clock and rung can produce it twice. `params` hold ids, codes, instants
 * and numbers; words are made when it is sent.
 */
export const messageIntentSchema = z.object({
  intent: z.literal('message'),
  kind: messageKindSchema,
  cause: z.string(),
  to: z.array(recipientSchema),
  params: z.record(z.string(), factSchema),
  /** Collected with the recipient's others of that day and sent together at this instant. */
  digestAt: z.optional(z.string()),
  /** `<clockId>:<rung>` when a clock caused it. */
  clock: z.optional(z.string()),
});
export type MessageIntent = z.infer<typeof messageIntentSchema>;

/** A command to another aggregate; the receiver ignores what it has had from this sender before. */
export const commandIntentSchema = z.object({
  intent: z.literal('command'),
  aggregate: z.enum(aggregateTypes),
  id: idSchema,
  name: z.string(),
  input: z.record(z.string(), z.unknown()),
});
export type CommandIntent = z.infer<typeof commandIntentSchema>;

/** A row of somebody's worklist: what is asked of whom until when. Open rows replace, closed rows remove. */
export const taskIntentSchema = z.object({
  intent: z.literal('task'),
  taskId: idSchema,
  code: z.string(),
  for: recipientSchema,
  status: z.enum(['open', 'done', 'cancelled']),
  dueAt: z.optional(z.string()),
});
export type TaskIntent = z.infer<typeof taskIntentSchema>;

export const intentSchema = z.discriminatedUnion('intent', [
  messageIntentSchema,
  commandIntentSchema,
  taskIntentSchema,
]);
export type Intent = z.infer<typeof intentSchema>;
