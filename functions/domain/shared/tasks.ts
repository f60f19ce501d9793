import * as z from 'zod/mini';
import type { Collector } from './command.ts';
import { deriveId, idSchema } from './ids.ts';
import type { TaskIntent } from './intent.ts';
import { type Recipient, recipientSchema } from './recipient.ts';

/** What is asked of a person: a telephone call, an endorsement to get, a decision. A task never just vanishes. */
export const aggregateTaskSchema = z.object({
  taskId: idSchema,
  code: z.string(),
  for: recipientSchema,
  subject: z.optional(z.string()),
  reason: z.optional(z.string()),
  openedAt: z.string(),
  dueAt: z.optional(z.string()),
  /** Chased by the ladder of this key (`clocks/chase.ts`); `fired` are the rungs that were acted on. */
  chase: z.optional(z.object({ key: z.enum(['standard', 'urgent']), fired: z.array(z.string()) })),
  status: z.enum(['open', 'done', 'cancelled']),
  endedAt: z.optional(z.string()),
  outcome: z.optional(z.string()),
});
export type AggregateTask = z.infer<typeof aggregateTaskSchema>;

export interface WithTasks {
  tasks: AggregateTask[];
}

/** Ask something of a person. The same code and subject is open once; opening it again re-times it. */
export function askOf(
  draft: WithTasks,
  ownerId: string,
  context: Collector,
  task: {
    code: string;
    for: Recipient;
    subject?: string | undefined;
    reason?: string | undefined;
    dueAt?: string | undefined;
  },
): AggregateTask {
  const same = draft.tasks.filter((t) => t.code === task.code && t.subject === task.subject);
  const open = same.find((t) => t.status === 'open');
  if (open) {
    open.for = task.for;
    if (task.dueAt !== undefined) open.dueAt = task.dueAt;
    return open;
  }
  const made: AggregateTask = {
    taskId: deriveId('tsk', ownerId, task.code, task.subject ?? '', same.length),
    code: task.code,
    for: task.for,
    ...(task.subject === undefined ? {} : { subject: task.subject }),
    ...(task.reason === undefined ? {} : { reason: task.reason }),
    ...(task.dueAt === undefined ? {} : { dueAt: task.dueAt }),
    openedAt: context.now,
    status: 'open',
  };
  draft.tasks.push(made);
  context.event('task.opened', { task: made.taskId, code: task.code, agency: task.for.agencyId });
  return made;
}

/** End the open tasks of a code, or all of them, as done or cancelled. */
export function endAsked(
  draft: WithTasks,
  context: Collector,
  which: { code?: string; subject?: string | undefined },
  as: 'done' | 'cancelled',
): void {
  for (const task of draft.tasks) {
    if (task.status !== 'open') continue;
    if (which.code !== undefined && task.code !== which.code) continue;
    if (which.subject !== undefined && task.subject !== which.subject) continue;
    task.status = as;
    task.endedAt = context.now;
    context.event(`task.${as}`, { task: task.taskId, code: task.code });
  }
}

/** Worklist rows of the tasks that changed. */
export function worklistRows(
  before: readonly AggregateTask[],
  after: readonly AggregateTask[],
): TaskIntent[] {
  const known = new Map(before.map((task) => [task.taskId, task]));
  return after
    .filter((task) => known.get(task.taskId) !== task)
    .map((task) => ({
      intent: 'task',
      taskId: task.taskId,
      code: task.code,
      for: task.for,
      status: task.status,
      ...(task.dueAt === undefined ? {} : { dueAt: task.dueAt }),
    }));
}
