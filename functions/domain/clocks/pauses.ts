import type { Draft } from 'immer';
import { fromInstant, type Instant, toInstant } from '../calendar/instants.ts';
import type { CaseContext } from '../case/command.ts';
import type { CaseState } from '../case/state.ts';
import { actorId } from './manage.ts';
import { type Clock, isPastDue } from './schema.ts';

/**
 * Hold a live clock until a date: nothing of it fires before. The end of the pause is itself the clock's next
 * instant, so that a pause is never forgotten, and an event, so that it is never silent.
 */
export function pauseClock(
  _draft: Draft<CaseState>,
  context: CaseContext,
  clock: Draft<Clock>,
  until: Instant,
  reason: string,
): void {
  clock.status = 'paused';
  clock.pause = { from: context.now, until, reason, by: actorId(context) };
  context.event('clock.paused', {
    clock: clock.clockId,
    rule: clock.rule,
    subject: clock.subject,
    until,
    reason,
  });
  context.did(`paused.${clock.rule}`);
}

/** When a clock is due once a pause from one instant to another is over: later by the length of the pause. */
export const dueAfterPause = ({ dueAt }: Clock, from: Instant, until: Instant): Instant =>
  toInstant(fromInstant(dueAt) + fromInstant(until) - fromInstant(from));

/** End a pause, at its date or before: the due instant moves by the length of the pause. */
export function resumeClock(_draft: Draft<CaseState>, context: CaseContext, clock: Draft<Clock>): void {
  const { pause } = clock;
  if (clock.status !== 'paused' || !pause) return;
  const until = context.now;
  clock.pauses = [...(clock.pauses ?? []), { ...pause, until }];
  clock.dueAt = dueAfterPause(clock, pause.from, until);
  clock.status = isPastDue(clock) ? 'breached' : 'running';
  delete clock.pause;
  context.event('clock.resumed', { clock: clock.clockId, rule: clock.rule, dueAt: clock.dueAt });
  context.did(`resumed.${clock.rule}`);
}
