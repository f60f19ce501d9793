import type { Draft } from 'immer';
import type { CaseContext } from '../../case/command.ts';
import { isOnHold } from '../../case/on-hold.ts';
import { openActions } from '../../case/queries.ts';
import type { Action } from '../../case/schema/actions.ts';
import type { CaseState } from '../../case/state.ts';
import { liveClock, openClockTask } from '../clock-tasks.ts';
import { digestAt } from '../digest.ts';
import type { DueEffect } from '../effects.ts';
import { startClock } from '../manage.ts';
import { recipientFor } from '../recipients.ts';

/**
 * The lead coordinates feedback (S0-32): owners of open actions who said nothing in this period are asked,
 * and who said nothing in the period before either is shown to the lead by agency. Then the next period runs.
 */
export const collectFeedback: DueEffect = (draft, clock, context) => {
  const silent = openActions(draft).filter(
    (action) => lastWord(action) <= clock.startedAt && !isOnHold(draft, action),
  );
  const before = draft.clocks.findLast((c) => c.rule === clock.rule && c.clockId !== clock.clockId);
  const { dueAt, startedAt } = clock;
  for (const action of silent) askOwner(draft, action, dueAt, context);
  startClock(draft, context, clock.rule, { key: clock.key });
  const next = liveClock(draft, clock.rule);
  if (!before || !next) return;
  const agencies = silent
    .filter((action) => lastWord(action) <= before.startedAt && before.startedAt < startedAt)
    .map((action) => action.owner.agencyId);
  const lead = recipientFor(draft, 'lead', undefined, context.now);
  if (!lead) return;
  for (const agencyId of new Set(agencies))
    openClockTask(draft, next, { code: 'feedback.outstanding', for: lead, subject: agencyId }, context);
};

const lastWord = (action: Action): string => action.feedback.at(-1)?.at ?? action.createdAt;

function askOwner(draft: Draft<CaseState>, action: Action, dueAt: string, context: CaseContext): void {
  const to = recipientFor(draft, 'owner', action.actionId, context.now);
  if (!to) return;
  context.message({
    kind: 'reminder',
    cause: `${context.commandId}:${action.actionId}`,
    to: [to],
    params: {
      caseId: draft.caseId,
      rule: 'feedback.collect',
      subject: action.actionId,
      dueAt,
      priority: action.priority,
    },
    ...(action.priority === 'standard' ? { digestAt: digestAt(context) } : {}),
  });
  context.did('reminder.feedback');
}
