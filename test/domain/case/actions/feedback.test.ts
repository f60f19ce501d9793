import { describe, expect, it } from 'vitest';
import { workers } from '../fixtures.ts';
import { action, addAction, plannedCase } from './later-phases.ts';

const police = { by: workers.police };
const progress = (actionId: string | undefined, more: Record<string, unknown> = {}) => ({
  actionId,
  progress: 'in_progress',
  final: false,
  via: 'link',
  ...more,
});
const done = { progress: 'done', effect: 'risk_reduced', final: true };

describe('feedback', () => {
  it('S0-39 stays with the action and reaches the lead of that moment', () => {
    const { c, ids } = plannedCase();
    const decision = c.run('giveFeedback', progress(ids[0], { effect: 'too_early' }), police);
    expect(action(c, ids[0] ?? '').feedback).toMatchObject([
      { by: workers.police, progress: 'in_progress', effect: 'too_early', final: false, via: 'link' },
    ]);
    expect(decision.intents).toContainEqual(
      expect.objectContaining({ kind: 'feedback_received', to: [workers.specialist] }),
    );
    const agency = c.case.agencies.find((a) => a.agencyId === workers.police.agencyId);
    expect(agency?.lastContactWithLeadAt).toBe(c.now);
  });

  it('S0-38 of a colleague, as each answer of theirs, is told to the owner, and the owner’s own is not', () => {
    const colleague = { by: workers.police2 };
    const toOwner = (name: string, more: object, by = colleague) => {
      const { c, ids } = plannedCase();
      return c
        .run(name, { actionId: ids[0], ...more }, by)
        .intents.flatMap((one) =>
          one.intent === 'message' && one.params['why'] === 'answered' ? [one.to] : [],
        );
    };
    const answers = {
      acceptAction: {},
      declineAction: { reason: 'other' },
      counterAction: { dueAt: '2026-05-01T01:00:00.000Z' },
      closeAction: { outcome: 'completed', effect: 'unknown' },
      giveFeedback: progress(undefined, { ...done, actionId: undefined }),
    };
    for (const [name, { actionId: _, ...input }] of Object.entries<Record<string, unknown>>(answers)) {
      expect({ name, told: toOwner(name, input) }).toEqual({ name, told: [[workers.police]] });
      expect(toOwner(name, input, police)).toEqual([]);
    }
  });

  it('S0-38 an action closed by the lead of another agency is told to its owner, unless excluded', () => {
    const told = (...done: readonly (readonly [name: string, input: object])[]) => {
      const { c, ids } = plannedCase();
      for (const [name, input] of done) c.run(name, input, { by: workers.convenor });
      const close = { actionId: ids[0], outcome: 'superseded', reason: 'other' };
      return c
        .run('closeAction', close, { by: workers.specialist })
        .intents.flatMap((one) =>
          one.intent === 'message' && one.params['why'] ? [[one.kind, one.to]] : [],
        );
    };
    expect(told()).toEqual([['action_assigned', [workers.police]]]);
    expect(told(['declareConflict', workers.police])).toEqual([]);
  });

  it('S2-12 keeps the effect apart for his risk, her safety and her wellbeing', () => {
    const { c, ids } = plannedCase();
    const effectOn = {
      personUsingViolenceRisk: 'risk_reduced',
      victimSafety: 'no_change',
      victimWellbeing: 'too_early',
    };
    c.run('giveFeedback', progress(ids[0], { effect: 'risk_reduced', effectOn }), police);
    expect(action(c, ids[0] ?? '').feedback[0]?.effectOn).toEqual(effectOn);
  });

  it('S0-39 refuses a final report without an effect', () => {
    const { c, ids } = plannedCase();
    expect(
      c.refused('giveFeedback', progress(ids[0], { progress: 'done', final: true }), police),
    ).toMatchObject({ code: 'effect-missing', missing: ['effect'], duty: 'S0-39' });
  });

  it.each(['too_early', 'unknown'])('S0-39 takes a final report whose effect is %s', (effect) => {
    const { c, ids } = plannedCase();
    c.run('giveFeedback', progress(ids[0], { ...done, effect }), police);
    expect(action(c, ids[0] ?? '')).toMatchObject({ status: 'completed', effect });
  });

  it('S0-39 completes the action by a final report of what is done, and ends its clocks', () => {
    const { c, ids } = plannedCase(['standard', 'urgent']);
    c.run('giveFeedback', progress(ids[1], done), police);
    expect(action(c, ids[1] ?? '')).toMatchObject({ status: 'completed', endedAt: c.now });
    expect(c.clock('action.due', ids[1])).toBeUndefined();
    expect(c.case.phase).toBe('action_deadlines');
  });

  it('S0-38 leaves what cannot be done open, as a task of the lead', () => {
    const { c, ids } = plannedCase();
    c.run('giveFeedback', progress(ids[0], { progress: 'cannot', effect: 'no_change', final: true }), police);
    expect(action(c, ids[0] ?? '').status).toBe('not_started');
    expect(c.clock('action.due', ids[0])).toBeDefined();
    expect(c.tasks('action.cannot')).toMatchObject([{ for: workers.specialist, subject: ids[0] }]);
  });

  it('S0-39 makes an increased risk a task of the lead', () => {
    const { c, ids } = plannedCase();
    c.run('giveFeedback', progress(ids[0], { effect: 'risk_increased' }), police);
    expect(c.tasks('action.risk_increased')).toHaveLength(1);
  });

  it('S0-38 answers a reminder that was sent, and no other clock', () => {
    const { c, ids } = plannedCase(['standard', 'standard']);
    c.state = {
      ...c.case,
      clocks: c.case.clocks.map((clock) =>
        clock.rule === 'action.due' && clock.subject === ids[0]
          ? { ...clock, fired: ['T-2'], lastFiredAt: c.now }
          : clock,
      ),
    };
    c.run('giveFeedback', progress(ids[0]), police);
    expect(c.clock('action.due', ids[0])?.acknowledgedAt).toBe(c.now);
    expect(c.clock('action.due', ids[1])?.acknowledgedAt).toBeUndefined();
  });

  it('S0-32 sets the next check of an action that repeats', () => {
    const { c } = plannedCase();
    const id = addAction(c, { checkEveryDays: 7 });
    c.later({ days: 6 }).run('giveFeedback', progress(id), police);
    expect(c.clock('action.check', id)?.dueAt).toBe('2026-03-15T01:00:00.000Z');
  });

  it('S0-39 is given by the owner agency; lead and convenor record what they heard by telephone', () => {
    const { c, ids } = plannedCase();
    expect(c.refused('giveFeedback', progress(ids[0]), { by: workers.convenor })).toMatchObject({
      code: 'not-for-this-worker',
      duty: 'S0-39',
    });
    c.run('giveFeedback', progress(ids[0], { via: 'phone_recorded_by' }), { by: workers.convenor });
    c.run('giveFeedback', progress(ids[0]), { by: workers.police2 });
    expect(c.refused('giveFeedback', progress(ids[0]), { by: workers.childProtection }).code).toBe(
      'not-for-this-worker',
    );
  });

  it('refuses a final report that says neither done nor cannot', () => {
    const { c, ids } = plannedCase();
    expect(c.refused('giveFeedback', progress(ids[0], { effect: 'unknown', final: true }), police).code).toBe(
      'final-not-ended',
    );
  });
});
