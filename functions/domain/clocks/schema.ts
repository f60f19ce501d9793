import * as z from 'zod/mini';
import { idSchema } from '../shared/ids.ts';

/**
 * A running deadline of a case (design, decision 11). `rule` names a clock rule of the policy; `key` is the
 * urgency or priority whose due span and ladder apply. `fired` holds the rung codes already acted on, with
 * repeats as `weekly#2`. `acknowledgedAt` stops rungs that are not marked `always`.
 */
export const clockSchema = z.object({
  clockId: idSchema,
  rule: z.string(),
  key: z.enum(['standard', 'urgent', 'critical']),
  /** The action, task, attempt, person or meeting it is about. */
  subject: z.optional(idSchema),
  startedAt: z.string(),
  dueAt: z.string(),
  status: z.enum(['running', 'breached', 'paused', 'met', 'cancelled']),
  endedAt: z.optional(z.string()),
  fired: z.array(z.string()),
  lastFiredAt: z.optional(z.string()),
  acknowledgedAt: z.optional(z.string()),
  /** Instants left when paused are kept by moving dueAt when it resumes. */
  pause: z.optional(z.object({ from: z.string(), until: z.string(), reason: z.string(), by: z.string() })),
  pauses: z.optional(
    z.array(z.object({ from: z.string(), until: z.string(), reason: z.string(), by: z.string() })),
  ),
  extensions: z.optional(
    z.array(
      z.object({ at: z.string(), from: z.string(), to: z.string(), reason: z.string(), by: z.string() }),
    ),
  ),
});
export type Clock = z.infer<typeof clockSchema>;

export const isLive = (clock: Clock): boolean =>
  clock.status === 'running' || clock.status === 'breached' || clock.status === 'paused';
