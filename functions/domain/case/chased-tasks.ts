import type { Draft } from 'immer';
import { startClock } from '../clocks/manage.ts';
import type { Clock } from '../clocks/schema.ts';
import { isLive } from '../clocks/schema.ts';
import type { Recipient } from '../shared/recipient.ts';
import type { CaseContext } from './command.ts';
import { isExcluded, leadAt } from './queries.ts';
import type { Task } from './schema/ending.ts';
import type { CaseState } from './state.ts';
import { openTask } from './tasks.ts';

/**
 * Ask something of a person and have the clock `task.due` chase it until it is answered. In a case that has
 * ended for good the task stands without a clock.
 * @param task.key whose span applies; without it the urgency of the case
 * @param task.tell whether the person gets an e-mail at once and not only with the first reminder
 */
export function openChasedTask(
  draft: Draft<CaseState>,
  context: CaseContext,
  task: {
    code: string;
    for: Recipient;
    subject?: string | undefined;
    reason?: string | undefined;
    dueAt?: string | undefined;
    key?: Clock['key'] | undefined;
    tell?: boolean;
  },
): Task {
  const { key, tell, ...asked } = task;
  const opened = openTask(draft, context, asked);
  const made = draft.tasks.find((t) => t.taskId === opened.taskId) ?? opened;
  if (draft.phase !== 'closed' && (task.dueAt !== undefined || !isChased(draft, made.taskId))) {
    startClock(draft, context, 'task.due', { subject: made.taskId, key, dueAt: task.dueAt });
    const clock = draft.clocks.find((c) => c.subject === made.taskId && isLive(c));
    if (clock) made.dueAt = clock.dueAt;
  }
  if (tell) {
    context.message({
      kind: 'task_assigned',
      cause: `${context.commandId}:${made.taskId}`,
      to: [{ ...task.for }],
      params: {
        taskId: made.taskId,
        code: made.code,
        ...(made.dueAt === undefined ? {} : { dueAt: made.dueAt }),
      },
    });
  }
  return made;
}

const isChased = (draft: Draft<CaseState>, taskId: string): boolean =>
  draft.clocks.some((clock) => clock.rule === 'task.due' && clock.subject === taskId && isLive(clock));

/** The lead's own worker now; before there is a lead, the convenor, and before that triage. */
export function leadRecipient(draft: Draft<CaseState>, now: string): Recipient {
  const lead = leadAt(draft, now);
  if (!lead) return convenorRecipient(draft);
  const worker = { agencyId: lead.agencyId, representativeId: lead.representativeId };
  return isExcluded(draft, worker) ? convenorRecipient(draft) : worker;
}

/** The convenor, or triage while none is named. */
export function convenorRecipient(draft: CaseState | Draft<CaseState>): Recipient {
  const { convenor, triage } = draft.contacts;
  return { ...(convenor && !isExcluded(draft, convenor) ? convenor : triage) };
}
