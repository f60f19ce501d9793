import type { Draft } from 'immer';
import { endClocks } from '../clocks/manage.ts';
import { askOf } from '../shared/tasks.ts';
import type { CaseContext } from './command.ts';
import type { Task } from './schema/ending.ts';
import type { CaseState } from './state.ts';

/**
 * Ask something of a person. The same code and subject is open once; opening it again re-times it. The row
 * of the worklist follows by itself (`worklistRows`). A task with `dueAt` is chased by the clock
 * `task.due`, started by the caller of this function when the policy wants it.
 */
export const openTask = (
  draft: Draft<CaseState>,
  context: CaseContext,
  task: Parameters<typeof askOf>[3],
): Task => askOf(draft, draft.caseId, context, task);

/** End the open tasks that fit as done or cancelled, with the clocks that chase them. */
export function endTasksThat(
  draft: Draft<CaseState>,
  context: CaseContext,
  fits: (task: Task) => boolean,
  as: 'done' | 'cancelled',
  outcome?: string,
): void {
  for (const task of draft.tasks) {
    if (task.status !== 'open' || !fits(task)) continue;
    task.status = as;
    task.endedAt = context.now;
    if (outcome !== undefined) task.outcome = outcome;
    if (context.by.kind === 'worker') task.by = context.by.representativeId;
    const chase = { rule: 'task.due', subject: task.taskId };
    endClocks(draft, context, chase, as === 'done' ? 'met' : 'cancelled');
    context.event(`task.${as}`, { task: task.taskId, code: task.code, outcome });
  }
}

/** The same for the tasks of a code, and of a subject when one is given. */
export function endTasks(
  draft: Draft<CaseState>,
  context: CaseContext,
  which: { code: string; subject?: string | undefined },
  as: 'done' | 'cancelled',
  outcome?: string,
): void {
  const { code, subject } = which;
  const fits = (task: Task) => task.code === code && (subject === undefined || task.subject === subject);
  endTasksThat(draft, context, fits, as, outcome);
}
