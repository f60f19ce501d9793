import { produce } from 'immer';
import { describe, expect, it } from 'vitest';
import { isLive } from '../../../../functions/domain/clocks/schema.ts';
import { addAction, caseLate, plannedCase, tellVictim } from '../actions/later-phases.ts';
import { type CaseUnderTest, persons, workers } from '../fixtures.ts';

const lead = { by: workers.specialist };
const convenor = { by: workers.convenor };
const end = { reason: 'no_new_incident' };
const lapsed = (c: CaseUnderTest = caseLate('closed_watch')) => {
  tellVictim(c);
  return c.later({ days: 370 });
};

describe('the end of the watch', () => {
  it('is a person who ends the record, after the lapse, and nothing lives on (guard f)', () => {
    const c = lapsed();
    c.run('confirmWatchEnd', end, convenor);
    expect(c.case.phase).toBe('closed');
    expect(c.case.clocks.filter(isLive)).toEqual([]);
    expect(c.case.end).toEqual({
      how: 'watch_ended',
      at: c.now,
      by: 'agy-coord/rep-convenor1',
      reason: 'no_new_incident',
    });
  });

  it('refuses before the lapse, by others, and in other phases', () => {
    const c = caseLate('closed_watch');
    expect(c.refused('confirmWatchEnd', end, convenor).code).toBe('watch-not-lapsed');
    expect(lapsed().refused('confirmWatchEnd', end, { by: workers.police }).code).toBe('not-for-this-worker');
    expect(caseLate('closure').refused('confirmWatchEnd', end, convenor).code).toBe('not-in-this-phase');
  });

  it('S0-12 refuses to lose an incident, a release, a hold or a task', () => {
    const c = lapsed();
    const incident = { at: c.now, reportedToPolice: true, victimIds: [persons.victim], severity: 'standard' };
    c.run('reportIncident', incident);
    c.run('placeLegalHold', { reason: 'coroner' }, convenor);
    c.state = produce(c.case, (draft) => {
      const [clock] = draft.clocks;
      if (clock)
        draft.clocks.push({ ...clock, clockId: 'clk-rel1', rule: 'custody.release', status: 'running' });
    });
    const { code, missing } = c.refused('confirmWatchEnd', end, convenor);
    expect(code).toBe('something-left');
    expect(missing).toEqual(
      expect.arrayContaining(['clock:custody.release', 'clock:incident.review', 'hold:legal']),
    );
    expect(missing?.some((left) => left.startsWith('task:'))).toBe(true);
  });

  it('S0-38 refuses to lose an action that an override left open', () => {
    const { c, ids } = plannedCase();
    const override = {
      reason: 'other',
      overrideReason: 'victim_left_the_country',
      safetyAchieved: false,
      risksMitigated: false,
      aims: Object.fromEntries(
        [
          'significant_risk_determined',
          'safety_plan_implemented',
          'justice_response_supported',
          'repeat_victimisation_reduced',
          'reoffending_reduced',
          'agency_accountability_improved',
          'staff_supported',
        ].map((aim) => [aim, 'not_assessed']),
      ),
      victimViews: [],
      evaluationShown: true,
    };
    c.run('overrideClose', override, { by: workers.chair, notes: ['rationale'] });
    expect(lapsed(c).refused('confirmWatchEnd', end, convenor).missing).toEqual([`action:${ids[0]}`]);
  });
});

describe('extending and reopening', () => {
  it('S0-12 watches on until a later day, with a reason in the log of the clock', () => {
    const c = caseLate('closed_watch');
    const from = c.clock('watch.lapse')?.dueAt;
    const until = '2027-09-01T01:00:00.000Z';
    c.run('extendWatch', { until, reason: 'he_was_released' }, lead);
    expect(c.clock('watch.lapse')).toMatchObject({
      dueAt: until,
      extensions: [{ from, to: until, reason: 'he_was_released' }],
    });
    expect(c.case.clocks.filter((clock) => clock.rule === 'watch.lapse' && isLive(clock))).toHaveLength(1);
  });

  it('refuses a day that is not later, or not ahead, and others', () => {
    const c = caseLate('closed_watch');
    const extend = (until: string) => ({ until, reason: 'he_was_released' });
    expect(c.refused('extendWatch', extend('2026-06-01T01:00:00.000Z'), lead).code).toBe('not-later');
    expect(c.refused('extendWatch', extend('2026-01-01T01:00:00.000Z'), lead).code).toBe('date-not-ahead');
    expect(c.refused('extendWatch', extend('2027-09-01T01:00:00.000Z'), { by: workers.police }).code).toBe(
      'not-for-this-worker',
    );
  });

  it('S0-12 reopens with the decision on a follow-up, keeps what was, and decides the incident', () => {
    const c = caseLate('closed_watch');
    const incident = { at: c.now, reportedToPolice: true, victimIds: [persons.victim], severity: 'serious' };
    c.run('reportIncident', incident);
    const { actions, closures } = c.case;
    c.run('reopenCase', { reason: 'new_incident' }, convenor);
    expect(c.case.phase).toBe('follow_up_call');
    expect(c.clock('followup.decision')).toBeDefined();
    expect(c.clock('watch.lapse')).toBeUndefined();
    expect(c.case).toMatchObject({ actions, closures });
    expect(c.case.risk.incidents.at(-1)?.decided?.decision).toBe('reopen');
    expect(c.tasks('case.reopened')).toMatchObject([{ for: workers.specialist }]);
  });

  it('refuses to reopen by others, and what is open', () => {
    expect(caseLate('closed_watch').refused('reopenCase', { reason: 'x' }, { by: workers.police }).code).toBe(
      'not-for-this-worker',
    );
    expect(caseLate('closure').refused('reopenCase', { reason: 'x' }, lead).code).toBe('not-in-this-phase');
  });
});

describe('holds', () => {
  it('keep the record, are reviewed, kept and lifted', () => {
    const c = caseLate('closure');
    c.run('placeLegalHold', { reason: 'coroner' }, convenor);
    const holdId = c.case.holds[0]?.holdId;
    expect(c.clock('hold.review', holdId)).toBeDefined();
    expect(c.refused('placeLegalHold', { reason: 'court' }, convenor).code).toBe('already-held');
    const before = c.clock('hold.review', holdId)?.clockId;
    c.run('liftLegalHold', { holdId, decision: 'keep', reason: 'inquest_goes_on' }, convenor);
    expect(c.clock('hold.review', holdId)?.clockId).not.toBe(before);
    c.run('liftLegalHold', { holdId, decision: 'lift', reason: 'inquest_ended' }, convenor);
    expect(c.case.holds[0]?.to).toBe(c.now);
    expect(c.clock('hold.review', holdId)).toBeUndefined();
    expect(c.refused('liftLegalHold', { holdId, decision: 'lift', reason: 'x' }, convenor).code).toBe(
      'no-such-hold',
    );
  });

  it('are possible after the end of the record, and not for every agency', () => {
    const c = lapsed();
    c.run('confirmWatchEnd', end, convenor);
    expect(c.refused('placeLegalHold', { reason: 'coroner' }, { by: workers.police }).code).toBe(
      'not-for-this-worker',
    );
    c.run('placeLegalHold', { reason: 'coroner' }, convenor);
    expect(c.case.clocks.filter(isLive)).toEqual([]);
    const holdId = c.case.holds[0]?.holdId;
    c.run('liftLegalHold', { holdId, decision: 'keep', reason: 'inquest_goes_on' }, convenor);
    expect(c.case.clocks.filter(isLive)).toEqual([]);
  });

  it('take an interim action of a reopened case no further than any other', () => {
    const c = caseLate('closed_watch');
    c.run('reopenCase', { reason: 'new_incident' }, convenor);
    const actionId = addAction(c);
    c.run('closeAction', { actionId, outcome: 'completed', effect: 'unknown' });
    expect(c.case.phase).toBe('follow_up_call');
  });
});
