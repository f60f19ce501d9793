import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/instants.ts';
import type { CaseState } from '../case/state.ts';
import { recipientFor } from '../clocks/recipients.ts';
import { ladderOf, nextOccurrence, rungTimes } from '../clocks/rungs.ts';
import { type Clock, isLive } from '../clocks/schema.ts';
import type { CaseRole, Policy } from '../policy/schema.ts';
import type { Recipient } from '../shared/recipient.ts';
import { isWorker } from './grounds.ts';

/** What time does next about a thing that nobody does: whom it tells, and when. */
export interface NextStep {
  at: Instant;
  to: readonly CaseRole[];
  /** Those of them that the reader is. */
  mine: readonly CaseRole[];
}

/** What the steps of a case depend on beside its clocks. */
export interface StepContext {
  policy: Policy;
  calendar: Calendar;
  now: Instant;
}

/**
 * The next step of the ladder of a clock that tells somebody, after now; undefined when no clock of the rule runs,
 * or while it is paused.
 * @param subject what the clock is about: an action, a task. A clock of the whole case has none.
 */
export function nextStep(
  state: CaseState,
  rule: string,
  subject: string | undefined,
  reader: Recipient,
  { policy, calendar, now }: StepContext,
): NextStep | undefined {
  const clock = clockOf(state, rule, subject);
  if (!clock || clock.status === 'paused') return undefined;
  const times = rungTimes(state.caseId, policy, calendar);
  const steps = ladderOf(clock, times)
    .filter(({ to }) => to.length > 0)
    .flatMap((rung) => nextOccurrence(clock, rung, times) ?? [])
    .filter(({ at }) => at > now);
  const at = steps.map((step) => step.at).toSorted()[0];
  if (at === undefined) return undefined;
  const to = [...new Set(steps.filter((step) => step.at === at).flatMap(({ rung }) => rung.to))];
  const mine = to.filter((role) => isWorker(reader, recipientFor(state, role, subject, now)));
  return { at, to, mine };
}

/** The running clock of a rule about a thing, or else that of the whole case. */
export function clockOf(state: CaseState, rule: string, subject?: string): Clock | undefined {
  const running = state.clocks.filter((clock) => clock.rule === rule && isLive(clock));
  return (
    running.findLast((clock) => clock.subject === subject) ??
    running.findLast((clock) => clock.subject === undefined)
  );
}
