import { describe, expect, it } from 'vitest';
import { isLive } from '../../../../functions/domain/clocks/schema.ts';
import { caseIn, persons, workers } from '../fixtures.ts';
import { action, addAction, asked } from './later-phases.ts';

describe('interim actions', () => {
  it('S0-17 adds an action for immediate safety before any meeting and moves no phase', () => {
    const c = caseIn('referral');
    const decision = c.run('addInterimAction', asked({ priority: 'immediate' }), { by: workers.triage });
    const made = c.case.actions[0];
    expect(made).toMatchObject({ interim: true, negotiation: 'proposed', status: 'not_started' });
    expect(c.case.phase).toBe('referral');
    expect(decision.intents).toContainEqual(
      expect.objectContaining({
        intent: 'message',
        kind: 'action_assigned',
        to: [workers.police],
        params: {
          actionId: made?.actionId,
          dueAt: made?.dueAt,
          priority: 'immediate',
          why: 'added',
          acknowledgeBy: c.clock('action.acknowledge', made?.actionId)?.dueAt,
        },
      }),
    );
  });

  it.each([
    ['immediate', 'critical'],
    ['urgent', 'urgent'],
    ['standard', 'standard'],
  ])('S0-38 starts the deadline of an %s action with the key %s', (priority, key) => {
    const c = caseIn('consent_attempt');
    const id = addAction(c, { priority });
    expect(c.clock('action.due', id)).toMatchObject({ key, dueAt: action(c, id).dueAt });
  });

  it('S0-38 asks for an acknowledgement of an immediate action within 2 elapsed hours', () => {
    const c = caseIn('consent_attempt');
    const id = addAction(c, { priority: 'immediate' });
    expect(c.clock('action.acknowledge', id)?.dueAt).toBe('2026-03-02T03:00:00.000Z');
  });

  it('S0-38 asks for no acknowledgement of a standard action, nor of what an agency takes on itself', () => {
    const c = caseIn('consent_attempt');
    const id = addAction(c);
    const own = addAction(c, { priority: 'immediate' }, workers.police);
    expect(c.clock('action.acknowledge', id)).toBeUndefined();
    expect(c.clock('action.acknowledge', own)).toBeUndefined();
    expect(action(c, own)).toMatchObject({ negotiation: 'accepted', acceptedAt: c.now });
  });

  it('keeps a day of its own', () => {
    const c = caseIn('consent_attempt');
    const dueAt = '2026-03-20T04:00:00.000Z';
    const id = addAction(c, { dueAt });
    expect(c.clock('action.due', id)?.dueAt).toBe(dueAt);
  });

  it('starts the repeating check of an action that has one, at the daily hour', () => {
    const c = caseIn('consent_attempt');
    const id = addAction(c, { checkEveryDays: 7 });
    expect(c.clock('action.check', id)?.dueAt).toBe('2026-03-09T01:00:00.000Z');
  });

  it('S2-15 takes an action outside the catalogue when a text describes it', () => {
    const c = caseIn('consent_attempt');
    const free = asked({ code: 'change_locks' });
    expect(c.refused('addInterimAction', free, { by: workers.police })).toMatchObject({
      code: 'narrative-missing',
      missing: ['description'],
    });
    c.run('addInterimAction', free, { by: workers.police, notes: ['description'] });
    expect(c.case.actions[0]?.descriptionNoteId).toBeDefined();
  });

  it.each([
    ['agency-not-in-case', { owner: workers.hospital }],
    ['no-such-member', { towards: ['per-zzzz9'] }],
    ['no-such-risk', { riskId: 'risk-none1' }],
    ['no-such-need', { needId: 'need-none1' }],
    ['date-not-ahead', { dueAt: '2026-03-01T01:00:00.000Z' }],
    ['date-outside-calendar', { dueAt: '2199-01-01T01:00:00.000Z' }],
    ['input-invalid', { owner: { personId: persons.victim } }],
  ])('refuses as %s', (code, overrides) => {
    const c = caseIn('consent_attempt');
    expect(c.refused('addInterimAction', asked(overrides), { by: workers.police }).code).toBe(code);
  });

  it('refuses an owner, and an author, who is excluded from the case', () => {
    const c = caseIn('consent_attempt');
    c.state = {
      ...c.case,
      exclusions: [
        {
          exclusionId: 'exc-0001',
          ...workers.police,
          because: 'conflict_of_interest',
          from: c.now,
        },
      ],
    };
    expect(c.refused('addInterimAction', asked(), { by: workers.specialist }).code).toBe('worker-excluded');
    expect(c.refused('addInterimAction', asked({ owner: workers.police2 })).code).toBe('worker-excluded');
    c.run('addInterimAction', asked({ owner: workers.police2 }), { by: workers.specialist });
  });

  it('S0-38 does not move a case before its plan when the last interim action ends', () => {
    const c = caseIn('consent_attempt');
    const id = addAction(c);
    c.run('closeAction', { actionId: id, outcome: 'completed', effect: 'too_early' });
    expect(c.case.phase).toBe('consent_attempt');
    expect(c.case.clocks.filter((clock) => clock.subject === id && isLive(clock))).toEqual([]);
  });
});
