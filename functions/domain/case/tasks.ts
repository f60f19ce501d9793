import type { Draft } from 'immer';
import { deriveId } from '../shared/ids.ts';
import type { Recipient } from '../shared/recipient.ts';
import type { CaseContext } from './command.ts';
import type { Task } from './schema/ending.ts';
import type { CaseState } from './state.ts';

/**
 * Ask something of a person. The same code and subject is open once; opening it again re-times it. The row
 * of the worklist follows by itself (`case/worklist.ts`). A task with `dueAt` is chased by the clock
 * `task.due`, started by the caller of this function when the policy wants it.
 */
export function openTask(
  draft: Draft<CaseState>,
  context: CaseContext,
  task: {
    code: string;
    for: Recipient;
    subject?: string | undefined;
    reason?: string | undefined;
    dueAt?: string | undefined;
  },
): Task {
  const open = draft.tasks.find(
    (t) => t.status === 'open' && t.code === task.code && t.subject === task.subject,
  );
  if (open) {
    open.for = task.for;
    if (task.dueAt !== undefined) open.dueAt = task.dueAt;
    return open;
  }
  const number = draft.tasks.filter((t) => t.code === task.code && t.subject === task.subject).length;
  const made: Task = {
    taskId: deriveId('tsk', draft.caseId, task.code, task.subject ?? '', number),
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

/** End the open tasks of a code (and subject, when given) as done or cancelled. */
export function endTasks(
  draft: Draft<CaseState>,
  context: CaseContext,
  which: { code: string; subject?: string | undefined },
  as: 'done' | 'cancelled',
  outcome?: string,
): void {
  for (const task of draft.tasks) {
    if (task.status !== 'open' || task.code !== which.code) continue;
    if (which.subject !== undefined && task.subject !== which.subject) continue;
    task.status = as;
    task.endedAt = context.now;
    if (outcome !== undefined) task.outcome = outcome;
    context.event(`task.${as}`, { task: task.taskId, code: task.code });
  }
}
