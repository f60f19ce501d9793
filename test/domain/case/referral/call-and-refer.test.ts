import { describe, expect, it } from 'vitest';
import { calledCase, caseIn, workers } from '../fixtures.ts';

describe('callMeeting', () => {
  it('S1-02 makes a meeting that is to be convened and passes no triage queue', () => {
    const made = calledCase();
    expect(made.case.phase).toBe('consent_attempt');
    expect(made.case.referral).toMatchObject({ kind: 'call', status: 'called', from: workers.police });
    expect(made.clock('triage.decision')).toBeUndefined();
    expect(made.tasks('convene_meeting')).toMatchObject([{ for: workers.convenor }]);
  });
});

describe('caseIn', () => {
  it('brings a case into each phase', () => {
    expect(caseIn('referral').case.phase).toBe('referral');
    expect(caseIn('consent_attempt').case.phase).toBe('consent_attempt');
    expect(caseIn('meeting_scheduling').case.phase).toBe('meeting_scheduling');
  });
});
