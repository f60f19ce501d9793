import { describe, expect, it } from 'vitest';
import { caseIn, workers } from '../fixtures.ts';
import { action, addAction, plannedCase } from './later-phases.ts';

const police = { by: workers.police };
const lead = { by: workers.specialist };
const later = '2026-04-01T04:00:00.000Z';

describe('accepting and starting', () => {
  it('S0-38 accepts an immediate action and meets its acknowledgement', () => {
    const c = caseIn('consent_attempt');
    const actionId = addAction(c, { priority: 'immediate' });
    c.later({ minutes: 30 }).run('acceptAction', { actionId }, police);
    expect(action(c, actionId)).toMatchObject({ negotiation: 'accepted', acceptedAt: c.now });
    expect(c.clock('action.acknowledge', actionId)).toBeUndefined();
    expect(c.clock('action.due', actionId)).toBeDefined();
  });

  it('S0-38 lets a colleague of the owner accept, and nobody of another agency', () => {
    const c = caseIn('consent_attempt');
    const actionId = addAction(c);
    expect(c.refused('acceptAction', { actionId }, { by: workers.childProtection })).toMatchObject({
      code: 'not-for-this-worker',
      duty: 'S0-38',
    });
    c.run('acceptAction', { actionId }, { by: workers.police2 });
  });

  it('S0-38 reports an action as started, which accepts it', () => {
    const c = caseIn('consent_attempt');
    const actionId = addAction(c, { priority: 'immediate' });
    c.run('startAction', { actionId }, police);
    expect(action(c, actionId)).toMatchObject({ status: 'in_progress', negotiation: 'accepted' });
    expect(c.clock('action.acknowledge', actionId)).toBeUndefined();
    expect(c.refused('startAction', { actionId }, lead).code).toBe('not-for-this-worker');
  });

  it.each(['acceptAction', 'startAction', 'counterAction'])(
    'refuses %s of an unknown or ended action',
    (name) => {
      const { c, ids } = plannedCase(['standard', 'standard']);
      expect(c.refused(name, { actionId: 'act-none1' }, police).code).toBe('no-such-action');
      c.run('cancelAction', { actionId: ids[0], reason: 'not_needed' }, lead);
      expect(c.refused(name, { actionId: ids[0] }, police).code).toBe('action-ended');
    },
  );
});

describe('declining', () => {
  it('S0-38 keeps a declined action open with its deadline and makes it the task of the lead', () => {
    const { c, ids } = plannedCase(['urgent']);
    const [actionId = ''] = ids;
    c.run('declineAction', { actionId, reason: 'no_capacity' }, police);
    expect(action(c, actionId)).toMatchObject({
      negotiation: 'declined',
      status: 'not_started',
      steps: [{ step: 'declined', reason: 'no_capacity', by: workers.police }],
    });
    expect(c.clock('action.due', actionId)).toBeDefined();
    const [task] = c.tasks('action.declined');
    expect(task).toMatchObject({ for: workers.specialist, subject: actionId });
    expect(c.clock('task.due', task?.taskId)).toMatchObject({ key: 'urgent' });
  });

  it('S0-38 refuses a no without a reason, or from another agency', () => {
    const { c, ids } = plannedCase();
    expect(c.refused('declineAction', { actionId: ids[0] }, police).field).toBe('reason');
    const other = { by: workers.childProtection };
    expect(c.refused('declineAction', { actionId: ids[0], reason: 'no_capacity' }, other).code).toBe(
      'not-for-this-worker',
    );
  });
});

describe('counter-offers', () => {
  it('S0-43 stores each step, and what is agreed re-times the action', () => {
    const { c, ids } = plannedCase();
    const [actionId = ''] = ids;
    const before = action(c, actionId).dueAt;
    c.run('counterAction', { actionId, dueAt: later }, police);
    expect(action(c, actionId)).toMatchObject({ negotiation: 'countered', dueAt: before });
    expect(c.tasks('action.countered')).toHaveLength(1);
    const decision = c.run('answerCounter', { actionId, answer: 'agreed' }, lead);
    expect(action(c, actionId)).toMatchObject({ negotiation: 'accepted', dueAt: later });
    expect(action(c, actionId).steps?.map(({ step }) => step)).toEqual(['countered', 'counter_accepted']);
    expect(c.clock('action.due', actionId)?.dueAt).toBe(later);
    expect(c.tasks('action.countered')).toEqual([]);
    expect(decision.intents).toContainEqual(
      expect.objectContaining({ kind: 'action_assigned', to: [workers.police] }),
    );
  });

  it('S0-43 lets the first offer stand again when the counter-offer is not agreed', () => {
    const { c, ids } = plannedCase();
    const [actionId = ''] = ids;
    const before = action(c, actionId).dueAt;
    c.run('counterAction', { actionId }, { ...police, notes: ['terms'] });
    c.run('answerCounter', { actionId, answer: 'not_agreed', reason: 'risk_too_high' }, lead);
    expect(action(c, actionId)).toMatchObject({ negotiation: 'proposed', dueAt: before });
  });

  it('S0-43 refuses an empty, a past or a foreign counter-offer', () => {
    const { c, ids } = plannedCase();
    const actionId = ids[0];
    expect(c.refused('counterAction', { actionId }, police)).toMatchObject({
      code: 'counter-empty',
      missing: ['dueAt', 'terms'],
    });
    expect(c.refused('counterAction', { actionId, dueAt: '2026-01-01T00:00:00.000Z' }, police).code).toBe(
      'date-not-ahead',
    );
    expect(c.refused('counterAction', { actionId, dueAt: later }, lead).code).toBe('not-for-this-worker');
  });

  it('S0-43 refuses an answer by the owner, without an offer, or when its day has passed', () => {
    const { c, ids } = plannedCase();
    const actionId = ids[0];
    const agreed = { actionId, answer: 'agreed' };
    expect(c.refused('answerCounter', agreed, lead).code).toBe('no-counter-offer');
    c.run('counterAction', { actionId, dueAt: later }, police);
    expect(c.refused('answerCounter', agreed, police).code).toBe('not-for-this-worker');
    c.later({ days: 60 });
    expect(c.refused('answerCounter', agreed, lead).code).toBe('date-not-ahead');
  });
});
