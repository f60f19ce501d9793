import { describe, expect, it } from 'vitest';
import { action, caseLate, plannedCase } from '../actions/later-phases.ts';
import { persons, workers } from '../fixtures.ts';

const lead = { by: workers.specialist };
const police = { by: workers.police };
const shown = { reason: 'actions_overdue', evaluationShown: true };

describe('calling a follow-up', () => {
  it('S0-33, S4-14 begins a new cycle to be convened, tells the agencies and keeps open actions', () => {
    const { c, ids } = plannedCase();
    const { intents } = c.run('callFollowUp', shown, lead);
    expect(c.case).toMatchObject({ phase: 'meeting_scheduling', cycle: 2 });
    expect(c.clock('meeting.convene')).toBeDefined();
    expect(c.clock('followup.call')).toBeUndefined();
    expect(action(c, ids[0] ?? '').status).toBe('not_started');
    expect(c.clock('action.due', ids[0])).toBeDefined();
    const call = intents.find((i) => i.intent === 'message' && i.kind === 'follow_up_called');
    expect(call?.intent === 'message' && call.to.map((to) => to.agencyId).sort()).toEqual([
      'agy-childprot',
      'agy-police',
      'agy-specialist',
    ]);
    expect(c.case.followUps).toMatchObject([{ decision: 'called', evaluationShown: true }]);
  });

  it.each(['follow_up_call', 'closure'] as const)('S0-33 is possible from %s', (phase) => {
    const c = caseLate(phase);
    c.run('callFollowUp', shown, lead);
    expect(c.case.phase).toBe('meeting_scheduling');
  });

  it('S0-12 decides the incidents that wait for a decision', () => {
    const { c } = plannedCase();
    const incident = { at: c.now, reportedToPolice: true, victimIds: [persons.victim], severity: 'serious' };
    c.run('reportIncident', incident, police);
    c.run('callFollowUp', { ...shown, reason: 'new_incident' }, lead);
    expect(c.case.risk.incidents.at(-1)?.decided?.decision).toBe('follow_up');
    expect(c.clock('incident.review')).toBeUndefined();
  });

  it('S0-08 asks somebody to continue or close past the number of meetings', () => {
    const { c } = plannedCase();
    const [held] = c.case.meetings;
    if (!held) throw new Error('no meeting');
    const meetings = [1, 2, 3, 4].map((n) => ({ ...held, meetingId: `mtg-000${n}` }));
    c.state = { ...c.case, meetings };
    c.run('callFollowUp', shown, lead);
    expect(c.tasks('shortterm.review')).toMatchObject([{ for: workers.chair, reason: 'meetings_4' }]);
    c.run('continueShortTerm', { reason: 'risk_still_high' }, { by: workers.chair });
    expect(c.tasks('shortterm.review')).toEqual([]);
    expect(c.clock('shortterm.review')).toBeDefined();
  });

  it('S0-33 is for the lead, with a reason', () => {
    const { c } = plannedCase();
    expect(c.refused('callFollowUp', shown, police)).toMatchObject({
      code: 'not-for-this-worker',
      duty: 'S0-33',
    });
    expect(c.refused('callFollowUp', { evaluationShown: true }, lead).field).toBe('reason');
  });

  it.each(['callFollowUp', 'recordNoFollowUpNeeded', 'postponeFollowUp'])(
    'S4-15 refuses %s before the evaluation of the last actions was shown',
    (name) => {
      const c = caseLate('follow_up_call');
      const input = { reason: 'plan_carried_out', evaluationShown: false };
      const until = name === 'postponeFollowUp' ? { until: '2026-04-01T01:00:00.000Z' } : {};
      expect(c.refused(name, { ...input, ...until }, lead)).toMatchObject({
        code: 'evaluation-not-shown',
        duty: 'S4-15',
      });
    },
  );
});

describe('no follow-up, or a later look', () => {
  it('S0-33 records that none is needed and goes on to closure', () => {
    const c = caseLate('follow_up_call');
    c.run('recordNoFollowUpNeeded', shown, lead);
    expect(c.case.phase).toBe('closure');
    expect(c.case.followUps).toMatchObject([{ decision: 'not_needed', reason: 'actions_overdue' }]);
    expect(caseLate('follow_up_call').refused('recordNoFollowUpNeeded', shown, police).code).toBe(
      'not-for-this-worker',
    );
  });

  it('S0-12 refuses to need none while an incident is undecided', () => {
    const c = caseLate('follow_up_call');
    const incident = { at: c.now, reportedToPolice: true, victimIds: [persons.victim], severity: 'standard' };
    c.run('reportIncident', incident, police);
    expect(c.refused('recordNoFollowUpNeeded', shown, lead)).toMatchObject({
      code: 'incident-undecided',
      missing: [c.case.risk.incidents.at(-1)?.incidentId],
    });
  });

  it('S0-33 looks again on the day named', () => {
    const c = caseLate('follow_up_call');
    const until = '2026-04-01T01:00:00.000Z';
    c.run('postponeFollowUp', { ...shown, until }, lead);
    expect(c.case.phase).toBe('action_deadlines');
    expect(c.clock('followup.call')?.dueAt).toBe(until);
    expect(c.case.followUps).toMatchObject([{ decision: 'postponed', until }]);
  });

  it('S0-33 refuses a day that has passed, or whose holidays are not known, and others than the lead', () => {
    const c = caseLate('follow_up_call');
    const postpone = (until: string) => ({ ...shown, until });
    expect(c.refused('postponeFollowUp', postpone('2026-03-01T01:00:00.000Z'), lead).code).toBe(
      'date-not-ahead',
    );
    expect(c.refused('postponeFollowUp', postpone('2199-03-01T01:00:00.000Z'), lead).code).toBe(
      'date-outside-calendar',
    );
    expect(c.refused('postponeFollowUp', postpone('2026-04-01T01:00:00.000Z'), police).code).toBe(
      'not-for-this-worker',
    );
  });

  it('S0-08 is not continued by who neither leads, chairs nor convenes', () => {
    const { c } = plannedCase();
    expect(c.refused('continueShortTerm', { reason: 'risk_still_high' }, police)).toMatchObject({
      code: 'not-for-this-worker',
      duty: 'S0-08',
    });
  });
});
