import type { Draft } from 'immer';
import type { CaseContext } from '../case/command.ts';
import { lastResort } from '../case/queries.ts';
import type { CaseState } from '../case/state.ts';
import { openTask } from '../case/tasks.ts';
import type { CaseRole } from '../policy/schema.ts';
import type { Recipient } from '../shared/recipient.ts';
import { recipientFor } from './recipients.ts';
import { type Clock, isLive } from './schema.ts';

/** A task that exists only because of a clock: it ends when the clock does (`endClocks`). */
export function openClockTask(
  draft: Draft<CaseState>,
  clock: Draft<Clock>,
  task: { code: string; for: Recipient; subject?: string | undefined; reason?: string },
  context: CaseContext,
): string {
  const { taskId } = openTask(draft, context, { subject: clock.subject, ...task });
  if (!clock.tasks?.includes(taskId)) clock.tasks = [...(clock.tasks ?? []), taskId];
  return taskId;
}

/** Ask a role for a decision that a clock stands for. Nobody left falls to the last resort. */
export function askRole(
  draft: Draft<CaseState>,
  clock: Draft<Clock>,
  task: { code: string; role: CaseRole; tell?: boolean },
  context: CaseContext,
): void {
  const to = recipientFor(draft, task.role, clock.subject, context.now) ?? lastResort(draft, context.policy);
  const taskId = openClockTask(draft, clock, { code: task.code, for: to, reason: clock.rule }, context);
  if (task.tell)
    context.message({
      kind: 'task_assigned',
      cause: `${context.commandId}:${taskId}`,
      to: [to],
      params: { caseId: draft.caseId, taskId, code: task.code, dueAt: clock.dueAt },
    });
}

/** The live clock of a rule, for an effect that has just moved the case. */
export const liveClock = (draft: Draft<CaseState>, rule: string): Draft<Clock> | undefined =>
  draft.clocks.findLast((clock) => clock.rule === rule && isLive(clock));

/** The clock that a task hangs on, so that an answer to the task is an answer to the clock. */
export const clockOfTask = (state: Draft<CaseState> | CaseState, taskId: string): Clock | undefined =>
  state.clocks.findLast(
    (clock) => clock.tasks?.includes(taskId) || (clock.rule === 'task.due' && clock.subject === taskId),
  );
