import { describe, expect, it } from 'vitest';
import {
  basisStands,
  currentBasis,
  hasInformedConsent,
} from '../../../../functions/domain/case/legal-basis.ts';
import { isExcluded } from '../../../../functions/domain/case/queries.ts';
import { type CaseUnderTest, calledCase, caseIn, opening, persons, workers } from '../fixtures.ts';

const lead = { by: workers.specialist };
const told = { purpose: true, agencies: true, limits: true };
const second = 'per-dddd1';

const attempt = (outcome: string, more: Record<string, unknown> = {}) => ({
  personId: persons.victim,
  method: 'phone',
  outcome,
  ...(outcome.startsWith('given') ? { told } : {}),
  ...more,
});

/** Two adult victims, so that an answer of one can be told from an answer for all. */
const twoVictims = () =>
  calledCase(
    { members: [...opening().members, { personId: second, role: 'victim_in_family_group' }] },
    workers.specialist,
  );

const flags = (made: CaseUnderTest, personId: string = persons.victim) =>
  made.case.consent.flags.find((f) => f.personId === personId);

describe('an attempt to obtain consent', () => {
  it('S1-19 S1-20 given and informed: the flag, the basis, and on to scheduling', () => {
    const made = caseIn('consent_attempt');
    made.run('recordConsentAttempt', attempt('given', { formReference: 'F-1203' }), lead);
    expect(flags(made)?.macmSharing).toBe('yes');
    expect(made.case.consent.attempts).toMatchObject([{ by: workers.specialist, informed: true }]);
    expect(currentBasis(made.case, persons.victim)).toMatchObject({ basis: 'consent', ground: 'consent' });
    expect(made.case.phase).toBe('meeting_scheduling');
    expect(made.tasks('attempt_consent')).toEqual([]);
  });

  it('S1-20 a bare yes is marked not informed and completed later, and counts as no basis', () => {
    const made = caseIn('consent_attempt');
    made.run('recordConsentAttempt', attempt('given', { told: { ...told, limits: false } }), lead);
    expect(made.case.consent.attempts[0]?.informed).toBe(false);
    expect(hasInformedConsent(made.case, persons.victim)).toBe(false);
    expect(made.case.phase).toBe('consent_attempt');
    expect(made.tasks('complete_informed_consent')).toHaveLength(1);
    expect(made.clock('consent.attempt', persons.victim)).toBeDefined();
    made.run('recordConsentAttempt', attempt('given'), lead);
    expect(made.case.phase).toBe('meeting_scheduling');
    expect(made.tasks('complete_informed_consent')).toEqual([]);
  });

  it('S1-23 the answer of one adult victim is not that of another', () => {
    const made = twoVictims();
    made.run('recordConsentAttempt', attempt('given'), lead);
    expect(made.case.phase).toBe('consent_attempt');
    expect(basisStands(made.case)).toBe(false);
    expect(flags(made, second)?.macmSharing).toBe('not_asked');
    made.run('recordConsentAttempt', attempt('given', { personId: second }), lead);
    expect(made.case.phase).toBe('meeting_scheduling');
  });

  it('each condition is an exclusion, and what they held becomes a task', () => {
    const made = caseIn('consent_attempt');
    const conditions = [{ exclude: { agencyId: 'agy-police' } }];
    made.run('recordConsentAttempt', attempt('given_with_conditions', { conditions }), lead);
    expect(flags(made)?.macmSharing).toBe('yes_with_conditions');
    expect(isExcluded(made.case, workers.police)).toBe(true);
    expect(isExcluded(made.case, workers.specialist)).toBe(false);
    expect(made.case.exclusions).toMatchObject([{ because: 'consent_condition', personId: persons.victim }]);
    expect(made.tasks('replace_representative')).toMatchObject([
      { subject: 'agy-police', for: workers.specialist },
    ]);
  });

  it('what she says last counts: a condition no longer made is lifted, others stay', () => {
    const made = caseIn('consent_attempt');
    const [police, hospital] = [workers.police, workers.hospital].map((exclude) => ({ exclude }));
    made.run(
      'recordConsentAttempt',
      attempt('given_with_conditions', { conditions: [police, hospital] }),
      lead,
    );
    made.run('recordConsentAttempt', attempt('given_with_conditions', { conditions: [hospital] }), lead);
    expect(isExcluded(made.case, workers.police)).toBe(false);
    expect(made.case.exclusions).toHaveLength(2);
    expect(isExcluded(made.case, workers.hospital)).toBe(true);
    made.run('recordConsentAttempt', attempt('given'), lead);
    expect(isExcluded(made.case, workers.hospital)).toBe(false);
  });

  it('S1-21 no contact: a second attempt, then a decision instead of waiting', () => {
    const made = caseIn('consent_attempt');
    made.run('recordConsentAttempt', attempt('no_contact'), lead);
    expect(made.clock('consent.attempt', persons.victim)).toBeDefined();
    expect(made.clock('consent.decision')).toBeUndefined();
    expect(flags(made)?.macmSharing).toBe('not_asked');
    made.later({ days: 1 }).run('recordConsentAttempt', attempt('no_contact'), lead);
    expect(made.clock('consent.attempt', persons.victim)).toBeUndefined();
    expect(made.clock('consent.decision', persons.victim)).toBeDefined();
    expect(made.tasks('decide_basis')).toMatchObject([{ subject: persons.victim, for: workers.specialist }]);
  });

  it('S2-27 refused out of fear: neither closed nor stopped, and the offer is renewed', () => {
    const made = caseIn('consent_attempt');
    made.run('recordConsentAttempt', attempt('refused', { reason: 'fear' }), lead);
    expect(flags(made)?.macmSharing).toBe('no');
    expect(made.case.phase).toBe('consent_attempt');
    expect(made.clock('consent.decision', persons.victim)).toBeDefined();
    expect(made.clock('consent.renew', persons.victim)).toBeDefined();
    made.run(
      'decideBasis',
      { basis: 'duty_of_care', whyNoConsent: 'refused' },
      { ...lead, notes: ['rationale'] },
    );
    expect(made.clock('consent.renew', persons.victim)).toBeDefined();
  });

  it('S1-19 not safe to ask: no further attempt until a worker records what changed', () => {
    const made = caseIn('consent_attempt');
    const unsafe = attempt('not_safe_to_ask', { method: 'not_attempted', reason: 'safety' });
    made.run('recordConsentAttempt', unsafe, lead);
    expect(made.tasks('attempt_consent')).toEqual([]);
    expect(made.clock('consent.attempt')).toBeUndefined();
    expect(made.clock('consent.decision', persons.victim)).toBeDefined();
    expect(made.refused('recordConsentAttempt', attempt('given'), lead).code).toBe('not-safe-to-ask');
    expect(made.refused('recordSafeToAsk', { personId: persons.victim }, lead).missing).toEqual(['change']);
    made.run('recordSafeToAsk', { personId: persons.victim }, { ...lead, notes: ['change'] });
    expect(made.tasks('attempt_consent')).toHaveLength(1);
    expect(
      made.refused('recordSafeToAsk', { personId: persons.victim }, { ...lead, notes: ['change'] }).code,
    ).toBe('already-safe-to-ask');
    made.run('recordConsentAttempt', attempt('given'), lead);
    expect(made.case.phase).toBe('meeting_scheduling');
  });

  it.each([
    ['not-a-member', attempt('given', { personId: 'per-zzzz9' })],
    ['not-an-adult-victim', attempt('given', { personId: persons.child })],
    ['not-an-adult-victim', attempt('given', { personId: persons.personUsingViolence })],
    ['in-the-future', attempt('given', { at: '2026-04-02T01:00:00.000Z' })],
    ['conditions-differ', attempt('given_with_conditions')],
    ['conditions-differ', attempt('given', { conditions: [{ exclude: { agencyId: 'agy-police' } }] })],
    ['method-differs', attempt('not_safe_to_ask', { reason: 'safety' })],
    ['method-differs', attempt('given', { method: 'not_attempted' })],
    ['reason-missing', attempt('not_safe_to_ask', { method: 'not_attempted' })],
    ['input-invalid', attempt('withdrawn')],
  ])('is refused as %s', (code, input) => {
    expect(caseIn('consent_attempt').refused('recordConsentAttempt', input, lead).code).toBe(code);
  });

  it('S1-20 consent that stands is taken back by a withdrawal, not by a refusal beside it', () => {
    const made = caseIn('meeting_scheduling');
    expect(made.refused('recordConsentAttempt', attempt('refused'), lead).code).toBe('consent-was-given');
  });

  it('is not for a worker who is excluded from the case', () => {
    const made = caseIn('consent_attempt');
    made.run('declareConflict', workers.police2);
    expect(made.refused('recordConsentAttempt', attempt('given'), { by: workers.police2 }).code).toBe(
      'worker-excluded',
    );
  });
});

describe('the two flags', () => {
  it('S1-22 S1-23 support and MACM are apart in all four combinations', () => {
    for (const support of ['yes', 'no'] as const) {
      for (const outcome of ['given', 'refused'] as const) {
        const made = caseIn('consent_attempt');
        made.run('setSupportFlag', { personId: persons.victim, answer: support }, lead);
        made.run('recordConsentAttempt', attempt(outcome), lead);
        expect(flags(made)).toMatchObject({
          supportOrAssistance: support,
          macmSharing: outcome === 'given' ? 'yes' : 'no',
        });
      }
    }
  });

  it('S1-23 consent to support moves nothing on', () => {
    const made = caseIn('consent_attempt');
    made.run('setSupportFlag', { personId: persons.victim, answer: 'yes' }, lead);
    expect(made.case.phase).toBe('consent_attempt');
    expect(flags(made)?.macmSharing).toBe('not_asked');
    expect(made.refused('setSupportFlag', { personId: persons.child, answer: 'yes' }, lead).code).toBe(
      'not-an-adult-victim',
    );
  });

  it('S2-13 S2-27 an offer declined out of fear is made again; her answer sets the support flag alone', () => {
    const made = caseIn('consent_attempt');
    const offer = { personId: persons.victim, kind: 'counselling' };
    made.run('recordSupportOffer', { ...offer, answer: 'declined', reason: 'fear' }, lead);
    expect(made.clock('consent.renew', persons.victim)).toBeDefined();
    expect(made.case.consent.flags[0]?.supportOrAssistance).toBe('no');
    made.run('recordSupportOffer', { ...offer, answer: 'accepted' }, lead);
    expect(made.case.consent.flags[0]).toMatchObject({
      supportOrAssistance: 'yes',
      macmSharing: 'not_asked',
    });
    expect(made.clock('consent.renew', persons.victim)).toBeUndefined();
    expect(
      made.refused('recordSupportOffer', { ...offer, personId: persons.child, answer: 'later' }, lead).code,
    ).toBe('not-an-adult-victim');
  });
});
