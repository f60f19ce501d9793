import { describe, expect, it } from 'vitest';
import { CaseUnderTest, caseIn, opening, persons, workers } from '../fixtures.ts';

const triage = { by: workers.triage };
const accept = { conveningLead: workers.specialist };

/** Kinds of messages among intents, with their recipients' agencies. */
const mails = ({ intents }: ReturnType<CaseUnderTest['run']>) =>
  intents.flatMap((i) =>
    i.intent === 'message' ? [[i.kind, ...i.to.map((to) => to.representativeId)]] : [],
  );

describe('acceptReferral', () => {
  it('S0-06 refuses without a finding of high risk, says so, and takes one with the acceptance', () => {
    const made = new CaseUnderTest();
    const { finding, ...without } = opening();
    made.run('refer', without);
    expect(made.refused('acceptReferral', accept, triage)).toMatchObject({
      code: 'finding-missing',
      missing: ['finding'],
      duty: 'S0-06',
    });
    made.run('acceptReferral', { ...accept, finding }, triage);
    expect(made.case.referral.finding).toMatchObject({ by: workers.triage });
  });

  it('S1-03 names the convening lead, tells the referrer and begins the consent attempt', () => {
    const made = caseIn('referral');
    const done = made.run('acceptReferral', accept, triage);
    expect(made.case.phase).toBe('consent_attempt');
    expect(made.case.lead.periods).toMatchObject([{ kind: 'convening', ...workers.specialist }]);
    expect(mails(done)).toContainEqual(['triage_outcome', 'rep-police1']);
    expect(made.clock('triage.decision')).toBeUndefined();
    expect(made.tasks('decide_triage')).toEqual([]);
    expect(made.tasks('attempt_consent')).toMatchObject([
      { for: workers.specialist, subject: persons.victim },
    ]);
  });

  it('is never the referrer: one person alone brings no family before the agencies', () => {
    const made = caseIn('referral');
    const referrer = { by: made.case.referral.from };
    expect(made.refused('acceptReferral', accept, referrer).code).toBe('triage-by-referrer');
    expect(made.refused('declineReferral', { reason: 'below_threshold' }, referrer).code).toBe(
      'triage-by-referrer',
    );
  });

  it('shortens the clocks of what follows when accepted as urgent', () => {
    const made = caseIn('referral');
    made.run('acceptReferral', { ...accept, urgency: 'urgent' }, triage);
    expect(made.clock('consent.attempt')).toMatchObject({ key: 'urgent', dueAt: '2026-03-02T05:00:00.000Z' });
  });

  it('does not take an excluded worker as convening lead', () => {
    const made = caseIn('referral');
    made.run('declareConflict', workers.specialist, { by: workers.convenor });
    expect(made.refused('acceptReferral', accept, triage).code).toBe('worker-excluded');
  });
});

describe('a referral that is turned down', () => {
  for (const [name, input, status, clock] of [
    ['declineReferral', { reason: 'below_threshold' }, 'declined', 'triage.review'],
    ['redirectReferral', { reason: 'other_region', to: 'agy-other' }, 'redirected', 'triage.review'],
    ['notEscalated', { reason: 'capacity' }, 'not_escalated', 'not_escalated.recheck'],
  ] as const) {
    it(`S3-34 ${name} tells the referrer the reason and waits by ${clock}`, () => {
      const made = caseIn('referral');
      const done = made.run(name, input, triage);
      expect(made.case.referral.status).toBe(status);
      expect(mails(done)).toContainEqual(['triage_outcome', 'rep-police1']);
      expect(made.clock(clock)).toBeDefined();
      expect(made.clock('triage.decision')).toBeUndefined();
      expect(made.case.phase).toBe('referral');
    });
  }

  it('is decided only while it is before triage', () => {
    const made = caseIn('referral');
    made.run('declineReferral', { reason: 'below_threshold' }, triage);
    for (const [name, input] of [
      ['acceptReferral', accept],
      ['declineReferral', { reason: 'again' }],
      ['redirectReferral', { reason: 'again', to: 'agy-other' }],
      ['notEscalated', { reason: 'again' }],
      ['askForMoreInformation', { about: 'risk' }],
    ] as const)
      expect(made.refused(name, input, triage).code).toBe('not-awaiting-triage');
  });

  it('stays in the funnel when not escalated: triage can still accept it', () => {
    const made = caseIn('referral');
    made.run('notEscalated', { reason: 'capacity' }, triage);
    made.run('acceptReferral', accept, triage);
    expect(made.clock('not_escalated.recheck')).toBeUndefined();
    expect(made.case.phase).toBe('consent_attempt');
  });
});

describe('review of a triage decision', () => {
  const declined = () => {
    const made = caseIn('referral');
    made.run('declineReferral', { reason: 'below_threshold' }, triage);
    return made;
  };

  it('is decided by another worker; overturned, the referral is before triage again and can be accepted', () => {
    const made = declined();
    made.run('askTriageReview', {}, { by: workers.police, notes: ['grounds'] });
    expect(made.tasks('decide_triage_review')).toMatchObject([{ for: workers.region }]);
    expect(made.clock('triage.review')).toBeUndefined();
    expect(made.refused('decideTriageReview', { outcome: 'upheld' }, triage).code).toBe('review-by-decider');
    expect(made.refused('askTriageReview').code).toBe('review-pending');
    const done = made.run('decideTriageReview', { outcome: 'overturned' }, { by: workers.region });
    expect(mails(done)).toContainEqual(['triage_outcome', 'rep-police1']);
    made.run('acceptReferral', accept, triage);
    expect(made.case.phase).toBe('consent_attempt');
  });

  it('upheld, it stays turned down and waits by its window again', () => {
    const made = declined();
    made.run('askTriageReview');
    made.run('decideTriageReview', { outcome: 'upheld' }, { by: workers.region });
    expect(made.case.referral).toMatchObject({ status: 'declined', reviews: [{ outcome: 'upheld' }] });
    expect(made.clock('triage.review')).toBeDefined();
    expect(made.clock('triage.decision')).toBeUndefined();
  });

  it('can be asked only of a no, and decided only when asked', () => {
    const made = caseIn('referral');
    expect(made.refused('askTriageReview').code).toBe('not-turned-down');
    expect(made.refused('decideTriageReview', { outcome: 'upheld' }, { by: workers.region }).code).toBe(
      'no-review-pending',
    );
  });

  it('keeps triage from deciding while it is open', () => {
    const made = caseIn('referral');
    made.run('notEscalated', { reason: 'capacity' }, triage);
    made.run('askTriageReview');
    expect(made.refused('acceptReferral', accept, triage).code).toBe('review-pending');
  });
});

describe('more information and referring again', () => {
  it('asks the referrer by task and clock, and gets back before triage with the answer', () => {
    const made = caseIn('referral');
    expect(made.refused('provideInformation', {}, { notes: ['information'] }).code).toBe('nothing-asked');
    const asked = made.run('askForMoreInformation', { about: 'risk_to_child' }, triage);
    expect(made.tasks('provide_information')).toMatchObject([{ for: workers.police }]);
    const dueAt = made.clock('information.requested')?.dueAt;
    expect(dueAt).toBeDefined();
    expect(asked.intents).toContainEqual(
      expect.objectContaining({ kind: 'triage_outcome', params: expect.objectContaining({ dueAt }) }),
    );
    expect(made.refused('provideInformation').code).toBe('nothing-new');
    made.run('provideInformation', {}, { notes: ['information'] });
    expect(made.clock('triage.decision')).toBeDefined();
    expect(made.clock('information.requested')).toBeUndefined();
    expect(made.tasks('provide_information')).toEqual([]);
  });

  it('can be decided without the answer', () => {
    const made = caseIn('referral');
    made.run('askForMoreInformation', { about: 'risk_to_child' }, triage);
    made.run('acceptReferral', accept, triage);
    expect(made.tasks('provide_information')).toEqual([]);
    expect(made.clock('information.requested')).toBeUndefined();
  });

  it('is referred again after a no with what is new, never before', () => {
    const made = caseIn('referral');
    expect(made.refused('reRefer', {}, { notes: ['information'] }).code).toBe('not-turned-down');
    made.run('declineReferral', { reason: 'below_threshold' }, triage);
    expect(made.refused('reRefer').code).toBe('nothing-new');
    made.run('reRefer', { urgency: 'urgent' }, { by: workers.hospital, notes: ['information'] });
    expect(made.case.referral).toMatchObject({ status: 'awaiting_triage', from: workers.hospital });
    expect(made.clock('triage.decision')?.key).toBe('urgent');
  });
});

it('S3-30 asks triage to decide by the day of its clock, which the mail states', () => {
  const made = new CaseUnderTest();
  const { intents } = made.run('refer', opening());
  const mail = intents.find((i) => i.intent === 'message' && i.kind === 'referral_received');
  expect(mail).toMatchObject({ params: { dueAt: made.clock('triage.decision')?.dueAt } });
});

describe('a draft', () => {
  const { contacts } = opening();

  it('reaches nobody, is resumed, and becomes a referral when sent', () => {
    const made = new CaseUnderTest();
    const saved = made.run('saveDraft', { contacts, repeatOf: 'case-0000b' });
    expect(mails(saved)).toEqual([]);
    expect(saved.intents.filter((i) => i.intent === 'command' && i.aggregate === 'case')).toEqual([]);
    expect(made.clock('draft.stale')).toBeDefined();
    expect(made.refused('submitDraft').code).toBe('no-victim');
    const { criteria: _, ...rest } = opening();
    made.run('updateDraft', rest);
    expect(made.refused('submitDraft').code).toBe('criteria-missing');
    made.run('updateDraft', opening());
    expect(made.case.members.map((m) => m.label)).toEqual([
      'adult victim',
      'child 1',
      'person using violence',
    ]);
    const sent = made.run('submitDraft');
    expect(mails(sent)).toContainEqual(['referral_received', 'rep-triage1']);
    expect(made.clock('draft.stale')).toBeUndefined();
    expect(made.clock('triage.decision')).toBeDefined();
    expect(made.refused('updateDraft', opening()).code).toBe('not-a-draft');
    expect(made.refused('submitDraft').code).toBe('not-a-draft');
  });

  it('belongs to the agency that began it, and is not triaged', () => {
    const made = new CaseUnderTest();
    made.run('saveDraft', opening());
    expect(made.refused('updateDraft', opening(), { by: workers.hospital }).code).toBe('not-the-author');
    expect(made.refused('submitDraft', {}, { by: workers.hospital }).code).toBe('not-the-author');
    expect(made.refused('acceptReferral', accept, triage).code).toBe('not-awaiting-triage');
  });

  it('lets those go who are no longer in it', () => {
    const made = new CaseUnderTest();
    made.run('saveDraft', opening());
    const { intents } = made.run('updateDraft', { ...opening(), members: opening().members.slice(0, 1) });
    const left = intents.flatMap((i) => (i.intent === 'command' && i.name === 'leaveCase' ? [i.id] : []));
    expect(left).toEqual([persons.child, persons.personUsingViolence]);
  });
});
