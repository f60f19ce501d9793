import { produce } from 'immer';
import { describe, expect, it } from 'vitest';
import { plannedCase } from '../actions/later-phases.ts';
import { caseIn, workers } from '../fixtures.ts';
import { contact, outcome, system, telephone } from './outcomes.ts';

describe('one message, once', () => {
  it('does nothing the second time', () => {
    const c = caseIn('meeting_scheduling');
    c.run('messageOutcome', outcome(), system);
    const before = c.case;
    const { intents, events } = c.run('messageOutcome', outcome(), system);
    expect(c.case).toBe(before);
    expect([...intents, ...events]).toEqual([]);
  });

  it('S0-38 deals with each reminder of a digest', () => {
    const c = caseIn('meeting_scheduling');
    const first = c.run('messageOutcome', outcome({ clock: 'clk-0001:T-2' }), system);
    const second = c.run('messageOutcome', outcome({ clock: 'clk-0002:T-7' }), system);
    const causes = [first, second].flatMap(({ intents }) =>
      intents.flatMap((i) => (i.intent === 'message' && i.kind === 'reminder' ? [i.cause] : [])),
    );
    expect(new Set(causes).size).toBe(2);
    expect(c.case.undelivered).toHaveLength(2);
  });

  it('telephones when what was not confirmed has bounced after all', () => {
    const c = caseIn('meeting_scheduling');
    c.run('messageOutcome', outcome({ outcome: 'not_confirmed' }), system);
    c.run('messageOutcome', outcome({ outcome: 'bounced' }), system);
    expect(c.case.undelivered).toMatchObject([{ outcome: 'bounced', next: 'task' }]);
    expect(telephone(c)).toHaveLength(1);
  });

  it('ends the telephone call when proof of delivery comes late', () => {
    const c = caseIn('meeting_scheduling');
    c.run('messageOutcome', outcome({ outcome: 'not_confirmed', kind: 'escalation' }), system);
    expect(telephone(c)).toHaveLength(1);
    c.run('messageOutcome', outcome({ outcome: 'delivered', kind: 'escalation' }), system);
    expect(telephone(c)).toEqual([]);
    expect(c.case.undelivered[0]?.settledAt).toBe(c.now);
    expect(c.clock('task.due', c.case.undelivered[0]?.taskId)).toBeUndefined();
  });

  it('ends the telephone call when a second attempt arrived after the first was rejected', () => {
    const c = caseIn('meeting_scheduling');
    const rejected = { outcome: 'failed', reasons: ['rejected'], to: contact };
    c.run('messageOutcome', outcome(rejected), system);
    expect(telephone(c)).toHaveLength(1);
    c.run('messageOutcome', outcome({ to: contact, outcome: 'delivered' }), system);
    expect(telephone(c)).toEqual([]);
  });

  it('is settled by the telephone call', () => {
    const c = caseIn('meeting_scheduling');
    c.run('messageOutcome', outcome({ to: contact }), system);
    c.run('completeTask', { taskId: telephone(c)[0]?.taskId, outcome: 'reached' }, { by: workers.convenor });
    expect(c.case.undelivered[0]?.settledAt).toBe(c.now);
  });
});

describe('a message that the gate stopped', () => {
  it.each(['excluded', 'no_agency_basis', 'address_unverified', 'something_new'])(
    'is never sent to another, and is a task: %s',
    (reason) => {
      const c = caseIn('meeting_scheduling');
      const { intents } = c.run('messageOutcome', outcome({ outcome: 'stopped', reasons: [reason] }), system);
      expect(intents.some((i) => i.intent === 'message' && i.kind === 'reminder')).toBe(false);
      expect(telephone(c)).toMatchObject([{ reason: `reminder:stopped:${reason}` }]);
    },
  );

  it('is a task when being no longer so was only one of the reasons', () => {
    const c = caseIn('meeting_scheduling');
    const reasons = ['no_longer_true', 'something_new'];
    c.run('messageOutcome', outcome({ outcome: 'stopped', reasons }), system);
    expect(telephone(c)).toHaveLength(1);
  });

  it('is a task when nobody says why', () => {
    const c = caseIn('meeting_scheduling');
    c.run('messageOutcome', outcome({ outcome: 'stopped' }), system);
    expect(telephone(c)).toHaveLength(1);
  });

  it('is only kept in the record of events when what it said is no longer so', () => {
    const c = caseIn('meeting_scheduling');
    const { events } = c.run(
      'messageOutcome',
      outcome({ outcome: 'stopped', reasons: ['no_longer_true'] }),
      system,
    );
    expect(events.map(({ type }) => type)).toEqual(['message.undelivered']);
    expect(telephone(c)).toEqual([]);
  });
});

describe('the fate of a plan copy', () => {
  const copied = () => {
    const { c } = plannedCase();
    c.state = produce(c.case, (draft) => {
      for (const version of [1, 2]) {
        draft.planCopies.push({
          planId: 'pln-0001',
          version,
          to: workers.police,
          ground: 'has_action',
          status: 'sending',
          at: c.now,
        });
      }
    });
    return c;
  };
  const fate = (overrides: Record<string, unknown>) =>
    outcome({
      kind: 'plan_copy',
      params: { planId: 'pln-0001', version: 1, ground: 'has_action' },
      ...overrides,
    });

  it.each([
    ['delivered', [], 'delivered'],
    ['bounced', [], 'failed'],
    ['failed', [], 'failed'],
    ['not_confirmed', [], 'sending'],
    ['stopped', ['excluded'], 'stopped'],
    ['stopped', ['not_endorsed'], 'held_not_endorsed'],
  ])('S0-31 after %s %j is %s, for that version alone', (told, reasons, status) => {
    const c = copied().later({ hours: 1 });
    c.run('messageOutcome', fate({ outcome: told, reasons }), system);
    expect(c.case.planCopies.map((copy) => copy.status)).toEqual([status, 'sending']);
  });

  it('S0-30 stays what it is whatever becomes of the word that something was added to the plan', () => {
    const c = copied().later({ hours: 1 });
    const params = { planId: 'pln-0001', version: 1, ground: 'has_action', addendum: 'add-0001' };
    c.run('messageOutcome', fate({ outcome: 'bounced', params }), system);
    expect(c.case.planCopies.map((copy) => copy.status)).toEqual(['sending', 'sending']);
    expect(telephone(c)).toHaveLength(1);
  });

  it('S0-31 waits for a missing endorsement with its own task and clock', () => {
    const c = copied();
    c.run('messageOutcome', fate({ outcome: 'stopped', reasons: ['not_endorsed'] }), system);
    expect(c.tasks('plan.copy_held')).toHaveLength(1);
    expect(c.clock('plan.copy_held')).toBeDefined();
    expect(telephone(c)).toEqual([]);
  });

  it.each(['no_agency_basis', 'withdrawal_undecided', 'no_case_basis'])(
    'S0-31 is one call for an agency and a cause when %s stops many copies',
    (reason) => {
      const c = copied();
      for (const [n, to] of [workers.police, workers.police2, workers.childProtection].entries()) {
        const stopped = fate({ messageId: `msg-000${n}`, to, outcome: 'stopped', reasons: [reason] });
        c.run('messageOutcome', stopped, system);
      }
      const calls = c.tasks('telephone.plan_copy');
      expect(calls.map(({ subject }) => subject)).toEqual([
        `agy-police:${reason}`,
        `agy-childprot:${reason}`,
      ]);
      expect(c.clock('task.due', calls[0]?.taskId)?.key).toBe('urgent');
      c.run('completeTask', { taskId: calls[0]?.taskId, outcome: 'reached' }, { by: workers.convenor });
      expect(c.case.undelivered.filter((entry) => entry.settledAt !== undefined)).toHaveLength(2);
    },
  );

  it('S0-30 is telephoned urgently when it bounced', () => {
    const c = copied();
    c.run('messageOutcome', fate({ outcome: 'bounced' }), system);
    expect(c.clock('task.due', c.tasks('telephone.plan_copy')[0]?.taskId)?.key).toBe('urgent');
  });
});

describe('a command that another record refused', () => {
  it('is a task of the convenor, one for each', () => {
    const c = caseIn('meeting_scheduling');
    const refused = { aggregate: 'meeting', id: 'mtg-0001', name: 'removeCase', code: 'no-such-case' };
    c.run('commandRefused', refused, system);
    c.run('commandRefused', { ...refused, name: 'chaseReturns' }, system);
    expect(c.tasks('command_refused.removeCase')).toMatchObject([
      { for: workers.convenor, subject: 'mtg-0001', reason: 'no-such-case' },
    ]);
    expect(c.tasks('command_refused.chaseReturns')).toHaveLength(1);
    expect(c.refused('commandRefused', refused, { by: workers.police }).code).toBe('not-for-this-actor');
  });
});
