import type { Draft } from 'immer';
import { addCalendarDays, type Instant } from '../../../calendar/index.ts';
import { acknowledge } from '../../../clocks/acknowledge.ts';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import type { Clock } from '../../../clocks/schema.ts';
import { dueAfter } from '../../../clocks/spans.ts';
import type { CaseContext } from '../../command.ts';
import type { Action } from '../../schema/actions.ts';
import type { CaseState } from '../../state.ts';

/** Whose span and ladder apply to an action of a priority. */
export const clockKey = (priority: Action['priority']): Clock['key'] =>
  priority === 'immediate' ? 'critical' : priority;

/** When an action is due that names no day of its own, by its priority (C.4 action.due, judgement). */
export function dueByPriority(priority: Action['priority'], context: CaseContext): Instant {
  const rule = context.policy.clocks['action.due'];
  if (!rule) throw new Error(`the policy ${context.policy.version} has no clock action.due`);
  return dueAfter(rule, clockKey(priority), context.now, context.calendar);
}

/**
 * Start what chases an open action: its due instant, the acknowledgement of an immediate one that its owner
 * has not accepted, and the next check where it repeats. Done again after a change of owner or day.
 */
export function startActionClocks(draft: Draft<CaseState>, action: Action, context: CaseContext): void {
  const subject = action.actionId;
  const key = clockKey(action.priority);
  startClock(draft, context, 'action.due', { subject, key, dueAt: action.dueAt });
  if (action.priority === 'immediate' && action.acceptedAt === undefined) {
    startClock(draft, context, 'action.acknowledge', { subject, key });
  }
  if (action.checkEveryDays !== undefined) startCheck(draft, action, context);
}

/** The next check of an action that is looked at every so many days. */
export function startCheck(draft: Draft<CaseState>, action: Action, context: CaseContext): void {
  if (action.checkEveryDays === undefined) return;
  startClock(draft, context, 'action.check', {
    subject: action.actionId,
    key: clockKey(action.priority),
    dueAt: addCalendarDays(context.calendar, context.now, action.checkEveryDays, {
      at: context.policy.daily.at,
    }),
  });
}

/** The owner took notice: the clock for that is met, and reminders already sent count as answered. */
export function acknowledgeAction(draft: Draft<CaseState>, action: Action, context: CaseContext): void {
  const subject = action.actionId;
  endClocks(draft, context, { rule: 'action.acknowledge', subject }, 'met');
  acknowledge(draft, context, { subject });
}
