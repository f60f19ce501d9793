import * as z from 'zod/mini';
import type { Collector } from './command.ts';
import { idSchema } from './ids.ts';
import type { Recipient } from './recipient.ts';
import { type Refusal, refuse } from './refusal.ts';
import { askOf, type WithTasks } from './tasks.ts';

/** The people who operate the system itself, as the agency whose worklist they read. */
export const OPERATIONS = 'agy-operations';

/** What relay says of a command that another record refused. */
export const refusedInput = z.object({
  aggregate: z.string(),
  id: idSchema,
  name: z.string(),
  code: z.string(),
});

/** What was asked of another record did not happen, so somebody has to know: one task for each such refusal. */
export function askAboutRefusal(
  draft: WithTasks,
  ownerId: string,
  context: Collector,
  to: Recipient,
  { aggregate, id, name, code }: z.output<typeof refusedInput>,
): void {
  askOf(draft, ownerId, context, {
    code: 'command_refused',
    for: to,
    subject: `${id}:${name}`,
    reason: code,
  });
  context.event('command.refused', { aggregate, id, name, code });
}

/** What a person says of a task of a meeting, a person's record or an agency. */
export const taskOutcomeInput = z.strictObject({
  taskId: idSchema,
  outcome: z.enum(['done', 'not_reached', 'not_needed']),
});

/** Close a task with what came of it, unless a command of its own does: `own` names that, by task code. */
export function closeTask(
  draft: WithTasks,
  context: Collector,
  { taskId, outcome }: z.output<typeof taskOutcomeInput>,
  own: Readonly<Record<string, string>> = {},
): Refusal | undefined {
  const task = draft.tasks.find((t) => t.taskId === taskId && t.status === 'open');
  if (!task) return refuse('no-such-task', 'there is no such open task', { field: 'taskId' });
  const command = own[task.code];
  if (command !== undefined)
    return refuse('task-has-own-command', `this task is answered by ${command}`, { field: 'taskId' });
  task.status = outcome === 'not_needed' ? 'cancelled' : 'done';
  task.endedAt = context.now;
  task.outcome = outcome;
  context.event(`task.${task.status}`, { task: taskId, code: task.code, outcome });
  return undefined;
}
