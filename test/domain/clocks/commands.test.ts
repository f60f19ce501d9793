import { describe, expect, it } from 'vitest';
import { calendarFor } from '../../../functions/domain/calendar/index.ts';
import { advanceCase, nextAt } from '../../../functions/domain/clocks/advance.ts';
import { hasOpenRung } from '../../../functions/domain/clocks/schema.ts';
import { profiles, withOverrides } from '../../../functions/domain/policy/index.ts';
import { type CaseUnderTest, caseIn, workers } from '../case/fixtures.ts';
import { testPolicy } from '../test-policy.ts';

// The clocks and ladders of Western Australia under the fixtures' invented tools and bases.
const policy = {
  ...testPolicy,
  clocks: profiles.wa.clocks,
  ladders: profiles.wa.ladders,
};
const perth = calendarFor('AU-WA');
const made = () => caseIn('meeting_scheduling', { policy });

const advance = (c: CaseUnderTest) => {
  const done = advanceCase(c.case, c.now, policy, perth);
  c.state = done.state;
  return done;
};
const convene = (c: CaseUnderTest) => c.clock('meeting.convene')!.clockId;
const until = '2026-03-20T01:00:00.000Z';

describe('pauseClock and resumeClock', () => {
  it('hold a clock until a date with a reason, and let it go on', () => {
    const c = made();
    const before = c.clock('meeting.convene')!.dueAt;
    const paused = c.run(
      'pauseClock',
      { clockId: convene(c), until, reason: 'court_date' },
      { by: workers.convenor },
    );
    expect(paused.events).toContainEqual({
      type: 'clock.paused',
      facts: { clock: convene(c), rule: 'meeting.convene', until, reason: 'court_date' },
    });
    expect(c.clock('meeting.convene')).toMatchObject({ status: 'paused' });
    c.later({ hours: 5 });
    c.run('resumeClock', { clockId: convene(c) }, { by: workers.convenor });
    expect(c.clock('meeting.convene')).toMatchObject({ status: 'running' });
    expect(Date.parse(c.clock('meeting.convene')!.dueAt) - Date.parse(before)).toBe(5 * 3_600_000);
  });

  it('resume by themselves at the date', () => {
    const c = made();
    c.run('pauseClock', { clockId: convene(c), until, reason: 'court_date' }, { by: workers.chair });
    c.now = until;
    expect(advance(c).did).toContain('resumed.meeting.convene');
  });

  it('refuse what is not live, not paused, past, or given from outside', () => {
    const c = made();
    const clockId = convene(c);
    const input = { clockId, until, reason: 'court_date' };
    const by = workers.convenor;
    expect(c.refused('pauseClock', { ...input, clockId: 'clk-none0' }, { by }).code).toBe('no-such-clock');
    expect(c.refused('pauseClock', { ...input, until: c.now }, { by }).code).toBe('date-not-ahead');
    expect(c.refused('pauseClock', { ...input, reason: 'Because of her' }, { by }).code).toBe(
      'input-invalid',
    );
    expect(c.refused('resumeClock', { clockId }, { by }).code).toBe('clock-not-paused');
    expect(c.refused('pauseClock', input, { by: workers.hospital }).code).toBe('not-for-this-worker');
    c.run('pauseClock', input, { by });
    expect(c.refused('pauseClock', input, { by }).code).toBe('clock-paused');
    const begins = { ...c.case.clocks.at(-1)!, clockId: 'clk-start0', rule: 'meeting.start' };
    c.state = { ...c.case, clocks: [...c.case.clocks, { ...begins, status: 'running' }] };
    expect(c.refused('pauseClock', { ...input, clockId: 'clk-start0' }, { by }).code).toBe(
      'clock-not-pausable',
    );
  });
});

describe('acknowledgeReminder', () => {
  it('S0-38 answers a reminder that was sent; the clock goes on', () => {
    const c = made();
    const by = workers.convenor;
    expect(c.refused('acknowledgeReminder', { clockId: convene(c) }, { by }).code).toBe(
      'nothing-to-acknowledge',
    );
    c.now = c.clock('meeting.convene')!.dueAt;
    expect(advance(c).did).toContain('reminder.T0');
    expect(hasOpenRung(c.clock('meeting.convene')!)).toBe(true);
    c.run('acknowledgeReminder', { clockId: convene(c) }, { by });
    expect(hasOpenRung(c.clock('meeting.convene')!)).toBe(false);
    expect(nextAt(c.case, policy, perth)! > c.now).toBe(true);
  });

  it('is for who owns the matter or sees to the case', () => {
    const c = made();
    c.now = c.clock('meeting.convene')!.dueAt;
    advance(c);
    const refusal = c.refused('acknowledgeReminder', { clockId: convene(c) }, { by: workers.hospital });
    expect(refusal.code).toBe('not-for-this-worker');
    expect(c.refused('acknowledgeReminder', { clockId: 'clk-none0' }).code).toBe('no-such-clock');
  });
});

describe('a policy with shorter clocks', () => {
  it('times the case by its own values', () => {
    const hasty = withOverrides(profiles.wa, {
      clocks: { 'meeting.convene': { due: { standard: { amount: 2 } } } },
    });
    const c = caseIn('meeting_scheduling', { policy: { ...policy, clocks: hasty.clocks } });
    expect(c.clock('meeting.convene')?.dueAt).toBe('2026-03-04T01:00:00.000Z');
  });
});
