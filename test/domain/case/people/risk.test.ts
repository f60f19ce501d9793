import { describe, expect, it } from 'vitest';
import { caseIn, persons, workers } from '../fixtures.ts';

const lead = { by: workers.specialist };
const assessment = (more: Record<string, unknown> = {}) => ({
  personId: persons.victim,
  purpose: 'review',
  tool: 'invented_tool',
  score: 14,
  level: 'high',
  ...more,
});

describe('risk assessments', () => {
  it('S3-19 S0-02 are of one person each, and older ones stay readable', () => {
    const made = caseIn('meeting_scheduling');
    made.run('recordRiskAssessment', assessment(), lead);
    made.run(
      'recordRiskAssessment',
      assessment({ personId: persons.child, score: 3, level: 'medium' }),
      lead,
    );
    made.later({ days: 7 }).run('recordRiskAssessment', assessment({ score: 18, level: 'highest' }), lead);
    expect(made.case.risk.assessments.map((a) => [a.personId, a.level, a.toolVersion])).toEqual([
      [persons.victim, 'high', '1'],
      [persons.child, 'medium', '1'],
      [persons.victim, 'highest', '1'],
    ]);
    expect(made.case.marks.highestRisk).toBe(true);
  });

  it('S2-09 those of the person using violence are his own, and so are the risks named under him', () => {
    const made = caseIn('meeting_scheduling');
    made.run('recordRiskAssessment', assessment({ personId: persons.personUsingViolence }), lead);
    made.run('recordRiskAssessment', assessment(), lead);
    made.run('identifyRisk', { code: 'alcohol', personId: persons.personUsingViolence });
    const his = made.case.risk.assessments.filter((a) => a.personId === persons.personUsingViolence);
    expect(his).toMatchObject([{ level: 'high' }]);
    expect(made.case.risk.identified).toMatchObject([{ personId: persons.personUsingViolence }]);
  });

  it('S3-27 only the lead keeps the primary one, and there is one per person', () => {
    const made = caseIn('meeting_scheduling');
    expect(made.refused('recordRiskAssessment', assessment({ primary: true }))).toMatchObject({
      code: 'lead-keeps-the-primary',
      duty: 'S3-27',
    });
    made.run('recordRiskAssessment', assessment());
    made.run('recordRiskAssessment', assessment({ primary: true }), lead);
    made.run('recordRiskAssessment', assessment({ primary: true }), lead);
    made.run('recordRiskAssessment', assessment({ personId: persons.child, primary: true }), lead);
    expect(made.case.risk.assessments.map((a) => a.primary)).toEqual([false, false, true, true]);
  });

  it('judgement that differs from the tool stands as an override with its rationale', () => {
    const made = caseIn('meeting_scheduling');
    const low = assessment({ score: 4, level: 'medium', override: { level: 'highest' } });
    expect(made.refused('recordRiskAssessment', low, lead).missing).toEqual(['rationale']);
    made.run('recordRiskAssessment', low, { ...lead, notes: ['rationale'] });
    expect(made.case.risk.assessments[0]).toMatchObject({ level: 'medium', override: { level: 'highest' } });
    expect(made.case.marks.highestRisk).toBe(true);
    const judged = {
      personId: persons.victim,
      purpose: 'review',
      tool: 'professional_judgement',
      level: 'high',
    };
    expect(made.refused('recordRiskAssessment', judged, lead).missing).toEqual(['rationale']);
    made.run('recordRiskAssessment', judged, { ...lead, notes: ['rationale'] });
  });

  it('S3-06 made with another tool are taken and stand as such, each with its version', () => {
    const made = caseIn('meeting_scheduling');
    const other = { tool: 'other_tool', toolVersion: '2024', score: 99 };
    made.run('recordRiskAssessment', assessment(other), lead);
    made.run('recordRiskAssessment', assessment({ toolVersion: '2' }), lead);
    expect(made.case.risk.assessments).toMatchObject([
      { tool: 'other_tool', toolVersion: '2024', otherTool: true, score: 99, level: 'high' },
      { toolVersion: '2' },
    ]);
    expect(made.case.risk.assessments[1]).not.toHaveProperty('otherTool');
    expect(made.refused('recordRiskAssessment', assessment({ tool: 'other_tool' }), lead)).toMatchObject({
      duty: 'S3-06',
      missing: ['toolVersion'],
    });
  });

  it.each([
    ['not-a-member', assessment({ personId: 'per-zzzz9' })],
    ['unknown-risk-tool', assessment({ tool: 'other_tool' })],
    ['score-out-of-range', assessment({ score: -1 })],
    ['score-out-of-range', assessment({ score: 21 })],
    ['level-differs', assessment({ score: 9 })],
    ['level-differs', assessment({ score: 10, level: 'medium' })],
    ['reason-missing', assessment({ ownView: { safer: 'not_asked' } })],
  ])('are refused as %s', (code, input) => {
    expect(caseIn('meeting_scheduling').refused('recordRiskAssessment', input, lead).code).toBe(code);
  });

  it('S2-38 keep her own view with her as its source', () => {
    const made = caseIn('meeting_scheduling');
    const ownView = { safer: 'yes', empowered: 'unsure' };
    made.run('recordRiskAssessment', assessment({ ownView }), { ...lead, notes: ['ownView'] });
    expect(made.case.risk.assessments[0]?.ownView).toEqual({ ...ownView, noteId: 'note-ownview0000' });
  });

  it('S0-02 S1-13 S3-22 are made by several agencies, each factor with who identified it', () => {
    const made = caseIn('meeting_scheduling');
    made.run('recordRiskAssessment', assessment({ factors: ['separation'] }), lead);
    const id = { assessmentId: made.case.risk.assessments[0]?.assessmentId };
    expect(made.refused('contributeToAssessment', id).code).toBe('nothing-new');
    expect(made.refused('contributeToAssessment', { assessmentId: 'ass-none' }).code).toBe(
      'no-such-assessment',
    );
    expect(made.refused('contributeToAssessment', { ...id, factors: ['fear', 'a_name'] })).toMatchObject({
      code: 'unknown-risk-factor',
    });
    made.run('contributeToAssessment', { ...id, factors: ['separation', 'strangulation'] });
    expect(made.case.risk.assessments[0]?.factors).toEqual([
      { code: 'separation', identifiedBy: 'agy-specialist' },
      { code: 'separation', identifiedBy: 'agy-police' },
      { code: 'strangulation', identifiedBy: 'agy-police' },
    ]);
    expect(made.case.risk.assessments[0]?.contributions).toMatchObject([{ by: workers.police }]);
  });
});

describe('risks and needs', () => {
  it('S0-03 each risk stands by itself, by the policy’s list or in words', () => {
    const made = caseIn('meeting_scheduling');
    made.run('identifyRisk', { code: 'strangulation', personId: persons.victim });
    expect(made.refused('identifyRisk', { code: 'strangulation', personId: persons.victim }).code).toBe(
      'already-identified',
    );
    expect(made.refused('identifyRisk', { code: 'unheard_of' }).code).toBe('unknown-risk-factor');
    expect(made.refused('identifyRisk', { code: 'other' }).missing).toEqual(['risk']);
    expect(made.refused('identifyRisk', { code: 'alcohol', personId: 'per-zzzz9' }).code).toBe(
      'not-a-member',
    );
    made.run('identifyRisk', { code: 'other' }, { notes: ['risk'] });
    expect(made.case.risk.identified.map((r) => [r.code, r.identifiedBy])).toEqual([
      ['strangulation', 'agy-police'],
      ['other', 'agy-police'],
    ]);
  });

  it('S1-14 an issue that contributes to harm stands under anybody: victim, child or perpetrator', () => {
    const made = caseIn('meeting_scheduling');
    const issues = made.policy.contributingIssues.filter((code) => code !== 'other');
    expect(issues.length).toBeGreaterThan(3);
    for (const personId of Object.values(persons))
      for (const code of issues) made.run('identifyRisk', { code, personId });
    made.run('identifyRisk', { code: 'other', personId: persons.child }, { notes: ['risk'] });
    expect(made.case.risk.identified).toHaveLength(3 * issues.length + 1);
  });

  it('S4-21 S4-22 a need, of a child as well, is recorded beside the risks and met once', () => {
    const made = caseIn('meeting_scheduling');
    expect(made.refused('recordNeed', { personId: 'per-zzzz9', code: 'housing' }).code).toBe('not-a-member');
    made.run('recordNeed', { personId: persons.child, code: 'school_support' });
    const needId = made.case.risk.needs[0]?.needId;
    expect(made.refused('meetNeed', { needId: 'need-none' }).code).toBe('no-such-need');
    made.run('meetNeed', { needId });
    expect(made.case.risk.needs[0]?.metAt).toBe(made.now);
    expect(made.refused('meetNeed', { needId }).code).toBe('already-met');
  });
});

describe('facts of the justice system', () => {
  const fact = (code: string, personId: string = persons.personUsingViolence, on = '2026-03-01') => ({
    personId,
    code,
    on,
  });

  it('S0-11 S2-32 form a dated trail that reaches the lead and closes nothing', () => {
    const made = caseIn('meeting_scheduling');
    for (const code of ['arrest', 'charge', 'bail', 'custody', 'conviction', 'sentence'])
      made.run('recordJusticeFact', fact(code));
    expect(made.case.risk.justice.map((f) => f.code)).toEqual([
      'arrest',
      'charge',
      'bail',
      'custody',
      'conviction',
      'sentence',
    ]);
    expect(made.tasks('justice_fact')).toHaveLength(6);
    expect(made.case.phase).toBe('meeting_scheduling');
  });

  it('S2-24 charges, convictions, orders and breaches are dated, with the agency that reported them', () => {
    const made = caseIn('meeting_scheduling');
    const codes = ['charge', 'conviction', 'restraining_order_applied', 'order_breach_reported'];
    const reportedBy = workers.police.agencyId;
    for (const code of codes) made.run('recordJusticeFact', { ...fact(code), reportedBy }, lead);
    expect(made.case.risk.justice).toMatchObject(
      codes.map((code) => ({ code, on: '2026-03-01', reportedBy })),
    );
  });

  it('S2-31 her engagement with the police stands under her, as her decision', () => {
    const made = caseIn('meeting_scheduling');
    made.run('recordJusticeFact', fact('victim_engaged_with_police', persons.victim), lead);
    expect(made.tasks('justice_fact')).toEqual([]);
    expect(made.refused('recordJusticeFact', fact('victim_engaged_with_police'), lead).code).toBe(
      'wrong-person',
    );
    expect(made.refused('recordJusticeFact', fact('arrest', persons.victim), lead).code).toBe('wrong-person');
    expect(made.refused('recordJusticeFact', fact('arrest', 'per-zzzz9'), lead).code).toBe('not-a-member');
    expect(
      made.refused('recordJusticeFact', fact('arrest', persons.personUsingViolence, '2026-03-03'), lead).code,
    ).toBe('date-ahead');
  });
});
