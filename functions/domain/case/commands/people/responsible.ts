import type { Draft } from 'immer';
import type { Recipient } from '../../../shared/recipient.ts';
import { openChasedTask } from '../../chased-tasks.ts';
import type { CaseContext } from '../../command.ts';
import { isExcluded, lastResort, leadAt } from '../../queries.ts';
import type { CaseState } from '../../state.ts';
import { openTask } from '../../tasks.ts';

/**
 * Who has to see to the case now: the lead, or where there is none or it is excluded, the convenor, the region,
 * the chair, the triage contact, and at last the convening team's desk. There is always somebody.
 */
export function responsible(
  draft: Draft<CaseState>,
  context: Pick<CaseContext, 'now' | 'policy'>,
): Recipient {
  const lead = leadAt(draft, context.now);
  const { convenor, region, chair } = draft.contacts;
  const found =
    [lead, convenor, region, chair].find((worker) => worker && !isExcluded(draft, worker)) ??
    lastResort(draft, context.policy);
  return { agencyId: found.agencyId, representativeId: found.representativeId };
}

/** Tasks that a clock of their own chases; every other one is chased by `task.due`, or silence would end it. */
const haveOwnClock: readonly string[] = ['decide_basis', 'review_death_hold'];

/** Open a task for whoever is responsible, tell them by e-mail that something is asked of them, and chase it. */
export function askResponsible(
  draft: Draft<CaseState>,
  context: CaseContext,
  task: { code: string; subject?: string; reason?: string; dueAt?: string },
): void {
  const to = responsible(draft, context);
  if (!haveOwnClock.includes(task.code)) {
    openChasedTask(draft, context, { ...task, for: to, tell: true });
    return;
  }
  const { taskId } = openTask(draft, context, { ...task, for: to });
  context.message({ kind: 'task_assigned', to: [to], params: { task: taskId, code: task.code } });
}
