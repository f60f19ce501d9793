import { atLocalTime, type Instant, localDate } from '../calendar/index.ts';
import type { CaseContext } from '../case/command.ts';

/** That local day's time for the digest. If it has passed, what comes now goes at once. */
export function digestAt({
  policy,
  calendar,
  now,
}: Pick<CaseContext, 'policy' | 'calendar' | 'now'>): Instant {
  return atLocalTime(calendar, localDate(calendar, now), policy.daily.digestAt);
}
