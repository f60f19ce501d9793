import type { Draft } from 'immer';
import type { CaseContext } from '../case/command.ts';
import type { CaseState } from '../case/state.ts';
import { endTasksOf } from './manage.ts';
import { isLive } from './schema.ts';

/**
 * Somebody answered what a clock asked: rungs of it that are not marked `always` fall silent, and telephone
 * calls that it asked for are no longer needed. The clock goes on: to have answered is not to have done.
 * @returns how many clocks had something to acknowledge
 */
export function acknowledge(
  draft: Draft<CaseState>,
  context: CaseContext,
  which: { clockId?: string; rule?: string; subject?: string },
): number {
  let count = 0;
  for (const clock of draft.clocks) {
    if (!isLive(clock) || clock.lastFiredAt === undefined) continue;
    if (which.clockId !== undefined && clock.clockId !== which.clockId) continue;
    if (which.rule !== undefined && clock.rule !== which.rule) continue;
    if (which.subject !== undefined && clock.subject !== which.subject) continue;
    count += 1;
    clock.acknowledgedAt = context.now;
    endTasksOf(draft, clock, context, 'done');
    context.event('clock.acknowledged', { clock: clock.clockId, rule: clock.rule, subject: clock.subject });
  }
  return count;
}
