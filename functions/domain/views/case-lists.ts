import * as z from 'zod/mini';
import type { Instant } from '../calendar/instants.ts';
import { caseMeetingSchema } from '../case/schema/agencies.ts';
import { contactRecordSchema, type Task } from '../case/schema/ending.ts';
import { caseSchema } from '../case/state.ts';
import { idSchema } from '../shared/ids.ts';
import { recipientSchema } from '../shared/recipient.ts';
import { aggregateTaskSchema } from '../shared/tasks.ts';
import { taskWords } from './words.ts';

/** A meeting of the case as the case knows it, with who took part. */
export const caseMeetingViewSchema = z.omit(caseMeetingSchema, { meetingVersion: true });

/** Assessments, needs, determinations and identified risks. */
export const riskViewSchema = z.pick(caseSchema.shape.risk, {
  assessments: true,
  needs: true,
  determinations: true,
  identified: true,
  justice: true,
  incidents: true,
});

export const recordViewSchema = contactRecordSchema;

/**
 * What is asked of whom until when; why, and about whom, is not in it. What it is, is said to those who run the
 * case and to the agency itself: it may be a doubt about another worker.
 */
export const taskViewSchema = z.object({
  ...z.pick(aggregateTaskSchema, {
    taskId: true,
    for: true,
    openedAt: true,
    dueAt: true,
    status: true,
    endedAt: true,
  }).shape,
  code: z.optional(z.string()),
  outcome: z.optional(z.string()),
  title: z.string(),
  overdue: z.boolean(),
});
export type TaskView = z.infer<typeof taskViewSchema>;

/** @param told whether the reader is told what it is */
export const taskView = ({ code, outcome, ...task }: Task, now: Instant, told: boolean): TaskView =>
  taskViewSchema.parse({
    ...task,
    ...(told ? { code, outcome, title: taskWords(code) } : { title: 'A task' }),
    overdue: task.status === 'open' && task.dueAt !== undefined && task.dueAt < now,
  });

/** A mail that did not reach its recipient, and what was done about it. Why stands as codes of the gate. */
export const undeliveredViewSchema = z.object({
  messageId: idSchema,
  kind: z.string(),
  to: recipientSchema,
  outcome: z.string(),
  at: z.string(),
  next: z.enum(['next_contact', 'task', 'next_contact_and_task']),
  reasons: z.optional(z.array(z.string())),
  taskId: z.optional(idSchema),
  settledAt: z.optional(z.string()),
});

/** An entry of the timeline: what happened, when, and by which agency; `system` when time or another record did it. */
export const timelineEntrySchema = z.object({
  seq: z.number(),
  at: z.string(),
  event: z.string(),
  title: z.string(),
  command: z.string(),
  agencyId: z.optional(idSchema),
  bySystem: z.boolean(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;
