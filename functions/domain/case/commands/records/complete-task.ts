import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { isLive } from '../../../clocks/schema.ts';
import { idSchema } from '../../../shared/ids.ts';
import { requireNote } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { endChasedTasks } from '../../chased-tasks.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { phases } from '../../phases.ts';
import { requireFunction } from '../../roles.ts';
import type { Task } from '../../schema/ending.ts';
import type { CaseState } from '../../state.ts';

/** Tasks whose answer is a decision of its own: ending them as done would leave the decision out. */
const ownCommands: Readonly<Record<string, string>> = {
  'record.received': 'acknowledgeRecord',
  'incident.review': 'decideIncident',
  'incident.in_watch': 'decideIncident',
  'action.countered': 'answerCounter',
  'action.not_undertaken': 'acceptNotUndertaken',
  'shortterm.review': 'continueShortTerm',
};

/** What a person says of a task. After `not_reached` it stays open, for nobody has been told yet. */
const outcomes = ['done', 'reached', 'not_reached', 'declined', 'not_needed'] as const;

/**
 * The outcome of any task. A telephone task that reached somebody acknowledges the clock behind it. To end one
 * as declined or not needed takes a reason in the text `reason`.
 */
export const completeTask = defineCaseCommand({
  name: 'completeTask',
  title: 'Give the outcome of a task',
  duty: ['S0-38', 'judgement'],
  phases,
  by: 'worker',
  input: z.strictObject({ taskId: idSchema, outcome: z.enum(outcomes) }),
  decide(draft, { taskId, outcome }, context) {
    const task = draft.tasks.find((t) => t.taskId === taskId);
    if (!task) return refuse('no-such-task', 'the case has no such task', { field: 'taskId' });
    const by = requireFunction(draft, context, ['lead', 'convenor', 'chair', 'triage', 'region'], {
      agencies: [task.for.agencyId],
    });
    if ('kind' in by) return by;
    if (task.status !== 'open')
      return refuse('task-ended', `the task is ${task.status} already`, { field: 'taskId' });
    const own = ownCommands[task.code];
    if (own) return refuse('task-has-own-command', `answer this task by ${own}`, { field: 'taskId' });
    if (outcome === 'not_needed' || outcome === 'declined') {
      const silent = requireNote(context, 'reason', 'why the task was not done');
      if (silent) return silent;
    }
    if (outcome === 'not_reached') {
      context.event('task.attempted', { task: taskId, code: task.code });
      context.did('task.not_reached');
      return undefined;
    }
    if (outcome === 'done' || outcome === 'reached') {
      acknowledgeBehind(draft, task, context);
      settleMessage(draft, taskId, context);
    }
    endChasedTasks(draft, context, (t) => t.taskId === taskId, 'done', outcome);
    context.did('task.done');
    return undefined;
  },
});

function acknowledgeBehind(draft: Draft<CaseState>, task: Task, context: CaseContext): void {
  if (task.subject === undefined || !task.code.startsWith('telephone')) return;
  for (const clock of draft.clocks) {
    if (clock.clockId !== task.subject && clock.subject !== task.subject) continue;
    if (isLive(clock)) clock.acknowledgedAt = context.now;
  }
}

/** A telephone call did what the message could not. */
function settleMessage(draft: Draft<CaseState>, taskId: string, context: CaseContext): void {
  const message = draft.undelivered.find((entry) => entry.taskId === taskId);
  if (message) message.settledAt = context.now;
}
