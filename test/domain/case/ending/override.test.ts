import { produce } from 'immer';
import { describe, expect, it } from 'vitest';
import { closing, plannedCase } from '../actions/later-phases.ts';
import { caseIn, persons, workers } from '../fixtures.ts';
import { issued } from '../plan/planned-case.ts';
import { chair, lead } from './closers.ts';

describe('closing in spite of what is missing', () => {
  const override = (overrides: Record<string, unknown> = {}) =>
    closing({
      reason: 'unable_to_engage_risk_managed_by_agencies',
      safetyAchieved: false,
      risksMitigated: false,
      overrideReason: 'victim_left_the_country',
      ...overrides,
    });
  const rationale = { ...chair, notes: ['rationale'] };

  it('records who authorised it, why, and what was unmet (guard e)', () => {
    const { c, ids } = plannedCase();
    c.run('overrideClose', override(), rationale);
    expect(c.case.phase).toBe('closed_watch');
    expect(c.case.closures[0]?.override).toMatchObject({
      reason: 'victim_left_the_country',
      authorisedBy: workers.chair,
      unmet: expect.arrayContaining([`action:${ids[0]}`, `assessment:${persons.victim}`]),
    });
  });

  it('S0-38 keeps open actions open and chased in the watch', () => {
    const { c, ids } = plannedCase();
    c.run('overrideClose', override(), rationale);
    expect(c.clock('action.due', ids[0])).toBeDefined();
    c.run('closeAction', { actionId: ids[0], outcome: 'completed', effect: 'unknown' });
    expect(c.case.phase).toBe('closed_watch');
  });

  it('takes the case off the meeting to come', () => {
    const c = caseIn('meeting_scheduling');
    c.state = produce(c.case, (draft) => {
      draft.meetings.push({
        meetingId: 'mtg-0002',
        cycle: 1,
        kind: 'macm',
        startsAt: '2026-03-10T01:00:00.000Z',
        meetingVersion: 1,
        status: 'scheduled',
        attendance: [],
      });
    });
    const { intents } = c.run('overrideClose', override(), rationale);
    expect(intents).toContainEqual({
      intent: 'command',
      aggregate: 'meeting',
      id: 'mtg-0002',
      name: 'removeCase',
      input: { caseId: c.caseId },
    });
    expect(c.case.meetings[0]?.status).toBe('cancelled');
  });

  it('ends consent attempts and held copies, and no contact that she was promised', () => {
    const c = caseIn('consent_attempt');
    c.run('overrideClose', override(), rationale);
    expect(c.clock('consent.attempt')).toBeUndefined();
    expect(c.case.tasks.filter((t) => t.status === 'open' && t.code.startsWith('consent'))).toEqual([]);
  });

  it('ends the clocks of the work and keeps those of what is still to come', () => {
    const { c } = plannedCase();
    const work = ['feedback.collect', 'lead.offer', 'consent.renew'];
    const toCome = ['custody.release', 'correction.confirm', 'lead.victim_informed', 'outcome.note'];
    c.state = produce(c.case, (draft) => {
      const [clock] = c.case.clocks;
      if (!clock) return;
      for (const rule of [...work, ...toCome])
        draft.clocks.push({ ...clock, clockId: `clk-${rule.replace(/[._]/g, '')}`, rule, status: 'running' });
    });
    c.run('overrideClose', override(), rationale);
    expect(work.filter((rule) => c.clock(rule))).toEqual([]);
    expect(toCome.filter((rule) => !c.clock(rule))).toEqual([]);
  });

  it('S0-31 waits on for the endorsement of those alone whose actions run on in the watch', () => {
    const { made } = issued([]);
    made.run('overrideClose', override(), rationale);
    const held = made.case.planCopies.filter(({ status }) => status === 'held_not_endorsed');
    const owners = new Set(made.case.actions.map(({ owner }) => owner.representativeId));
    expect(new Set(held.map(({ to }) => to.representativeId))).toEqual(owners);
    expect(new Set(made.tasks('plan.copy_held').map(({ subject }) => subject))).toEqual(owners);
    for (const subject of owners) expect(made.clock('plan.copy_held', subject)).toBeDefined();
    expect(made.clock('plan.copy_held', 'rep-chair1')).toBeUndefined();
  });

  it('refuses without a rationale, by the lead, and in triage', () => {
    const { c } = plannedCase();
    expect(c.refused('overrideClose', override(), chair)).toMatchObject({
      code: 'narrative-missing',
      missing: ['rationale'],
    });
    expect(c.refused('overrideClose', override(), { ...rationale, ...lead }).code).toBe(
      'not-for-this-worker',
    );
    expect(
      c.refused('overrideClose', override({ reason: 'safety_achieved_risk_mitigated' }), rationale).code,
    ).toBe('reason-contradicts-findings');
    expect(caseIn('referral').refused('overrideClose', override(), rationale).code).toBe('not-in-this-phase');
  });
});
