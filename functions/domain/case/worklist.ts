import type { TaskIntent } from '../shared/intent.ts';
import type { CaseState } from './state.ts';

/** Worklist rows that a decision changed: tasks opened, re-timed, handed on or ended. */
export function worklistChanges(before: CaseState | undefined, after: CaseState): TaskIntent[] {
  const known = new Map((before?.tasks ?? []).map((task) => [task.taskId, task]));
  return after.tasks
    .filter((task) => known.get(task.taskId) !== task)
    .map((task) => ({
      intent: 'task',
      taskId: task.taskId,
      code: task.code,
      for: task.for as TaskIntent['for'],
      status: task.status,
      ...(task.dueAt === undefined ? {} : { dueAt: task.dueAt }),
    }));
}
