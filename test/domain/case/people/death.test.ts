import { describe, expect, it } from 'vitest';
import { contactClocks, contactTasks } from '../../../../functions/domain/case/commands/people/death.ts';
import { calledCase, caseIn, opening, persons, workers } from '../fixtures.ts';

const lead = { by: workers.specialist };

describe('a death', () => {
  it('stops every contact task and clock at once, whoever died, and holds the case by a clock', () => {
    for (const personId of Object.values(persons)) {
      const made = caseIn('consent_attempt');
      made.run(
        'recordConsentAttempt',
        { personId: persons.victim, method: 'phone', outcome: 'no_contact', reason: 'fear' },
        lead,
      );
      const { intents } = made.run('recordDeath', { personId, learntFrom: 'police' }, lead);
      expect(made.case.tasks.filter((t) => t.status === 'open' && contactTasks.includes(t.code))).toEqual([]);
      expect(contactClocks.filter((rule) => made.clock(rule))).toEqual([]);
      expect(made.case.holds).toMatchObject([{ kind: 'death', subject: personId }]);
      expect(made.clock('hold.review', personId)).toBeDefined();
      expect(made.tasks('review_death_hold')).toMatchObject([{ for: workers.specialist }]);
      expect(intents).toContainEqual(expect.objectContaining({ name: 'markDeceased', id: personId }));
    }
  });

  it('is recorded once, of a member', () => {
    const made = caseIn('consent_attempt');
    expect(made.refused('recordDeath', { personId: 'per-zzzz9' }, lead).code).toBe('not-a-member');
    made.run('recordDeath', { personId: persons.victim, learntFrom: 'police' }, lead);
    expect(made.refused('recordDeath', { personId: persons.victim }, lead).code).toBe('already-recorded');
    const attempt = { personId: persons.victim, method: 'phone', outcome: 'no_contact' };
    expect(made.refused('recordConsentAttempt', attempt, lead).code).toBe('person-deceased');
  });

  it('nobody is asked while the case is held, not even a member who joins', () => {
    const made = caseIn('consent_attempt');
    made.run('recordDeath', { personId: persons.child, learntFrom: 'police' }, lead);
    made.run('addMember', { personId: 'per-dddd1', role: 'adult_victim' }, lead);
    expect(made.tasks('attempt_consent')).toEqual([]);
  });

  it('is reviewed with its reasons: held on by another clock, or on with the living', () => {
    const made = caseIn('consent_attempt');
    made.run('recordDeath', { personId: persons.child, learntFrom: 'police' }, lead);
    const review = (decision: string) => ({ personId: persons.child, decision });
    expect(made.refused('reviewDeathHold', review('continue'), lead).missing).toEqual(['review']);
    expect(
      made.refused('reviewDeathHold', review('continue'), { by: workers.hospital, notes: ['review'] }).code,
    ).toBe('not-for-this-worker');
    const before = made.clock('hold.review')?.clockId;
    made.run('reviewDeathHold', review('remain_held'), { ...lead, notes: ['review'] });
    expect(made.clock('hold.review')?.clockId).not.toBe(before);
    made.run('reviewDeathHold', review('continue'), { ...lead, notes: ['review'] });
    expect(made.case.holds[0]?.to).toBe(made.now);
    expect(made.tasks('attempt_consent')).toMatchObject([{ subject: persons.victim }]);
    expect(made.clock('consent.attempt', persons.victim)).toBeDefined();
    expect(made.refused('reviewDeathHold', review('continue'), { ...lead, notes: ['review'] }).code).toBe(
      'not-held',
    );
  });

  it('puts liaison off and does not drop it: after the review she is told that the group goes ahead', () => {
    const made = caseIn('consent_attempt');
    made.run('recordConsentAttempt', { personId: persons.victim, method: 'phone', outcome: 'refused' }, lead);
    const basis = { basis: 'duty_of_care', whyNoConsent: 'refused' };
    made.run('decideBasis', basis, { ...lead, notes: ['rationale'] });
    made.run('recordDeath', { personId: persons.child, learntFrom: 'police' }, lead);
    expect(made.tasks('tell_go_ahead')).toEqual([]);
    const review = { personId: persons.child, decision: 'continue' };
    made.run('reviewDeathHold', review, { ...lead, notes: ['review'] });
    expect(made.tasks('tell_go_ahead')).toMatchObject([{ subject: persons.victim }]);
    expect(made.clock('goahead.told', persons.victim)).toBeDefined();
  });

  it('leaves an open review of a misidentification to be decided, and nobody on hold is removed', () => {
    const made = caseIn('consent_attempt');
    const suspect = { personId: persons.personUsingViolence, reviewer: workers.hospital };
    made.run('suspectMisidentification', suspect, { ...lead, notes: ['grounds'] });
    made.run('recordDeath', { personId: persons.personUsingViolence, learntFrom: 'police' }, lead);
    expect(made.tasks('review_misidentification')).toHaveLength(1);
    const remove = { personId: persons.personUsingViolence, reason: 'other' };
    expect(made.refused('removeMember', remove, lead).code).toBe('on-hold');
    const dismissed = { personId: persons.personUsingViolence };
    made.run('dismissMisidentification', dismissed, { by: workers.hospital, notes: ['finding'] });
    expect(made.clock('hold.review', persons.personUsingViolence)).toBeDefined();
  });

  it('of the only adult victim leaves a decision to be made, and the case with a clock', () => {
    const made = caseIn('consent_attempt');
    made.run('recordDeath', { personId: persons.victim, learntFrom: 'police' }, lead);
    made.run(
      'reviewDeathHold',
      { personId: persons.victim, decision: 'continue' },
      { ...lead, notes: ['review'] },
    );
    expect(made.clock('consent.decision')).toBeDefined();
    expect(made.tasks('decide_basis')).not.toEqual([]);
    made.run(
      'decideBasis',
      { basis: 'duty_of_care', whyNoConsent: 'nobody_to_ask' },
      { ...lead, notes: ['rationale'] },
    );
    expect(made.case.phase).toBe('meeting_scheduling');
  });

  it('of the last one who had not answered lets the case go on after the review', () => {
    const members = [...opening().members, { personId: 'per-dddd1', role: 'adult_victim' }];
    const made = calledCase({ members }, workers.specialist);
    const told = { purpose: true, agencies: true, limits: true };
    made.run(
      'recordConsentAttempt',
      { personId: persons.victim, method: 'phone', outcome: 'given', told },
      lead,
    );
    made.run('recordDeath', { personId: 'per-dddd1', learntFrom: 'police' }, lead);
    made.run(
      'reviewDeathHold',
      { personId: 'per-dddd1', decision: 'continue' },
      { ...lead, notes: ['review'] },
    );
    expect(made.case.phase).toBe('meeting_scheduling');
  });
});
