import { describe, expect, it } from 'vitest';
import { type CaseUnderTest, caseIn, persons, workers } from '../fixtures.ts';

const lead = { by: workers.specialist };
const reviewer = { by: workers.hospital };
const suspect = { personId: persons.personUsingViolence, reviewer: workers.hospital };
const swapped = [
  { personId: persons.personUsingViolence, role: 'adult_victim' },
  { personId: persons.victim, role: 'person_using_violence' },
];

const scheduled = (): CaseUnderTest => {
  const made = caseIn('meeting_scheduling');
  made.run(
    'meetingScheduled',
    {
      meetingId: 'mtg-0001',
      meetingVersion: 1,
      kind: 'macm_on_demand',
      startsAt: '2026-03-10T01:00:00.000Z',
      endsAt: '2026-03-10T02:00:00.000Z',
      returnsDueAt: '2026-03-09T01:00:00.000Z',
      chair: workers.chair,
    },
    { by: 'system' },
  );
  return made;
};

const suspected = (made = scheduled()): CaseUnderTest => {
  made.run('suspectMisidentification', suspect, { ...lead, notes: ['grounds'] });
  return made;
};

const notices = ({ intents }: ReturnType<CaseUnderTest['run']>) =>
  intents.flatMap((i) => (i.intent === 'message' && i.kind === 'correction_notice' ? i.to : []));

describe('misidentification', () => {
  it('S2-19 suspected: a hold, a clock and a specialist’s task, and liaison stops', () => {
    const made = caseIn('consent_attempt');
    made.run('recordConsentAttempt', { personId: persons.victim, method: 'phone', outcome: 'refused' }, lead);
    const basis = { basis: 'duty_of_care', whyNoConsent: 'refused' };
    made.run('decideBasis', basis, { ...lead, notes: ['rationale'] });
    expect(made.tasks('tell_go_ahead')).toHaveLength(1);
    suspected(made);
    expect(made.case.holds).toMatchObject([
      { kind: 'misidentification', subject: persons.personUsingViolence },
    ]);
    expect(made.clock('hold.review', persons.personUsingViolence)).toBeDefined();
    expect(made.tasks('review_misidentification')).toMatchObject([{ for: workers.hospital }]);
    expect(made.tasks('tell_go_ahead')).toEqual([]);
    expect(made.clock('goahead.told')).toBeUndefined();
  });

  it('S2-19 needs its grounds, is suspected once, and not by an excluded reviewer', () => {
    const made = scheduled();
    expect(made.refused('suspectMisidentification', suspect, lead).missing).toEqual(['grounds']);
    const notes = { ...lead, notes: ['grounds'] };
    expect(made.refused('suspectMisidentification', { ...suspect, personId: 'per-zzzz9' }, notes).code).toBe(
      'not-a-member',
    );
    suspected(made);
    expect(made.refused('suspectMisidentification', suspect, notes).code).toBe('already-suspected');
    made.run('declareConflict', workers.chair, { by: workers.convenor });
    const excluded = { personId: persons.victim, reviewer: workers.chair };
    expect(made.refused('suspectMisidentification', excluded, notes).code).toBe('worker-excluded');
  });

  it('S2-19 confirmed: roles are put right with history and labels, and she who is the victim is asked', () => {
    const made = suspected();
    made
      .later({ hours: 2 })
      .run('confirmMisidentification', { personId: persons.personUsingViolence, roles: swapped }, reviewer);
    const [was, , now] = made.case.members;
    expect(was).toMatchObject({ role: 'person_using_violence', formerLabels: ['adult victim'] });
    expect(now).toMatchObject({ role: 'adult_victim', label: 'adult victim 2' });
    expect(now?.roleHistory.map((h) => h.role)).toEqual(['person_using_violence', 'adult_victim']);
    expect(made.case.holds[0]?.to).toBe(made.now);
    expect(made.clock('hold.review')).toBeUndefined();
    expect(made.tasks('attempt_consent')).toMatchObject([{ subject: persons.personUsingViolence }]);
    expect(made.clock('consent.attempt', persons.personUsingViolence)).toBeDefined();
    expect(made.case.consent.flags.map((f) => f.personId)).toContain(persons.personUsingViolence);
  });

  it('S2-19 every agency that had a meeting mail gets a correction and is waited for until it confirms', () => {
    const made = suspected();
    const done = made.run(
      'confirmMisidentification',
      { personId: persons.personUsingViolence, roles: swapped },
      reviewer,
    );
    expect(
      notices(done)
        .map((to) => to.agencyId)
        .sort(),
    ).toEqual(['agy-childprot', 'agy-police', 'agy-specialist']);
    expect(made.clock('correction.confirm', 'agy-police')).toBeDefined();
    expect(made.tasks('confirm_correction')).toHaveLength(3);
    made.run('confirmCorrection', {}, { by: workers.police2 });
    expect(made.clock('correction.confirm', 'agy-police')).toBeUndefined();
    expect(made.tasks('confirm_correction')).toHaveLength(2);
    expect(made.refused('confirmCorrection', {}, { by: workers.police2 }).code).toBe('nothing-to-confirm');
  });

  it('S2-19 an excluded agency gets no mail; telling it is a task', () => {
    const made = suspected();
    made.run('declareConflict', { agencyId: 'agy-police' }, { by: workers.convenor });
    const done = made.run(
      'confirmMisidentification',
      { personId: persons.personUsingViolence, roles: swapped },
      reviewer,
    );
    expect(notices(done).map((to) => to.agencyId)).not.toContain('agy-police');
    expect(made.tasks('correct_excluded_agency')).toMatchObject([{ subject: 'agy-police' }]);
  });

  it('S2-19 before anybody had a mail nobody is corrected', () => {
    const made = suspected(caseIn('consent_attempt'));
    const done = made.run(
      'confirmMisidentification',
      { personId: persons.personUsingViolence, roles: swapped },
      reviewer,
    );
    expect(notices(done)).toEqual([]);
    expect(made.clock('correction.confirm')).toBeUndefined();
  });

  it('is decided by the reviewer’s agency or who runs the case, and the wrong role must change', () => {
    const made = suspected();
    const confirm = { personId: persons.personUsingViolence, roles: swapped };
    expect(made.refused('confirmMisidentification', confirm, { by: workers.police }).code).toBe(
      'not-for-this-worker',
    );
    const unchanged = {
      ...confirm,
      roles: [{ personId: persons.personUsingViolence, role: 'person_using_violence' }],
    };
    expect(made.refused('confirmMisidentification', unchanged, reviewer).code).toBe('role-unchanged');
    expect(
      made.refused('confirmMisidentification', { ...confirm, roles: swapped.slice(1) }, reviewer).code,
    ).toBe('role-unchanged');
    const stranger = { ...confirm, roles: [...swapped, { personId: 'per-zzzz9', role: 'child_victim' }] };
    expect(made.refused('confirmMisidentification', stranger, reviewer).code).toBe('not-a-member');
    expect(
      made.refused('confirmMisidentification', { ...confirm, personId: persons.child }, reviewer).code,
    ).toBe('nothing-suspected');
    made.run('confirmMisidentification', confirm, { by: workers.chair });
  });

  it('dismissed with a finding, what was stopped is asked again', () => {
    const made = caseIn('consent_attempt');
    made.run('recordConsentAttempt', { personId: persons.victim, method: 'phone', outcome: 'refused' }, lead);
    made.run(
      'decideBasis',
      { basis: 'duty_of_care', whyNoConsent: 'refused' },
      { ...lead, notes: ['rationale'] },
    );
    suspected(made);
    const dismiss = { personId: persons.personUsingViolence };
    expect(made.refused('dismissMisidentification', dismiss, reviewer).missing).toEqual(['finding']);
    made.run('dismissMisidentification', dismiss, { ...reviewer, notes: ['finding'] });
    expect(made.case.members[2]).toMatchObject({
      role: 'person_using_violence',
      misidentification: { status: 'dismissed' },
    });
    expect(made.case.holds[0]?.to).toBe(made.now);
    expect(made.tasks('tell_go_ahead')).toHaveLength(1);
    expect(made.clock('goahead.told', persons.victim)).toBeDefined();
  });
});
