import { describe, expect, it } from 'vitest';
import { caseRiskLevel } from '../../../../functions/domain/case/risk-level.ts';
import { caseIn, persons, workers } from '../fixtures.ts';
import { commands, mtg, prepared } from './held-case.ts';

const assess = (personId: string, score: number, level: string) => ({
  personId,
  purpose: 'review',
  tool: 'invented_tool',
  score,
  level,
});

describe('caseRiskLevel', () => {
  it('S0-23 counts the finding by which a case came until its victims are assessed', () => {
    expect(caseRiskLevel(caseIn('referral').case)).toBe('high');
  });

  it('S0-23 is the highest of the victims, and of their last assessments', () => {
    const made = caseIn('meeting_scheduling');
    made.run('recordRiskAssessment', assess(persons.victim, 3, 'medium'), { by: workers.specialist });
    expect(caseRiskLevel(made.case)).toBe('high');
    made.run('recordRiskAssessment', assess(persons.child, 2, 'standard'), { by: workers.specialist });
    expect(caseRiskLevel(made.case)).toBe('medium');
    made.run('recordRiskAssessment', assess(persons.child, 18, 'highest'), { by: workers.specialist });
    expect(caseRiskLevel(made.case)).toBe('highest');
  });

  it('S0-23 tells a meeting to come of an assessment, so that a higher risk moves the case up', () => {
    const did = prepared().run('recordRiskAssessment', assess(persons.child, 18, 'highest'), {
      by: workers.specialist,
    });
    expect(commands(did, 'caseChanged')[0]).toMatchObject({ id: mtg, input: { riskLevel: 'highest' } });
  });
});
