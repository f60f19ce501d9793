import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../../../functions/domain/case/state.ts';
import { type CaseUnderTest, caseIn, persons, workers } from '../fixtures.ts';

const police = { by: workers.police, notes: ['risksSeen'] };
const lead = { by: workers.specialist };
const contact = (overrides: Record<string, unknown> = {}) => ({
  kind: 'information',
  purposes: ['identify_risk'],
  about: [persons.victim],
  ...overrides,
});
const record = (c: CaseUnderTest) => c.case.records.at(-1);

/** A new lead from now on, by hand: handing the lead over is another area's command. */
function changeLead(c: CaseUnderTest, to: { agencyId: string; representativeId: string }): void {
  const period: CaseState['lead']['periods'][number] = {
    leadId: `ld-${to.agencyId.slice(4)}`,
    ...to,
    kind: 'lead',
    from: c.now,
    by: 'test',
    reason: 'transferred',
    victimInformed: [],
  };
  c.state = { ...c.case, lead: { ...c.case.lead, periods: [...c.case.lead.periods, period] } };
}

describe('records between meetings', () => {
  it('S0-17 reach the lead without a meeting, as one task with three parts (S3-26, S3-27)', () => {
    const c = caseIn('meeting_scheduling');
    const decision = c.run('recordContact', contact(), police);
    expect(record(c)).toMatchObject({
      kind: 'information',
      by: workers.police,
      sharedWithLead: [{ agencyId: workers.specialist.agencyId }],
    });
    const [task, ...more] = c.tasks('record.received');
    expect(more).toEqual([]);
    expect(task).toMatchObject({ for: workers.specialist, subject: record(c)?.recordId });
    expect(c.clock('task.due', task?.taskId)).toBeDefined();
    expect(decision.intents).toContainEqual(
      expect.objectContaining({ kind: 'task_assigned', to: [workers.specialist] }),
    );
  });

  it('S3-23 shows when an agency last was in contact with the lead', () => {
    const c = caseIn('meeting_scheduling').later({ days: 2 });
    c.run('recordContact', contact(), police);
    expect(c.case.agencies.find((a) => a.agencyId === workers.police.agencyId)?.lastContactWithLeadAt).toBe(
      c.now,
    );
  });

  it('S1-10 refuses a record without a purpose and names the three', () => {
    const c = caseIn('meeting_scheduling');
    const refusal = c.refused('recordContact', contact({ purposes: [] }), police);
    expect(refusal).toMatchObject({ code: 'purpose-missing', duty: 'S1-10' });
    for (const purpose of ['identify_risk', 'manage_mitigate', 'hold_to_account'])
      expect(refusal.message).toContain(purpose);
    expect(c.refused('recordContact', contact({ purposes: ['curiosity'] }), police).code).toBe(
      'input-invalid',
    );
  });

  it('S3-25 refuses a record whose parts are all empty', () => {
    const c = caseIn('meeting_scheduling');
    expect(c.refused('recordContact', contact(), { by: workers.police, notes: ['note'] })).toMatchObject({
      code: 'record-empty',
      missing: ['risksSeen', 'adviceGiven', 'supportGiven', 'actionsTaken'],
      duty: 'S3-25',
    });
  });

  it.each(['risksSeen', 'adviceGiven', 'supportGiven', 'actionsTaken'])('S3-25 takes %s alone', (part) => {
    const c = caseIn('meeting_scheduling');
    c.run('recordContact', contact({ kind: 'support' }), { by: workers.police, notes: [part] });
    expect(Object.keys(record(c)?.parts ?? {})).toEqual([part]);
  });

  it('S3-12 S4-26 keeps in which way somebody was reached, outreach as well', () => {
    const c = caseIn('meeting_scheduling');
    const outreach = contact({ kind: 'support', mode: 'outreach' });
    c.run('recordContact', outreach, { by: workers.police, notes: ['supportGiven'] });
    expect(record(c)).toMatchObject({ kind: 'support', mode: 'outreach' });
  });

  it('S3-56 takes any number of hours, and nothing follows from it', () => {
    const caseWith = (hours: number) => {
      const c = caseIn('meeting_scheduling');
      c.run('recordContact', contact({ kind: 'support', hours }), {
        by: workers.police,
        notes: ['supportGiven'],
      });
      const { phase, clocks, tasks } = c.case;
      return { phase, clocks, tasks };
    };
    expect(caseWith(500)).toEqual(caseWith(0.5));
  });

  it('S3-24 keeps a secondary consultation without making the asked agency a member', () => {
    const c = caseIn('meeting_scheduling');
    const consultation = contact({
      kind: 'secondary_consultation',
      askedAgency: workers.hospital.agencyId,
      topic: 'disability',
      hours: 1.5,
    });
    c.run('recordContact', consultation, { by: workers.police, notes: ['adviceGiven'] });
    expect(record(c)).toMatchObject({
      askedAgency: workers.hospital.agencyId,
      topic: 'disability',
      hours: 1.5,
    });
    expect(c.case.agencies.some((a) => a.agencyId === workers.hospital.agencyId)).toBe(false);
    expect(c.refused('recordContact', contact({ kind: 'secondary_consultation' }), police)).toMatchObject({
      code: 'consultation-incomplete',
      missing: ['askedAgency', 'topic'],
    });
  });

  it.each([
    'safety_planning_victim',
    'safety_planning_person_using_violence',
    'account_of_person_using_violence',
  ])('S2-36, S2-37 keeps %s as a kind of its own, at the day it was', (kind) => {
    const c = caseIn('meeting_scheduling').later({ days: 3 });
    const at = '2026-03-03T02:00:00.000Z';
    c.run('recordContact', contact({ kind, at }), police);
    expect(record(c)).toMatchObject({ kind, at });
  });

  it('refuses what has not happened yet, and persons who are not in the case', () => {
    const c = caseIn('meeting_scheduling');
    const ahead = contact({ at: '2026-12-01T00:00:00.000Z' });
    expect(c.refused('recordContact', ahead, police).code).toBe('date-ahead');
    expect(c.refused('recordContact', contact({ about: ['per-zzzz9'] }), police).code).toBe('no-such-member');
  });

  it('S3-27 asks nothing of a lead who made the record', () => {
    const c = caseIn('meeting_scheduling');
    c.run('recordContact', contact(), { ...lead, notes: ['risksSeen'] });
    expect(record(c)?.sharedWithLead).toHaveLength(1);
    expect(c.tasks('record.received')).toEqual([]);
  });
});

describe('a change of lead', () => {
  it('S3-26 brings every record to the new lead, and its open task with it', () => {
    const c = caseIn('meeting_scheduling');
    c.run('recordContact', contact(), police);
    changeLead(c.later({ days: 1 }), workers.childProtection);
    c.run('recordServiceGap', { gap: 'no_refuge_bed', place: 'kununurra', about: [] }, police);
    expect(c.case.records[0]?.sharedWithLead.map(({ agencyId }) => agencyId)).toEqual([
      workers.specialist.agencyId,
      workers.childProtection.agencyId,
    ]);
    expect(c.tasks('record.received')).toMatchObject([{ for: workers.childProtection }]);
  });

  it('S3-26 asks nothing again that an earlier lead has answered', () => {
    const c = caseIn('meeting_scheduling');
    c.run('recordContact', contact(), police);
    c.run(
      'acknowledgeRecord',
      {
        recordId: record(c)?.recordId,
        primaryAssessment: 'changed',
        accountability: 'no_change',
        casePlan: 'no_change',
      },
      lead,
    );
    changeLead(c.later({ days: 1 }), workers.childProtection);
    c.run('recordServiceGap', { gap: 'no_refuge_bed', place: 'kununurra', about: [] }, police);
    expect(c.case.records[0]?.sharedWithLead).toHaveLength(2);
    expect(c.tasks('record.received')).toEqual([]);
  });

  it('S3-26 leaves a record visibly outstanding while nobody leads, and brings it to the first lead', () => {
    const c = caseIn('referral');
    c.run('recordContact', contact(), police);
    expect(record(c)?.sharedWithLead).toEqual([]);
    c.run('acceptReferral', { conveningLead: workers.specialist }, { by: workers.triage });
    expect(c.case.records[0]?.sharedWithLead).toMatchObject([{ agencyId: workers.specialist.agencyId }]);
    expect(c.tasks('record.received')).toMatchObject([{ for: workers.specialist }]);
  });
});

describe('the answer of the lead', () => {
  const answer = { primaryAssessment: 'changed', accountability: 'no_change', casePlan: 'changed' };

  it('S3-27 marks each of the three parts and ends the task', () => {
    const c = caseIn('meeting_scheduling');
    c.run('recordContact', contact(), police);
    const recordId = record(c)?.recordId;
    c.run('acknowledgeRecord', { recordId, ...answer }, lead);
    expect(record(c)?.receipt).toEqual({ ...answer, by: workers.specialist, at: c.now });
    expect(c.tasks('record.received')).toEqual([]);
    expect(c.clock('task.due')).toBeUndefined();
    expect(c.refused('acknowledgeRecord', { recordId, ...answer }, lead).code).toBe('record-answered');
  });

  it('S3-27 is the lead alone, and has all three parts', () => {
    const c = caseIn('meeting_scheduling');
    c.run('recordContact', contact(), police);
    const recordId = record(c)?.recordId;
    expect(c.refused('acknowledgeRecord', { recordId, ...answer }, { by: workers.convenor })).toMatchObject({
      code: 'not-for-this-worker',
      duty: 'S3-27',
    });
    const { casePlan: _, ...two } = answer;
    expect(c.refused('acknowledgeRecord', { recordId, ...two }, lead).field).toBe('casePlan');
    expect(c.refused('acknowledgeRecord', { recordId: 'rec-none1', ...answer }, lead).code).toBe(
      'no-such-record',
    );
  });
});
