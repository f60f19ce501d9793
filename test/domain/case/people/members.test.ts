import { describe, expect, it } from 'vitest';
import { testPolicy } from '../../test-policy.ts';
import { CaseUnderTest, calledCase, caseIn, opening, persons, workers } from '../fixtures.ts';

const lead = { by: workers.specialist };
const second = 'per-dddd1';
const vic = { ...testPolicy, profile: 'vic', region: 'AU-VIC' } as const;

describe('members of the family group', () => {
  it('S3-08 are added in any composition, each once; a new adult victim is asked for consent', () => {
    const made = caseIn('meeting_scheduling');
    made.run(
      'addMember',
      { personId: second, role: 'victim_in_family_group', relationshipToVictim: 'sibling' },
      lead,
    );
    expect(made.tasks('attempt_consent')).toMatchObject([{ subject: second }]);
    expect(made.clock('consent.attempt', second)).toBeDefined();
    expect(made.refused('addMember', { personId: second, role: 'other_party' }, lead).code).toBe(
      'already-a-member',
    );
  });

  it('are corrected without touching role or history', () => {
    const made = caseIn('meeting_scheduling');
    const before = made.case.members[2];
    made.run(
      'correctMember',
      { personId: persons.personUsingViolence, relationshipToVictim: 'former_partner' },
      lead,
    );
    expect(made.case.members[2]).toEqual({ ...before, relationshipToVictim: 'former_partner' });
    expect(made.refused('correctMember', { personId: second }, lead).code).toBe('not-a-member');
  });

  it('are removed with a reason, never the last victim, and a label is never given twice', () => {
    const made = caseIn('meeting_scheduling');
    made.run('addMember', { personId: second, role: 'child_victim' }, lead);
    const { intents } = made.run('removeMember', { personId: persons.child, reason: 'wrong_person' }, lead);
    expect(intents).toContainEqual(expect.objectContaining({ name: 'leaveCase', id: persons.child }));
    made.run('addMember', { personId: 'per-eeee1', role: 'child_victim' }, lead);
    expect(made.case.members.map((m) => m.label)).toEqual([
      'adult victim',
      'child 1',
      'person using violence',
      'child 2',
      'child 3',
    ]);
    const alone = calledCase({ members: opening().members.slice(0, 1) });
    expect(alone.refused('removeMember', { personId: persons.victim, reason: 'other' }).code).toBe(
      'last-victim',
    );
    expect(made.refused('removeMember', { personId: persons.child, reason: 'other' }, lead).code).toBe(
      'not-a-member',
    );
  });

  it('removing the last one who had not answered lets the case go on', () => {
    const made = calledCase(
      { members: [...opening().members, { personId: second, role: 'adult_victim' }] },
      workers.specialist,
    );
    const told = { purpose: true, agencies: true, limits: true };
    const attempt = { method: 'phone', outcome: 'given', told };
    made.run('recordConsentAttempt', { personId: persons.victim, ...attempt }, lead);
    made.run('recordConsentAttempt', { personId: second, method: 'phone', outcome: 'no_contact' }, lead);
    made.run('removeMember', { personId: second, reason: 'entered_in_error' }, lead);
    expect(made.case.phase).toBe('meeting_scheduling');
  });

  it('S3-09 in Victoria an adult victim survivor is one with a carer role', () => {
    const made = new CaseUnderTest({ policy: vic });
    const call = (role: string, carerRole?: boolean) => ({
      ...opening(),
      endorsement: { mode: 'electronic' },
      members: [{ personId: persons.victim, role, ...(carerRole === undefined ? {} : { carerRole }) }],
    });
    expect(made.refused('callMeeting', call('adult_victim')).code).toBe('carer-role-missing');
    expect(made.refused('callMeeting', call('victim_in_family_group', true)).code).toBe('carer-role-differs');
    made.run('callMeeting', call('adult_victim', true));
    expect(made.refused('correctMember', { personId: persons.victim, carerRole: false }).code).toBe(
      'carer-role-missing',
    );
    made.run('changeMemberRole', {
      personId: persons.victim,
      role: 'victim_in_family_group',
      reason: 'no_carer_role',
      carerRole: false,
    });
    expect(made.case.members[0]).toMatchObject({ role: 'victim_in_family_group', carerRole: false });
  });

  it('S2-19 a change of role keeps the history; between victim and user of violence it is a misidentification', () => {
    const made = caseIn('meeting_scheduling');
    const change = (personId: string, role: string) => ({ personId, role, reason: 'came_of_age' });
    expect(
      made.refused('changeMemberRole', change(persons.personUsingViolence, 'adult_victim'), lead).code,
    ).toBe('misidentification');
    expect(made.refused('changeMemberRole', change(persons.victim, 'person_using_violence'), lead).code).toBe(
      'misidentification',
    );
    expect(made.refused('changeMemberRole', change(persons.child, 'child_victim'), lead).code).toBe(
      'same-role',
    );
    expect(made.refused('changeMemberRole', change(second, 'child_victim'), lead).code).toBe('not-a-member');
    made.later({ hours: 1 }).run('changeMemberRole', change(persons.child, 'adult_victim'), lead);
    const child = made.case.members[1];
    expect(child?.roleHistory).toMatchObject([
      { role: 'child_victim', to: made.now },
      { role: 'adult_victim', from: made.now, reason: 'came_of_age' },
    ]);
    expect(child).toMatchObject({ label: 'adult victim 2', formerLabels: ['child 1'] });
    expect(made.tasks('attempt_consent')).toMatchObject([{ subject: persons.child }]);
    expect(made.case.marks.childrenInvolved).toBe(false);
  });

  it('S2-30 S2-08 keep a trusted contact of a victim, and a child’s coming into care', () => {
    const made = caseIn('meeting_scheduling');
    const trusted = { personId: persons.victim, worker: workers.hospital };
    made.run('recordTrustedContact', trusted, lead);
    expect(made.case.members[0]?.trustedContact).toEqual(workers.hospital);
    const his = { personId: persons.personUsingViolence, worker: workers.hospital };
    expect(made.refused('recordTrustedContact', his, lead).code).toBe('not-a-victim');
    made.run('declareConflict', workers.hospital, { by: workers.convenor });
    expect(made.case.members[0]?.trustedContact).toBeUndefined();
    expect(made.refused('recordTrustedContact', trusted, lead).code).toBe('worker-excluded');
    made.run('recordChildIntoCare', { personId: persons.child }, { by: workers.childProtection });
    expect(made.case.members[1]?.cameIntoCareAt).toBe(made.now);
    expect(made.tasks('child_came_into_care')).toMatchObject([{ for: workers.specialist }]);
    expect(made.refused('recordChildIntoCare', { personId: persons.child }).code).toBe('already-recorded');
    expect(made.refused('recordChildIntoCare', { personId: persons.victim }).code).toBe('not-a-child');
  });

  it('S2-49 S4-10 a case is marked for what counts and sorts it', () => {
    const made = caseIn('meeting_scheduling');
    made.run('markCase', { elderAbuse: true, complexNeeds: true }, lead);
    expect(made.case.marks).toMatchObject({ elderAbuse: true, complexNeeds: true, childrenInvolved: true });
  });
});

describe('conflict of interest', () => {
  it('excludes a worker, not the agency, and what they held becomes tasks for the lead', () => {
    const made = caseIn('consent_attempt');
    const action = {
      owner: workers.police,
      stream: 'person_using_violence',
      part: 'risk_management',
      code: 'engage_person_using_violence',
      towards: [],
      priority: 'standard',
    };
    made.run('addInterimAction', action, lead);
    made.run('declareConflict', { ...workers.police, because: 'close_to_person_using_violence' });
    expect(made.case.exclusions).toMatchObject([
      { ...workers.police, because: 'close_to_person_using_violence' },
    ]);
    expect(made.tasks('reassign_action')).toMatchObject([
      { subject: made.case.actions[0]?.actionId, for: workers.specialist },
    ]);
    expect(made.tasks('replace_representative')).toMatchObject([{ subject: 'agy-police' }]);
    expect(made.refused('declareConflict', workers.police).code).toBe('already-excluded');
    made.run('addMember', { personId: second, role: 'other_party' }, { by: workers.police2 });
    expect(made.refused('addMember', { personId: 'per-eeee1', role: 'other_party' }).code).toBe(
      'worker-excluded',
    );
  });

  it('of the lead itself goes to the convenor, with the lead’s open tasks', () => {
    const made = caseIn('consent_attempt');
    made.run('declareConflict', workers.specialist, { by: workers.specialist });
    expect(made.tasks('replace_lead')).toMatchObject([{ for: workers.convenor }]);
    expect(made.tasks('attempt_consent')).toMatchObject([{ for: workers.convenor }]);
  });

  it('is lifted by somebody else, unless it is a condition of consent', () => {
    const made = caseIn('consent_attempt');
    made.run('declareConflict', workers.police);
    const [exclusion] = made.case.exclusions;
    const lift = { exclusionId: exclusion?.exclusionId, reason: 'declared_in_error' };
    expect(made.refused('liftConflict', lift).code).toBe('worker-excluded');
    made.run('liftConflict', lift, lead);
    expect(made.refused('liftConflict', lift, lead).code).toBe('no-such-exclusion');
    made.run(
      'recordConsentAttempt',
      {
        personId: persons.victim,
        method: 'phone',
        outcome: 'given_with_conditions',
        conditions: [{ exclude: workers.hospital }],
        told: { purpose: true, agencies: true, limits: true },
      },
      lead,
    );
    const condition = { exclusionId: made.case.exclusions.at(-1)?.exclusionId, reason: 'not_needed' };
    expect(made.refused('liftConflict', condition, lead)).toMatchObject({
      code: 'condition-of-consent',
      duty: 'S1-20',
    });
  });
});
