import type { Calendar, Instant } from '../functions/domain/calendar/index.ts';
import type { CaseState } from '../functions/domain/case/state.ts';
import { recipientFor } from '../functions/domain/clocks/recipients.ts';
import { ladderOf, nextOfClock, rungTimes } from '../functions/domain/clocks/rungs.ts';
import { type Clock, isLive } from '../functions/domain/clocks/schema.ts';
import type { Policy } from '../functions/domain/policy/schema.ts';
import type { Recipient } from '../functions/domain/shared/recipient.ts';

/** What a case waits for next: the clock, its rule's title, when, and who has to act. */
export interface Waiting {
  clock: Clock;
  title: string;
  /** When the clock next does something: a reminder, or falling due. */
  nextAt: Instant;
  whom: Recipient | undefined;
}

/** The earliest of a case's live clocks, or nothing when it is closed for good. */
export function nextWait(
  state: CaseState,
  policy: Policy,
  calendar: Calendar,
  now: Instant,
): Waiting | undefined {
  const times = rungTimes(state.caseId, policy, calendar);
  const waits = state.clocks.filter(isLive).flatMap((clock) => {
    const nextAt = nextOfClock(clock, times);
    return nextAt === undefined ? [] : [{ clock, nextAt }];
  });
  // Of several at one instant the one that was started first.
  const [first] = waits.toSorted((a, b) => (a.nextAt < b.nextAt ? -1 : a.nextAt > b.nextAt ? 1 : 0));
  if (first === undefined) return undefined;
  const role = ladderOf(first.clock, times).find((rung) => rung.to.length > 0)?.to[0];
  return {
    ...first,
    title: policy.clocks[first.clock.rule]?.title ?? first.clock.rule,
    whom: role === undefined ? undefined : recipientFor(state, role, first.clock.subject, now),
  };
}
