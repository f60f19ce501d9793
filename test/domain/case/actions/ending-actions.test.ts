import { describe, expect, it } from 'vitest';
import { isLive } from '../../../../functions/domain/clocks/schema.ts';
import { workers } from '../fixtures.ts';
import { action, plannedCase } from './later-phases.ts';

const police = { by: workers.police };
const lead = { by: workers.specialist };
const later = '2026-04-01T04:00:00.000Z';

describe('closing actions', () => {
  it.each([
    ['completed', { effect: 'unknown' }],
    ['not_possible_circumstances_changed', { reason: 'he_is_in_custody' }],
    ['not_undertaken', { reason: 'no_capacity' }],
  ])('S0-38 lets the owner close as %s and ends every clock of the action', (outcome, more) => {
    const { c, ids } = plannedCase(['standard', 'standard']);
    const [actionId = ''] = ids;
    const decision = c.run('closeAction', { actionId, outcome, ...more }, police);
    expect(action(c, actionId)).toMatchObject({ status: outcome, endedAt: c.now });
    expect(c.case.clocks.filter((clock) => clock.subject === actionId && isLive(clock))).toEqual([]);
    expect(decision.intents).toContainEqual(
      expect.objectContaining({ kind: 'feedback_received', to: [workers.specialist] }),
    );
  });

  it.each(['superseded', 'cancelled', 'continues_outside_macm'])('S0-38 leaves %s to the lead', (outcome) => {
    const { c, ids } = plannedCase();
    const input = { actionId: ids[0], outcome, reason: 'other_action' };
    expect(c.refused('closeAction', input, police)).toMatchObject({
      code: 'not-for-this-worker',
      duty: 'S0-38',
    });
    c.run('closeAction', input, lead);
    expect(action(c, ids[0] ?? '').status).toBe(outcome);
  });

  it('S0-39 refuses a completed action without an effect, and S0-38 any other without a reason', () => {
    const { c, ids } = plannedCase();
    const actionId = ids[0];
    expect(c.refused('closeAction', { actionId, outcome: 'completed' }, police)).toMatchObject({
      code: 'effect-missing',
      duty: 'S0-39',
    });
    expect(c.refused('closeAction', { actionId, outcome: 'not_undertaken' }, police)).toMatchObject({
      code: 'reason-missing',
      duty: 'S0-38',
    });
  });

  it('S0-33 moves on to the call for a follow-up with the last open action, and not before', () => {
    const { c, ids } = plannedCase(['standard', 'standard']);
    c.run('closeAction', { actionId: ids[0], outcome: 'completed', effect: 'no_change' }, police);
    expect(c.case.phase).toBe('action_deadlines');
    c.run('closeAction', { actionId: ids[1], outcome: 'superseded', reason: 'other_action' }, lead);
    expect(c.case.phase).toBe('follow_up_call');
    expect(c.clock('followup.decision')).toBeDefined();
  });

  it('S2-39 keeps every agency in the case when the last action is done', () => {
    const { c, ids } = plannedCase();
    const before = c.case.agencies.map((agency) => agency.agencyId);
    c.run('closeAction', { actionId: ids[0], outcome: 'completed', effect: 'unknown' }, police);
    expect(c.case.agencies.filter((a) => a.removedAt === undefined).map((a) => a.agencyId)).toEqual(before);
  });

  it('S0-38 ends an action once', () => {
    const { c, ids } = plannedCase(['standard', 'standard']);
    const close = { actionId: ids[0], outcome: 'completed', effect: 'unknown' };
    c.run('closeAction', close, police);
    expect(c.refused('closeAction', close, police).code).toBe('action-ended');
  });
});

describe('actions not undertaken', () => {
  it.each(['immediate', 'urgent'])('asks the chair about an %s one (guard e)', (priority) => {
    const { c, ids } = plannedCase([priority, 'standard']);
    const actionId = ids[0];
    c.run('closeAction', { actionId, outcome: 'not_undertaken', reason: 'no_capacity' }, police);
    expect(c.tasks('action.not_undertaken')).toMatchObject([{ for: workers.chair, subject: actionId }]);
    const accept = { actionId, reason: 'other_protection' };
    expect(c.refused('acceptNotUndertaken', accept, { by: workers.convenor }).code).toBe(
      'not-for-this-worker',
    );
    c.run('acceptNotUndertaken', accept, { by: workers.chair });
    expect(c.tasks('action.not_undertaken')).toEqual([]);
    expect(c.refused('acceptNotUndertaken', accept, { by: workers.chair }).code).toBe('nothing-to-accept');
  });

  it('asks nobody about a standard one', () => {
    const { c, ids } = plannedCase(['standard', 'standard']);
    c.run('closeAction', { actionId: ids[0], outcome: 'not_undertaken', reason: 'no_capacity' }, police);
    expect(c.tasks('action.not_undertaken')).toEqual([]);
  });
});

describe('extending and cancelling', () => {
  it('S0-38 gives more time with a reason in the log, re-times the clock and tells the owner', () => {
    const { c, ids } = plannedCase();
    const [actionId = ''] = ids;
    const from = action(c, actionId).dueAt;
    const decision = c.run('extendAction', { actionId, dueAt: later, reason: 'court_adjourned' }, lead);
    expect(action(c, actionId)).toMatchObject({
      dueAt: later,
      extensions: [{ from, to: later, reason: 'court_adjourned', by: 'rep-specialist1' }],
    });
    expect(c.clock('action.due', actionId)?.dueAt).toBe(later);
    expect(decision.intents).toContainEqual(
      expect.objectContaining({ kind: 'action_assigned', to: [workers.police] }),
    );
  });

  it('S0-38 refuses more time by the owner, in the past, or that is not more', () => {
    const { c, ids } = plannedCase();
    const extend = { actionId: ids[0], reason: 'court_adjourned' };
    expect(c.refused('extendAction', { ...extend, dueAt: later }, police).code).toBe('not-for-this-worker');
    expect(c.refused('extendAction', { ...extend, dueAt: '2026-01-01T00:00:00.000Z' }, lead).code).toBe(
      'date-not-ahead',
    );
    expect(c.refused('extendAction', { ...extend, dueAt: '2026-03-03T00:00:00.000Z' }, lead).code).toBe(
      'not-later',
    );
  });

  it('S0-38 cancels with a reason, by the lead alone, and tells the owner', () => {
    const { c, ids } = plannedCase(['standard', 'standard']);
    const cancel = { actionId: ids[0], reason: 'no_longer_wanted' };
    expect(c.refused('cancelAction', cancel, police).code).toBe('not-for-this-worker');
    const decision = c.run('cancelAction', cancel, lead);
    expect(action(c, ids[0] ?? '')).toMatchObject({ status: 'cancelled', endReason: 'no_longer_wanted' });
    expect(decision.intents).toContainEqual(
      expect.objectContaining({ kind: 'action_assigned', to: [workers.police] }),
    );
  });
});
