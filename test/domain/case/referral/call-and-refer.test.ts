import { describe, expect, it } from 'vitest';
import { CaseUnderTest, calledCase, caseIn, opening, persons, workers } from '../fixtures.ts';

const call = (overrides: Record<string, unknown> = {}) => ({
  ...opening(),
  endorsement: { mode: 'electronic' },
  ...overrides,
});
const judgement = { basis: 'professional_judgement' };

describe('callMeeting', () => {
  it('S1-02 makes a meeting that is to be convened and passes no triage queue', () => {
    const made = calledCase();
    expect(made.case.phase).toBe('consent_attempt');
    expect(made.case.referral).toMatchObject({ kind: 'call', status: 'called', from: workers.police });
    expect(made.clock('triage.decision')).toBeUndefined();
    expect(made.tasks('decide_triage')).toEqual([]);
    expect(made.tasks('find_meeting')).toMatchObject([{ for: workers.convenor }]);
  });

  it('S1-04 S1-05 takes a hospital’s call on the same terms as the police’s', () => {
    const byPolice = calledCase({}, workers.police).case;
    const byHospital = calledCase({}, workers.hospital).case;
    expect(byHospital.phase).toBe(byPolice.phase);
    expect(byHospital.clocks.map((c) => [c.rule, c.dueAt])).toEqual(
      byPolice.clocks.map((c) => [c.rule, c.dueAt]),
    );
    expect(byHospital.referral.from).toEqual(workers.hospital);
  });

  it('S1-03 has a convening lead from the call on, the caller unless another is named', () => {
    expect(calledCase().case.lead.periods).toMatchObject([{ kind: 'convening', ...workers.police }]);
    const other = calledCase({ conveningLead: workers.specialist });
    expect(other.case.lead.periods).toMatchObject([{ kind: 'convening', ...workers.specialist }]);
  });

  it('S1-19 asks the convening lead for a consent attempt with each adult victim', () => {
    const members = [...opening().members, { personId: 'per-dddd1', role: 'adult_victim' }];
    const made = calledCase({ members, conveningLead: workers.specialist });
    expect(made.tasks('attempt_consent').map((t) => [t.subject, t.for])).toEqual([
      [persons.victim, workers.specialist],
      ['per-dddd1', workers.specialist],
    ]);
    expect(made.clock('consent.attempt')).toBeDefined();
  });

  it('guard d: the caller endorses at the call, another convening lead is asked to', () => {
    const made = calledCase({ conveningLead: workers.specialist });
    expect(made.case.endorsements).toMatchObject([{ worker: workers.police, textVersion: 'decl-1' }]);
    expect(made.tasks('endorse_confidentiality')).toMatchObject([{ for: workers.specialist }]);
    made.run('endorseForCase', { mode: 'verbal' }, { by: workers.specialist });
    expect(made.tasks('endorse_confidentiality')).toEqual([]);
    expect(made.refused('endorseForCase', { mode: 'verbal' }, { by: workers.hospital }).code).toBe(
      'endorse-at-a-meeting',
    );
  });

  it('S0-06 takes the caller’s own judgement with its rationale, and refuses a call without a finding', () => {
    const made = new CaseUnderTest();
    const { finding: _, ...without } = call();
    expect(made.refused('callMeeting', without)).toMatchObject({
      code: 'finding-missing',
      missing: ['finding'],
    });
    expect(made.refused('callMeeting', call({ finding: judgement }))).toMatchObject({
      code: 'narrative-missing',
      missing: ['rationale'],
    });
    made.run('callMeeting', call({ finding: judgement }), { notes: ['rationale'] });
    expect(made.case.referral.finding).toMatchObject({ by: workers.police, basis: 'professional_judgement' });
  });

  it('S0-06 holds a tool to its threshold', () => {
    const made = new CaseUnderTest();
    const tool = (score: number, name = 'invented_tool') => ({
      finding: { basis: 'tool', tool: name, score },
    });
    expect(made.refused('callMeeting', call(tool(9))).code).toBe('below-threshold');
    expect(made.refused('callMeeting', call(tool(21))).code).toBe('score-out-of-range');
    expect(made.refused('callMeeting', call(tool(14, 'other_tool'))).code).toBe('unknown-risk-tool');
    made.run('callMeeting', call(tool(10)));
  });

  it('S3-08 takes a group of any composition, but not one without a victim, and nobody twice', () => {
    const made = new CaseUnderTest();
    const one = {
      personId: persons.personUsingViolence,
      role: 'person_using_violence',
      identityUnknown: true,
    };
    expect(made.refused('callMeeting', call({ members: [one] })).code).toBe('no-victim');
    const victim = { personId: persons.victim, role: 'adult_victim' };
    expect(made.refused('callMeeting', call({ members: [victim, victim] })).code).toBe('already-a-member');
    made.run('callMeeting', call({ members: [victim] }));
    expect(made.case.members).toHaveLength(1);
  });

  it('S3-08 with a child alone nobody can be asked, so the basis is to be decided', () => {
    const child = { personId: persons.child, role: 'child_victim' };
    const made = calledCase({ members: [child] });
    expect(made.tasks('decide_basis')).toHaveLength(1);
    made.run(
      'decideBasis',
      { basis: 'duty_of_care', whyNoConsent: 'nobody_to_ask' },
      { notes: ['rationale'] },
    );
    expect(made.case.phase).toBe('meeting_scheduling');
  });

  it('tells each person’s record of the case, and labels carry no name', () => {
    const made = new CaseUnderTest();
    const { intents } = made.run('callMeeting', call());
    const joins = intents.filter((i) => i.intent === 'command' && i.name === 'joinCase');
    expect(joins.map((i) => i.intent === 'command' && i.id)).toEqual(Object.values(persons));
    expect(made.case.members.map((m) => m.label)).toEqual([
      'adult victim',
      'child 1',
      'person using violence',
    ]);
  });

  it('is not for the system', () => {
    expect(new CaseUnderTest().refused('callMeeting', call(), { by: 'system' }).code).toBe(
      'not-for-this-actor',
    );
  });

  it('S1-02 is only left undone by a named person who says why, and the caller is told', () => {
    const made = calledCase();
    const undone = { reason: 'already_managed' };
    expect(made.refused('recordCallNotCarriedOut', undone, { by: workers.convenor }).missing).toEqual([
      'why',
    ]);
    const { intents } = made.run('recordCallNotCarriedOut', undone, { by: workers.convenor, notes: ['why'] });
    expect(made.case.referral.notCarriedOut).toMatchObject({
      by: workers.convenor,
      reason: 'already_managed',
    });
    expect(intents).toContainEqual(
      expect.objectContaining({ intent: 'message', kind: 'triage_outcome', to: [workers.police] }),
    );
    expect(made.case.phase).toBe('closure');
    expect(
      caseIn('consent_attempt').refused('recordCallNotCarriedOut', undone, { notes: ['why'] }).code,
    ).toBe('not-a-call');
  });

  it('S0-12 links a repeat to the earlier case and tells that one', () => {
    const made = new CaseUnderTest();
    const { intents } = made.run('callMeeting', call({ repeatOf: 'case-0000b' }));
    expect(made.case.links).toMatchObject([{ caseId: 'case-0000b', kind: 'repeat_of' }]);
    expect(intents).toContainEqual({
      intent: 'command',
      aggregate: 'case',
      id: 'case-0000b',
      name: 'linkCase',
      input: { caseId: 'case-0000a', kind: 'repeated_by' },
    });
    const [look] = made.tasks('repeat.prior_plan');
    expect(look).toMatchObject({ subject: 'case-0000b' });
    expect(made.clock('task.due', look?.taskId)).toBeDefined();
    expect(made.tasks('repeat.prior_plan')).toMatchObject([{ for: workers.police, subject: 'case-0000b' }]);
  });

  it('S0-12 does so when a draft is sent, and not before', () => {
    const made = new CaseUnderTest();
    const saved = made.run('saveDraft', { ...opening(), repeatOf: 'case-0000b' });
    expect(saved.intents.some((i) => i.intent === 'command' && i.name === 'linkCase')).toBe(false);
    expect(made.tasks('repeat.prior_plan')).toEqual([]);
    const sent = made.run('submitDraft');
    expect(sent.intents).toContainEqual(expect.objectContaining({ name: 'linkCase', id: 'case-0000b' }));
    expect(made.tasks('repeat.prior_plan')).toMatchObject([{ for: workers.convenor }]);
  });
});

describe('refer', () => {
  it('S3-34 waits before triage by a clock, with a task for a named person', () => {
    const made = caseIn('referral');
    expect(made.case.referral.status).toBe('awaiting_triage');
    expect(made.clock('triage.decision')).toBeDefined();
    expect(made.tasks('decide_triage')).toMatchObject([{ for: workers.triage }]);
  });

  it('runs its clock in hours when urgent', () => {
    expect(caseIn('referral', { urgency: 'urgent' }).clock('triage.decision')?.dueAt).toBe(
      '2026-03-02T03:00:00.000Z',
    );
  });

  it('S2-05 S2-06 keeps the incident and tells the highest risk from high risk', () => {
    const made = new CaseUnderTest();
    made.run('refer', {
      ...opening(),
      finding: { basis: 'tool', tool: 'invented_tool', score: 18, level: 'highest' },
      incident: { at: '2026-03-01T10:00:00.000Z', reference: 'IR-40213', reportedToPolice: true },
    });
    expect(made.case.marks.highestRisk).toBe(true);
    expect(made.case.referral.incident).toMatchObject({ reference: 'IR-40213', reportedToPolice: true });
  });
});

describe('selfRefer', () => {
  it('S3-29 S3-30 S3-32 S3-33 opens risk work at the service and keeps two answers and the reason', () => {
    const made = new CaseUnderTest();
    made.run(
      'selfRefer',
      {
        ...opening(),
        selfReferralReason: 'asked_for_help',
        intake: {
          eligible: { answer: 'yes', reason: 'lives_in_area' },
          suitable: { answer: 'no', reason: 'other_service_fits' },
          immediateRisk: 'acted_on',
        },
      },
      { by: workers.specialist },
    );
    expect(made.case.referral).toMatchObject({ kind: 'self_referral', status: 'awaiting_triage' });
    expect(made.case.referral.intake?.suitable.answer).toBe('no');
    expect(made.tasks('assess_risk')).toMatchObject([{ for: workers.specialist }]);
    expect(made.tasks('identify_risk')).toMatchObject([{ for: workers.specialist }]);
    // S3-32: her story is told once; the assessment stays with the case.
    const intake = {
      personId: persons.victim,
      purpose: 'intake',
      tool: 'invented_tool',
      score: 14,
      level: 'high',
    };
    made.run('recordRiskAssessment', intake, { by: workers.specialist });
    expect(made.tasks('assess_risk')).toEqual([]);
    made.run('acceptReferral', { conveningLead: workers.police }, { by: workers.triage });
    expect(made.case.risk.assessments).toHaveLength(1);
  });
});

describe('wherever she asks', () => {
  const intake = {
    eligible: { answer: 'yes', reason: 'lives_in_area' },
    suitable: { answer: 'yes', reason: 'specialist_help_wanted' },
    immediateRisk: 'acted_on',
  };
  const how = { refer: {}, selfRefer: { selfReferralReason: 'asked_for_help', intake } };

  it.each(Object.entries(how))('S3-17 any service takes it in by %s, urgently if need be', (name, more) => {
    for (const by of [workers.hospital, workers.specialist, workers.childProtection]) {
      const made = new CaseUnderTest();
      made.run(name, { ...opening(), ...more, urgency: 'urgent' }, { by });
      expect(made.case.referral.status).toBe('awaiting_triage');
      expect(made.clock('triage.decision')).toMatchObject({
        key: 'urgent',
        dueAt: '2026-03-02T03:00:00.000Z',
      });
      const sentAway = { reason: 'other_service_fits' };
      expect(made.refused('redirectReferral', sentAway, { by: workers.triage }).field).toBe('to');
    }
  });
});

describe('the fixture', () => {
  it.each(['referral', 'consent_attempt', 'meeting_scheduling', 'meeting_preparation', 'meeting'] as const)(
    'brings a case into %s by real commands',
    (phase) => {
      expect(caseIn(phase).case.phase).toBe(phase);
    },
  );
});
