import { describe, expect, it } from 'vitest';
import { addElapsed } from '../../../functions/domain/calendar/index.ts';
import { type Policy, policyProblems, profiles } from '../../../functions/domain/policy/index.ts';
import { TimedCase } from './timed-case.ts';

const start = '2026-10-01T01:00:00.000Z';
const year = { days: 365 };

/** A clock of the rule that nobody answers for a year; for `action.due` of an action of that priority. */
function unanswered(rule: string, key: 'standard' | 'urgent', priority?: 'immediate' | 'urgent') {
  const c = new TimedCase({ now: start });
  if (priority) c.action(priority);
  const subject = priority ? { subject: 'act-timed0' } : {};
  c.only(rule, { ...subject, key: priority === 'immediate' ? 'critical' : key, dueAt: start });
  return c.play(addElapsed(start, year));
}
const mails = (c: TimedCase, rule: string) =>
  c.fired.flatMap(({ messages }) => messages.filter((m) => m.params?.['rule'] === rule));

describe('what nobody does', () => {
  it.each([
    ['triage.decision', undefined],
    ['task.due', undefined],
    ['action.due', 'urgent'],
    ['action.due', 'immediate'],
    ['info.return', undefined],
  ] as const)(
    'S0-38 %s %s: mails a day for a week, then a week, for as long as it lasts',
    (rule, priority) => {
      const c = unanswered(rule, 'urgent', priority);
      const sent = mails(c, rule);
      const after = sent.filter((m) => !(m.clock ?? '').includes(':weekly'));
      expect(after.length).toBeLessThan(60);
      const weekly = c.fired.filter(({ messages }) =>
        messages.some((m) => m.params?.['rule'] === rule && m.clock?.includes(':weekly')),
      );
      expect(weekly.length).toBeGreaterThan(45);
      expect(weekly.length).toBeLessThan(54);
      expect(c.next()).toBeDefined();
    },
  );

  it('keeps the telephone task open all the while', () => {
    expect(unanswered('triage.decision', 'urgent').tasks('telephone')).toHaveLength(1);
  });

  it('is a line of a digest from the second week on, but for immediate and urgent actions', () => {
    const weeklyIn = (c: TimedCase, rule: string) =>
      mails(c, rule).filter((m) => m.clock?.includes(':weekly'));
    const chased = weeklyIn(unanswered('triage.decision', 'urgent'), 'triage.decision');
    expect(chased.every((m) => m.digestAt !== undefined)).toBe(true);
    for (const priority of ['immediate', 'urgent'] as const)
      for (const mail of weeklyIn(unanswered('action.due', 'urgent', priority), 'action.due'))
        expect(mail.digestAt).toBeUndefined();
  });

  it('finds no ladder that repeats by the day or hour for ever', () => {
    const endless = (policy: Policy) =>
      Object.entries(policy.ladders).flatMap(([name, ladder]) =>
        ladder
          .filter(({ repeat, times }) => repeat && times === undefined)
          .filter(
            ({ repeat }) =>
              repeat?.unit !== 'months' && (repeat?.unit !== 'calendar_days' || repeat.amount < 7),
          )
          .map(({ code }) => `${name} ${code}`),
      );
    for (const policy of Object.values(profiles)) expect(endless(policy)).toEqual([]);
  });

  it('refuses a policy whose last rung ends', () => {
    const { ladders, ...rest } = profiles.wa;
    const ended = Object.entries(ladders).map(([name, ladder]) => [
      name,
      ladder.map((rung) => (rung.repeat ? { ...rung, times: 3 } : rung)),
    ]);
    const problems = policyProblems({ ...rest, ladders: Object.fromEntries(ended) });
    expect(problems.some(({ path }) => path === 'ladders.watch')).toBe(true);
  });
});
