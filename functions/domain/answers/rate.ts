import { addElapsed, type Elapsed, type Instant } from '../calendar/instants.ts';

/** At most so many within a span; a list of such limits holds when each does. */
export interface Limit {
  most: number;
  within: Elapsed;
}

/** Codes for one link (judgement): fifty guesses a day at a million codes, and nobody is shut out for longer than that. */
export const CODE_LIMITS: readonly Limit[] = [
  { most: 5, within: { hours: 1 } },
  { most: 10, within: { hours: 24 } },
];

/** New links asked for by one link (judgement): whoever presses twice gets one. */
export const RENEWAL_LIMITS: readonly Limit[] = [
  { most: 1, within: { minutes: 1 } },
  { most: 3, within: { hours: 1 } },
  { most: 6, within: { hours: 24 } },
];

/** Colleagues chosen at a shared mailbox (judgement); a wrong choice can be mended at once. */
export const PICK_LIMITS: readonly Limit[] = [{ most: 6, within: { hours: 24 } }];

/** When another may come after those that came, `now` or later; every limit ends by itself. */
export function nextAllowed(came: readonly Instant[], limits: readonly Limit[], now: Instant): Instant {
  const ends = limits.flatMap(({ most, within }) => {
    const recent = came.filter((at) => addElapsed(at, within) > now).toSorted();
    const first = recent.at(-most);
    return recent.length >= most && first !== undefined ? [addElapsed(first, within)] : [];
  });
  return [now, ...ends].toSorted().at(-1) ?? now;
}

/** Those that a limit may still count, with the one that comes now. */
export const withOneMore = (
  came: readonly Instant[],
  limits: readonly Limit[],
  now: Instant,
): readonly Instant[] => [
  ...came.filter((at) => limits.some(({ within }) => addElapsed(at, within) > now)),
  now,
];
