import { describe, expect, it } from 'vitest';
import {
  basisStands,
  currentBasis,
  urgentBasisStands,
  withoutBasis,
} from '../../../../functions/domain/case/legal-basis.ts';
import { type CaseUnderTest, calledCase, caseIn, opening, persons, workers } from '../fixtures.ts';

const lead = { by: workers.specialist };
const reasoned = { ...lead, notes: ['rationale'] };
const told = { purpose: true, agencies: true, limits: true };
const victim = { personId: persons.victim };

const refusedBy = (made: CaseUnderTest) =>
  made.run('recordConsentAttempt', { ...victim, method: 'phone', outcome: 'refused' }, lead);

const schedule = (made: CaseUnderTest) =>
  made.run(
    'meetingScheduled',
    {
      meetingId: 'mtg-0001',
      meetingVersion: 1,
      kind: 'urgent',
      startsAt: '2026-03-03T01:00:00.000Z',
      endsAt: '2026-03-03T02:00:00.000Z',
      returnsDueAt: '2026-03-02T21:00:00.000Z',
      chair: workers.chair,
    },
    { by: 'system' },
  );

const consentMails = ({ intents }: ReturnType<CaseUnderTest['run']>) =>
  intents.filter((i) => i.intent === 'message' && i.kind === 'consent_status');

describe('decideBasis', () => {
  it('S1-21 goes on without consent on a recorded ground with why, and asks to tell her', () => {
    const made = caseIn('consent_attempt');
    refusedBy(made);
    made.run('decideBasis', { ...victim, basis: 'statute', whyNoConsent: 'refused' }, reasoned);
    expect(currentBasis(made.case, persons.victim)).toMatchObject({
      ground: 'legislation',
      whyNoConsent: 'refused',
      by: workers.specialist,
    });
    expect(made.case.phase).toBe('meeting_scheduling');
    expect(made.clock('consent.decision')).toBeUndefined();
    expect(made.tasks('decide_basis')).toEqual([]);
    expect(made.clock('goahead.told', persons.victim)).toBeDefined();
    expect(made.tasks('tell_go_ahead')).toMatchObject([{ subject: persons.victim }]);
  });

  it('S1-26 names each precondition that the record lacks', () => {
    const { finding: _, ...unassessed } = opening();
    const made = calledCase({ ...unassessed, finding: opening().finding, agencies: [] }, workers.specialist);
    refusedBy(made);
    const choice = { ...victim, whyNoConsent: 'refused' };
    expect(made.refused('decideBasis', { ...choice, basis: 'statute' }, lead)).toMatchObject({
      code: 'precondition-missing',
      missing: ['recipient_signatory', 'rationale'],
    });
    const low = { ...victim, purpose: 'review', tool: 'invented_tool', score: 2, level: 'standard' };
    made.run('recordRiskAssessment', low, lead);
    expect(made.refused('decideBasis', { ...choice, basis: 'statute' }, reasoned).missing).toEqual([
      'high_risk_determination',
      'recipient_signatory',
    ]);
    expect(made.refused('decideBasis', { ...choice, basis: 'offenders_schedule' }, reasoned).missing).toEqual(
      ['serious_offender_flag'],
    );
    made.run('markCase', { seriousOffender: true }, lead);
    made.run('decideBasis', { ...choice, basis: 'offenders_schedule' }, reasoned);
    expect(made.case.phase).toBe('meeting_scheduling');
  });

  it('S1-26 judgement above the tool is a determination of high risk', () => {
    const made = caseIn('consent_attempt');
    refusedBy(made);
    const judged = { ...victim, purpose: 'review', tool: 'invented_tool', score: 2, level: 'standard' };
    made.run('recordRiskAssessment', { ...judged, override: { level: 'high' } }, reasoned);
    made.run('decideBasis', { ...victim, basis: 'statute', whyNoConsent: 'refused' }, reasoned);
  });

  it('S1-20 consent is a basis only when she gave it informed', () => {
    const made = caseIn('consent_attempt');
    made.run('recordConsentAttempt', { ...victim, method: 'phone', outcome: 'given' }, lead);
    expect(made.refused('decideBasis', { ...victim, basis: 'consent' }, lead).missing).toEqual([
      'consent_given',
    ]);
    expect(made.refused('decideBasis', { basis: 'consent' }, lead).missing).toEqual(['consent_given']);
  });

  it('S1-19 S1-21 needs why there is no consent, as the record shows it', () => {
    const made = caseIn('consent_attempt');
    const choose = (whyNoConsent?: string) =>
      made.refused(
        'decideBasis',
        { ...victim, basis: 'duty_of_care', ...(whyNoConsent ? { whyNoConsent } : {}) },
        reasoned,
      ).code;
    expect(choose()).toBe('why-no-consent-missing');
    for (const why of [
      'refused',
      'no_contact',
      'not_safe_to_ask',
      'withdrawn',
      'not_informed',
      'urgent_no_time',
      'nobody_to_ask',
    ])
      expect(choose(why)).toBe('why-no-consent-not-shown');
    refusedBy(made);
    made.run('decideBasis', { ...victim, basis: 'duty_of_care', whyNoConsent: 'refused' }, reasoned);
  });

  it('S1-21 an unanswered attempt never blocks an urgent case', () => {
    const made = calledCase({ urgency: 'urgent' }, workers.specialist);
    made.run('decideBasis', { basis: 'duty_of_care', whyNoConsent: 'urgent_no_time' }, reasoned);
    expect(made.case.phase).toBe('meeting_scheduling');
  });

  it('guard a: urgent, the meeting is scheduled while she is still being asked, and the decision is waited for', () => {
    const made = calledCase({ urgency: 'urgent' }, workers.specialist);
    schedule(made);
    expect(made.case.phase).toBe('meeting_preparation');
    expect(withoutBasis(made.case).map((m) => m.personId)).toEqual([persons.victim]);
    expect(made.clock('consent.decision', persons.victim)).toBeDefined();
    expect(made.clock('consent.attempt')).toBeDefined();
    made.run('decideBasis', { ...victim, basis: 'statute', whyNoConsent: 'urgent_no_time' }, reasoned);
    expect(made.clock('consent.decision')).toBeUndefined();
    expect(basisStands(made.case)).toBe(true);
    expect(made.case.phase).toBe('meeting_preparation');
  });

  it('refuses an unknown basis and a person who is not asked', () => {
    const made = caseIn('consent_attempt');
    expect(made.refused('decideBasis', { basis: 'hearsay' }, lead).code).toBe('unknown-basis');
    const child = { personId: persons.child, basis: 'duty_of_care' };
    expect(made.refused('decideBasis', child, lead).code).toBe('not-an-adult-victim');
  });

  it('S1-25 S1-27 a health service that leads shows that it followed the guide, named in the refusal', () => {
    const agencies = [{ ...workers.hospital, kind: 'health_acute', basis: 'invented_mou' }];
    const made = calledCase({ agencies }, workers.hospital);
    const by = { by: workers.hospital, notes: ['rationale'] };
    made.run('recordConsentAttempt', { ...victim, method: 'phone', outcome: 'refused' }, by);
    const choice = { ...victim, basis: 'statute', whyNoConsent: 'refused' };
    const refusal = made.refused('decideBasis', choice, by);
    expect(refusal).toMatchObject({ code: 'guide-not-followed', missing: ['guideFollowed'] });
    expect(refusal.message).toContain('Invented guide');
    made.run('decideBasis', { ...choice, guideFollowed: true }, by);
    expect(made.case.consent.decisions.at(-1)?.guideFollowed).toBe(true);
  });
});

describe('withdrawal', () => {
  const withdraw = { ...victim, method: 'phone' };

  it('S1-20 ends the basis and is undecided by a clock until somebody decides', () => {
    const made = caseIn('meeting_scheduling');
    made.run('withdrawConsent', withdraw, lead);
    expect(made.case.consent.withdrawnUndecidedSince).toBe(made.now);
    expect(currentBasis(made.case, persons.victim)).toBeUndefined();
    expect(made.clock('consent.withdrawn', persons.victim)).toBeDefined();
    expect(made.tasks('decide_basis')).toMatchObject([{ reason: 'withdrawn' }]);
    expect(made.refused('withdrawConsent', withdraw, lead).code).toBe('no-consent-to-withdraw');
    made.run('decideBasis', { ...victim, basis: 'statute', whyNoConsent: 'withdrawn' }, reasoned);
    expect(made.case.consent.withdrawnUndecidedSince).toBeUndefined();
    expect(made.clock('consent.withdrawn')).toBeUndefined();
  });

  it('a basis chosen before it does not revive: also one on another ground ends', () => {
    const made = caseIn('consent_attempt');
    refusedBy(made);
    made.run('decideBasis', { ...victim, basis: 'duty_of_care', whyNoConsent: 'refused' }, reasoned);
    made.run('recordConsentAttempt', { ...victim, method: 'phone', outcome: 'given', told }, lead);
    made.run('withdrawConsent', withdraw, lead);
    expect(currentBasis(made.case, persons.victim)).toBeUndefined();
  });

  it('can be respected: disclosure stays stopped, the offer is renewed, the lead ends the case', () => {
    const made = caseIn('meeting_scheduling');
    const respect = { ...victim, reason: 'her_wish' };
    expect(made.refused('respectWithdrawal', respect, lead).code).toBe('nothing-to-decide');
    made.run('withdrawConsent', withdraw, lead);
    made.run('respectWithdrawal', respect, lead);
    expect(made.case.consent.withdrawnUndecidedSince).toBeUndefined();
    expect(made.refused('respectWithdrawal', respect, lead).code).toBe('nothing-to-decide');
    expect(urgentBasisStands(made.case)).toBe(false);
    expect(made.clock('consent.withdrawn')).toBeUndefined();
    expect(made.clock('consent.renew', persons.victim)).toBeDefined();
    expect(made.tasks('end_after_withdrawal')).toHaveLength(1);
  });

  it('S1-20 leaves the basis before it to what is urgent until somebody decides, and then to nothing', () => {
    const made = caseIn('meeting_scheduling');
    made.run('withdrawConsent', withdraw, lead);
    expect(urgentBasisStands(made.case)).toBe(true);
    made.run('respectWithdrawal', { ...victim, reason: 'her_wish' }, lead);
    expect(urgentBasisStands(made.case)).toBe(false);
    made.run('recordConsentAttempt', { ...victim, method: 'phone', outcome: 'given', told }, lead);
    made.later({ hours: 1 });
    made.run('withdrawConsent', withdraw, lead);
    expect(made.case.consent.withdrawnUndecidedSince).toBe(made.now);
    expect(urgentBasisStands(made.case)).toBe(true);
  });

  it('S1-20 a withdrawal of one, respected, is not undone by that of another who is undecided', () => {
    const made = caseIn('consent_attempt');
    const second = { personId: 'per-dddd1', role: 'adult_victim', relationshipToVictim: 'sibling' };
    made.run('addMember', second, lead);
    for (const personId of [persons.victim, second.personId])
      made.run('recordConsentAttempt', { personId, method: 'phone', outcome: 'given', told }, lead);
    for (const personId of [persons.victim, second.personId])
      made.run('withdrawConsent', { ...withdraw, personId }, lead);
    expect(urgentBasisStands(made.case)).toBe(true);
    made.run('respectWithdrawal', { ...victim, reason: 'her_wish' }, lead);
    expect(made.case.consent.withdrawnUndecidedSince).toBeDefined();
    expect(urgentBasisStands(made.case)).toBe(false);
  });

  it('given again, nothing is undecided', () => {
    const made = caseIn('meeting_scheduling');
    made.run('withdrawConsent', { ...withdraw, reason: 'fear' }, lead);
    expect(made.clock('consent.renew')).toBeDefined();
    made.run('recordConsentAttempt', { ...victim, method: 'phone', outcome: 'given', told }, lead);
    expect(made.case.consent.withdrawnUndecidedSince).toBeUndefined();
    expect(made.clock('consent.renew')).toBeUndefined();
  });
});

describe('telling', () => {
  it('S1-22 agencies contacted learn that the status changed, and not what it is', () => {
    const made = caseIn('meeting_scheduling');
    schedule(made);
    made.run('declareConflict', workers.childProtection, { by: workers.convenor });
    const done = made.run('withdrawConsent', { ...victim, method: 'phone' }, lead);
    expect(consentMails(done)).toMatchObject([
      { params: {}, to: [{ agencyId: 'agy-police' }, { agencyId: 'agy-specialist' }] },
    ]);
    const again = made.run('setSupportFlag', { ...victim, answer: 'yes' }, lead);
    expect(consentMails(again)).toHaveLength(1);
    expect(consentMails(made.run('setSupportFlag', { ...victim, answer: 'yes' }, lead))).toEqual([]);
  });

  it('before anybody was invited there is nobody to tell', () => {
    const made = caseIn('consent_attempt');
    expect(consentMails(refusedBy(made))).toEqual([]);
  });

  it('she is told that the group goes ahead, or it is recorded why not; not safe yet is asked again', () => {
    const made = calledCase({ urgency: 'urgent' }, workers.specialist);
    made.run('decideBasis', { basis: 'duty_of_care', whyNoConsent: 'urgent_no_time' }, reasoned);
    expect(made.refused('tellGoAhead', { ...victim, told: false }, lead).missing).toEqual(['reasonNotTold']);
    expect(made.refused('tellGoAhead', { ...victim, told: true, reasonNotTold: 'other' }, lead).code).toBe(
      'reason-differs',
    );
    made.run('tellGoAhead', { ...victim, told: false, reasonNotTold: 'not_safe_yet' }, lead);
    expect(made.clock('goahead.told', persons.victim)).toBeDefined();
    expect(made.tasks('tell_go_ahead')).toHaveLength(1);
    made.run('tellGoAhead', { ...victim, told: true }, lead);
    expect(made.clock('goahead.told')).toBeUndefined();
    expect(made.tasks('tell_go_ahead')).toEqual([]);
    expect(made.case.consent.goAheadTold.map((t) => t.told)).toEqual([false, true]);
  });

  it('S2-19 nobody tells her while a misidentification is suspected', () => {
    const made = caseIn('consent_attempt');
    const suspect = { personId: persons.personUsingViolence, reviewer: workers.hospital };
    made.run('suspectMisidentification', suspect, { ...lead, notes: ['grounds'] });
    expect(made.refused('tellGoAhead', { ...victim, told: true }, lead).code).toBe('liaison-on-hold');
  });
});
