import { describe, expect, it } from 'vitest';
import { addElapsed } from '../../functions/domain/calendar/instants.ts';
import { startClock } from '../../functions/domain/clocks/manage.ts';
import { nextWait } from '../../local/waiting.ts';
import { TimedCase } from '../domain/clocks/timed-case.ts';

const START = '2026-03-02T01:00:00.000Z';
const inDays = (days: number): string => addElapsed(START, { days });

/** A case of which these rules' clocks run, each due after so many days. */
function waiting(...clocks: [rule: string, days: number][]) {
  const timed = new TimedCase({ now: START, phase: 'action_deadlines' });
  timed.edit((draft, context) => {
    draft.clocks = [];
    for (const [rule, days] of clocks)
      startClock(draft, context, rule, { key: 'urgent', dueAt: inDays(days) });
  });
  return { timed, wait: () => nextWait(timed.state, timed.policy, timed.calendar, timed.now) };
}

describe('what a case waits for', () => {
  it('is the clock that does something first, by its title, with who has to act', () => {
    const { timed, wait } = waiting(['followup.call', 30], ['closure.complete', 2]);
    const found = wait();
    expect(found?.clock.rule).toBe('closure.complete');
    expect(found?.title).toBe(timed.policy.clocks['closure.complete']?.title);
    expect(found?.nextAt).toBe(timed.next());
    expect(found?.whom).toMatchObject({ agencyId: expect.stringMatching(/^agy-/) });
  });

  it('is the clock that was started first, of two that do something at one instant', () => {
    const rules = (...order: string[]) =>
      waiting(...order.map((rule): [string, number] => [rule, 5])).wait()?.clock.rule;
    expect(rules('closure.complete', 'followup.call')).toBe('closure.complete');
    expect(rules('followup.call', 'closure.complete')).toBe('followup.call');
  });

  it('is nothing where no clock is live', () => {
    const { timed } = waiting(['closure.complete', 2]);
    const clocks = timed.state.clocks.map((clock) => ({ ...clock, status: 'met' as const }));
    expect(nextWait({ ...timed.state, clocks }, timed.policy, timed.calendar, START)).toBeUndefined();
  });
});
