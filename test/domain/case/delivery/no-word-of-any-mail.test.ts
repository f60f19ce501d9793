import { describe, expect, it } from 'vitest';
import { addElapsed, calendarFor } from '../../../../functions/domain/calendar/index.ts';
import { advanceCase, nextAt } from '../../../../functions/domain/clocks/advance.ts';
import { startClock } from '../../../../functions/domain/clocks/manage.ts';
import type { Intent, MessageIntent } from '../../../../functions/domain/shared/intent.ts';
import { TimedCase } from '../../clocks/timed-case.ts';
import { CaseUnderTest } from '../fixtures.ts';

const calendar = calendarFor('AU-WA');

/** Days in which no word comes of any mail and nobody does anything. Answers how many mails each made. */
function playInSilence(c: CaseUnderTest, days: number): number[] {
  const { policy } = c;
  const mails: number[] = [];
  const waiting: { message: MessageIntent; n: number }[] = [];
  let made = 0;
  const take = (intents: readonly Intent[]) => {
    for (const message of intents) {
      if (message.intent !== 'message') continue;
      made += 1;
      waiting.push({ message, n: made });
    }
  };
  const settle = () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { kind, to, params, clock } = next.message;
      for (const [index, one] of to.entries()) {
        const messageId = `msg-0000${next.n}x${index}`;
        const told = { messageId, kind, to: one, outcome: 'not_confirmed', params, clock };
        take(c.run('messageOutcome', told, { by: 'system' }).intents);
        if (made > 2_000) throw new Error('mail makes mail without end');
      }
    }
  };
  for (let day = 1; day <= days; day += 1) {
    const [before, until] = [made, addElapsed(c.now, { days: 1 })];
    for (
      let at = nextAt(c.case, policy, calendar);
      at !== undefined && at <= until;
      at = nextAt(c.case, policy, calendar)
    ) {
      c.now = at > c.now ? at : c.now;
      const advanced = advanceCase(c.case, c.now, policy, calendar);
      c.state = advanced.state;
      take(advanced.intents);
      settle();
    }
    c.now = until;
    mails.push(made - before);
  }
  return mails;
}

/** A case whose meeting should have been called by tomorrow. */
function overdueSince(urgency: 'standard' | 'urgent' | 'critical'): CaseUnderTest {
  const start = '2026-03-02T01:00:00.000Z';
  const timed = new TimedCase({ now: start, phase: 'meeting_scheduling' });
  timed.edit((draft, context) => {
    draft.urgency = urgency;
    startClock(draft, context, 'meeting.convene', { key: urgency, dueAt: addElapsed(start, { days: 1 }) });
  });
  const c = new CaseUnderTest({ caseId: timed.state.caseId, policy: timed.policy });
  c.state = timed.state;
  c.now = start;
  return c;
}

describe('a case of whose mail nothing is heard any more', () => {
  it.each(['standard', 'urgent', 'critical'] as const)(
    'S0-38 asks for calls, and makes no calls about calls without end (%s)',
    (urgency) => {
      const c = overdueSince(urgency);
      const mails = playInSilence(c, 28);
      const weeks = [0, 7, 14, 21].map((day) =>
        mails.slice(day, day + 7).reduce((sum, count) => sum + count),
      );
      expect(Math.max(...weeks)).toBeLessThan(250);
      expect(weeks[3]).toBeLessThanOrEqual(weeks[2] ?? 0);
      const calls = c.case.tasks.filter(({ code }) => code.startsWith('telephone.'));
      expect(calls.length).toBeGreaterThan(0);
      expect(calls.length).toBeLessThan(20);
    },
  );
});
