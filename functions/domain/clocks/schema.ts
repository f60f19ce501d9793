import * as z from 'zod/mini';
import { idSchema } from '../shared/ids.ts';

/**
 * A running deadline of a case (design, decision 11). `rule` names a clock rule of the policy; `key` is the
 * urgency or priority whose due span and ladder apply. `fired` holds what was already acted on: `due` for the
 * due instant itself, and rung codes; of a repeating rung only the newest, as `weekly#2`. `skipped` holds rungs
 * that an outage overtook. `acknowledgedAt` stops rungs that are not marked `always`.
 */
export const clockSchema = z.object({
  clockId: idSchema,
  rule: z.string(),
  key: z.enum(['standard', 'urgent', 'critical']),
  /** The action, task, attempt, person or meeting it is about. */
  subject: z.optional(idSchema),
  startedAt: z.string(),
  dueAt: z.string(),
  /**
   * `met`: what it waited for came. `unanswered`: the time for an answer ran out in silence, which is an outcome
   * of its own and never an answer (design, decision 10). `cancelled`: nobody waits for it any more.
   */
  status: z.enum(['running', 'breached', 'paused', 'met', 'unanswered', 'cancelled']),
  endedAt: z.optional(z.string()),
  fired: z.array(z.string()),
  skipped: z.optional(z.array(z.string())),
  /** Tasks that exist only because of this clock; they end with it. */
  tasks: z.optional(z.array(idSchema)),
  lastFiredAt: z.optional(z.string()),
  acknowledgedAt: z.optional(z.string()),
  /** While paused nothing fires; `until` is a date at which it resumes, and the due instant moves by the length. */
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

/** How a clock can end. */
export type ClockEnd = 'met' | 'unanswered' | 'cancelled';

export const isLive = (clock: Pick<Clock, 'status'>): boolean =>
  clock.status === 'running' || clock.status === 'breached' || clock.status === 'paused';

/** Whether the due instant has been acted on. */
export const isPastDue = (clock: Clock): boolean => clock.fired.includes('due');

/** A rung without acknowledgement is open, even if every message of it was delivered. */
export const hasOpenRung = (clock: Clock): boolean =>
  isLive(clock) &&
  clock.lastFiredAt !== undefined &&
  (clock.acknowledgedAt === undefined || clock.acknowledgedAt < clock.lastFiredAt);
