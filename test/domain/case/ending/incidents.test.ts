import { describe, expect, it } from 'vitest';
import { caseLate, plannedCase } from '../actions/later-phases.ts';
import { type CaseUnderTest, caseIn, persons, workers } from '../fixtures.ts';

const police = { by: workers.police };
const lead = { by: workers.specialist };
const incident = (c: CaseUnderTest, overrides: Record<string, unknown> = {}) => ({
  at: c.now,
  reportedToPolice: true,
  personUsingViolenceId: persons.personUsingViolence,
  victimIds: [persons.victim],
  severity: 'standard',
  ...overrides,
});

describe('reporting an incident', () => {
  it('S0-12 S2-26 keeps it with its victims, reported or not, and asks the lead to decide, on a clock', () => {
    const c = caseIn('meeting_scheduling');
    const { intents } = c.run('reportIncident', incident(c, { reportedToPolice: false }), police);
    const [made] = c.case.risk.incidents.slice(-1);
    expect(made).toMatchObject({ victimIds: [persons.victim], reportedToPolice: false, by: workers.police });
    expect(c.tasks('incident.review')).toMatchObject([
      { for: workers.specialist, subject: made?.incidentId },
    ]);
    expect(c.clock('incident.review', made?.incidentId)).toBeDefined();
    expect(intents).toContainEqual(
      expect.objectContaining({ kind: 'task_assigned', to: [workers.specialist] }),
    );
    expect(c.case.phase).toBe('meeting_scheduling');
  });

  it('S0-13 names the person in the record of events, and no other case', () => {
    const c = caseIn('meeting_scheduling');
    const { events } = c.run('reportIncident', incident(c), police);
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'incident.reported',
        facts: expect.objectContaining({ person: persons.personUsingViolence }),
      }),
    );
  });

  it.each(['serious', 'severe'])(
    'S4-13 takes running actions to the call for a follow-up when %s',
    (severity) => {
      const { c, ids } = plannedCase();
      c.run('reportIncident', incident(c, { severity }), police);
      expect(c.case.phase).toBe('follow_up_call');
      expect(c.clock('action.due', ids[0])).toBeDefined();
      expect(c.clock('incident.review')?.key).toBe('urgent');
    },
  );

  it('leaves running actions where they are after a standard one', () => {
    const { c } = plannedCase();
    c.run('reportIncident', incident(c), police);
    expect(c.case.phase).toBe('action_deadlines');
  });

  it('S0-12 takes any incident out of closure', () => {
    const c = caseLate('closure');
    c.run('reportIncident', incident(c), police);
    expect(c.case.phase).toBe('follow_up_call');
  });

  it('S0-12 keeps the watch and makes a task of it', () => {
    const c = caseLate('closed_watch');
    const lapse = c.clock('watch.lapse');
    c.run('reportIncident', incident(c, { severity: 'severe' }), police);
    expect(c.case.phase).toBe('closed_watch');
    expect(c.clock('watch.lapse')).toEqual(lapse);
    expect(c.tasks('incident.in_watch')).toMatchObject([{ for: workers.convenor }]);
  });

  it('S2-26 counts incidents of the window, reported or not, and asks the convenor at the limit of the policy', () => {
    const { c } = plannedCase();
    c.run('reportIncident', incident(c, { at: '2024-12-01T00:00:00.000Z' }), police);
    c.run('reportIncident', incident(c, { reportedToPolice: false }), police);
    c.run('reportIncident', incident(c), police);
    expect(c.tasks('incident.escalation')).toEqual([]);
    expect(c.case.phase).toBe('action_deadlines');
    c.run('reportIncident', incident(c), police);
    expect(c.tasks('incident.escalation')).toMatchObject([{ for: workers.convenor, reason: 'incidents_3' }]);
    expect(c.case.phase).toBe('follow_up_call');
  });

  it.each([
    ['no-such-victim', { victimIds: [persons.personUsingViolence] }],
    ['no-such-person-using-violence', { personUsingViolenceId: persons.victim }],
    ['date-ahead', { at: '2026-12-01T00:00:00.000Z' }],
    ['input-invalid', { victimIds: [] }],
  ])('refuses as %s', (code, overrides) => {
    const c = caseIn('referral');
    expect(c.refused('reportIncident', incident(c, overrides), police).code).toBe(code);
  });
});

describe('deciding on an incident', () => {
  const reported = () => {
    const c = caseIn('meeting_scheduling');
    c.run('reportIncident', incident(c), police);
    return { c, incidentId: c.case.risk.incidents.at(-1)?.incidentId };
  };

  it('S4-15 keeps the decision and ends its task and clock', () => {
    const { c, incidentId } = reported();
    c.run('decideIncident', { incidentId, decision: 'plan_amended', reason: 'plan_covers_it' }, lead);
    expect(c.case.risk.incidents.at(-1)?.decided).toMatchObject({
      decision: 'plan_amended',
      by: 'rep-specialist1',
      at: c.now,
    });
    expect(c.tasks('incident.review')).toEqual([]);
    expect(c.clock('incident.review')).toBeUndefined();
  });

  it('S0-12 refuses a decision by others, of nothing, and a second one', () => {
    const { c, incidentId } = reported();
    const decide = { incidentId, decision: 'no_change', reason: 'plan_covers_it' };
    expect(c.refused('decideIncident', decide, police).code).toBe('not-for-this-worker');
    expect(c.refused('decideIncident', { ...decide, incidentId: 'inc-none1' }, lead).code).toBe(
      'no-such-incident',
    );
    c.run('decideIncident', decide, lead);
    expect(c.refused('decideIncident', decide, lead).code).toBe('incident-decided');
  });
});
