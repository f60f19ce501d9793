import type { Draft } from 'immer';
import type { Instant } from '../calendar/instants.ts';
import type { CaseContext } from '../case/command.ts';
import type { CaseState } from '../case/state.ts';
import { deriveId } from '../shared/ids.ts';
import { type Clock, type ClockEnd, isLive } from './schema.ts';
import { dueAfter } from './spans.ts';

/**
 * Start a clock of the policy on a case. Without `dueAt` the rule's span for the key applies from now.
 * The same rule and subject has at most one live clock: a running one is re-timed instead.
 */
export function startClock(
  draft: Draft<CaseState>,
  context: CaseContext,
  rule: string,
  options: { subject?: string | undefined; key?: Clock['key'] | undefined; dueAt?: Instant | undefined } = {},
): void {
  const definition = context.policy.clocks[rule];
  if (!definition)
    throw new UnknownClockRuleError(`the policy ${context.policy.version} has no clock ${rule}`);
  const key = options.key ?? draft.urgency;
  const dueAt = options.dueAt ?? dueAfter(definition, key, context.now, context.calendar);
  const running = draft.clocks.find(
    (clock) => clock.rule === rule && clock.subject === options.subject && isLive(clock),
  );
  if (running) {
    endClocks(draft, context, { rule, subject: options.subject }, 'cancelled');
  }
  const number = draft.clocks.filter(
    (clock) => clock.rule === rule && clock.subject === options.subject,
  ).length;
  draft.clocks.push({
    clockId: deriveId('clk', draft.caseId, rule, options.subject ?? '', number),
    rule,
    key,
    ...(options.subject === undefined ? {} : { subject: options.subject }),
    startedAt: context.now,
    dueAt,
    status: 'running',
    fired: [],
  });
}

/**
 * End the live clocks of a rule or subject: `met` when what they wait for came, `unanswered` when it did not and
 * can no longer, else `cancelled`. Tasks that existed only because of such a clock, as a telephone call, end
 * with it. Silence is said aloud: an event and a code in the history.
 */
export function endClocks(
  draft: Draft<CaseState>,
  context: CaseContext,
  which: { rule?: string | undefined; subject?: string | undefined },
  as: ClockEnd,
): void {
  for (const clock of draft.clocks) {
    if (!isLive(clock)) continue;
    if (which.rule !== undefined && clock.rule !== which.rule) continue;
    if ('subject' in which && clock.subject !== which.subject) continue;
    clock.status = as;
    clock.endedAt = context.now;
    endTasksOf(draft, clock, context, as === 'met' ? 'done' : 'cancelled');
    if (as !== 'unanswered') continue;
    context.event('clock.unanswered', { clock: clock.clockId, rule: clock.rule, subject: clock.subject });
    context.did(`unanswered.${clock.rule}`);
  }
}

/** End the open tasks that hang on a clock. */
export function endTasksOf(
  draft: Draft<CaseState>,
  clock: Clock,
  context: CaseContext,
  as: 'done' | 'cancelled',
): void {
  for (const task of draft.tasks) {
    if (task.status !== 'open' || !clock.tasks?.includes(task.taskId)) continue;
    task.status = as;
    task.endedAt = context.now;
    task.outcome = `clock.${clock.status}`;
    context.event(`task.${as}`, { task: task.taskId, code: task.code, clock: clock.clockId });
  }
}

/**
 * Give a clock another due instant. A new clock takes its place, so that its reminders are new ones: no
 * message is ever made twice for the same clock and rung.
 */
export function extendClock(
  draft: Draft<CaseState>,
  context: CaseContext,
  clock: Draft<Clock>,
  to: Instant,
  reason: string,
): void {
  const { clockId, rule, subject, key, dueAt: from, extensions = [] } = clock;
  startClock(draft, context, rule, { subject, key, dueAt: to });
  const next = draft.clocks.at(-1);
  if (next) next.extensions = [...extensions, { at: context.now, from, to, reason, by: actorId(context) }];
  context.event('clock.extended', { clock: clockId, rule, subject, from, to, reason });
}

/** The representative, or `clock` and the like for the system, as it stands in pauses and extensions. */
export const actorId = ({ by }: Pick<CaseContext, 'by'>): string =>
  by.kind === 'worker' ? by.representativeId : by.because;

/** A rule that the case's policy does not have: a defect of the profile. */
class UnknownClockRuleError extends Error {
  override readonly name = 'UnknownClockRuleError';
}
