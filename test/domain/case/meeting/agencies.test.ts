import { describe, expect, it } from 'vitest';
import { persons, workers } from '../fixtures.ts';
import { commands, inMeeting, mtg, prepared } from './held-case.ts';

describe('agencies of the case', () => {
  const by = { by: workers.convenor };

  it('S2-01 S2-04 adds agencies and has the meeting to come invite them', () => {
    const made = prepared();
    const did = made.run(
      'proposeAgencies',
      { agencies: [{ ...workers.hospital, participation: 'required' }] },
      by,
    );
    expect(commands(did, 'inviteAgency')[0]).toMatchObject({
      id: mtg,
      input: { caseId: made.caseId, invitee: { ...workers.hospital, required: true } },
    });
    expect(
      made.refused('proposeAgencies', { agencies: [{ agencyId: 'agy-housing' }] }, { by: workers.hospital })
        .code,
    ).toBe('not-for-this-worker');
  });

  it('S0-35 lets an agency name its representative, and nobody of another one', () => {
    const made = prepared();
    made.run(
      'nameRepresentative',
      { agencyId: 'agy-childprot', representativeId: 'rep-childprot2' },
      { by: workers.childProtection },
    );
    expect(made.case.agencies.find((a) => a.agencyId === 'agy-childprot')?.representativeId).toBe(
      'rep-childprot2',
    );
    expect(
      made.refused(
        'nameRepresentative',
        { agencyId: 'agy-childprot', representativeId: 'rep-x0001' },
        { by: workers.police },
      ).code,
    ).toBe('not-for-this-worker');
    expect(
      made.refused('nameRepresentative', { agencyId: 'agy-housing', representativeId: 'rep-x0001' }, by).code,
    ).toBe('agency-not-in-case');
  });

  it('S2-02 marks a part as required or not appropriate with a reason, and tells the meeting', () => {
    const made = prepared();
    const required = { agencyId: 'agy-childprot', participation: 'required', reason: 'child_at_risk' };
    expect(
      commands(made.run('setParticipation', required, by), 'inviteAgency')[0]?.input['invitee'],
    ).toMatchObject({ required: true });
    const out = {
      agencyId: 'agy-childprot',
      participation: 'not_appropriate',
      reason: 'no_children_involved',
    };
    expect(commands(made.run('setParticipation', out, by), 'withdrawAgency')).toHaveLength(1);
    expect(made.refused('setParticipation', { ...required, reason: undefined }, by).code).toBe(
      'reason-missing',
    );
    expect(made.refused('setParticipation', { ...required, agencyId: 'agy-none1' }, by).code).toBe(
      'agency-not-in-case',
    );
    expect(made.refused('setParticipation', required, { by: workers.childProtection }).code).toBe(
      'not-for-this-worker',
    );
  });

  it('S2-39 keeps an agency that leads or holds an action', () => {
    const made = prepared();
    const remove = (agencyId: string) => ({ agencyId, reason: 'not_involved' });
    expect(made.refused('removeAgency', remove('agy-specialist'), by).code).toBe('agency-leads');
    const action = {
      owner: workers.childProtection,
      stream: 'child',
      part: 'support_child',
      code: 'school_support',
      towards: [persons.child],
      priority: 'standard',
    };
    made.run('addInterimAction', action, { by: workers.childProtection });
    expect(made.refused('removeAgency', remove('agy-childprot'), by).code).toBe('agency-holds-actions');
    expect(made.refused('removeAgency', remove('agy-none1'), by).code).toBe('agency-not-in-case');
    made.run('proposeAgencies', { agencies: [{ agencyId: 'agy-housing' }] }, by);
    const did = made.run('removeAgency', remove('agy-housing'), by);
    expect(commands(did, 'withdrawAgency')[0]?.input['agencyId']).toBe('agy-housing');
    expect(made.case.agencies.find((a) => a.agencyId === 'agy-housing')?.removedAt).toBe(made.now);
  });

  it('S0-44 S1-18 records the basis of sharing with an agency, with its preconditions', () => {
    const made = prepared();
    made.run('proposeAgencies', { agencies: [{ agencyId: 'agy-housing' }] }, by);
    const basis = (code: string) => ({ agencyId: 'agy-housing', basis: code });
    expect(made.refused('setSharingBasis', basis('unheard_of'), by).code).toBe('basis-unknown');
    expect(made.refused('setSharingBasis', basis('duty_of_care'), by).code).toBe('narrative-missing');
    expect(made.refused('setSharingBasis', basis('offenders_schedule'), by)).toMatchObject({
      code: 'preconditions-missing',
      missing: ['serious_offender_flag'],
    });
    made.run('setSharingBasis', basis('duty_of_care'), { ...by, notes: ['rationale'] });
    made.run('setSharingBasis', basis('invented_mou'), by);
    expect(made.case.agencies.find((a) => a.agencyId === 'agy-housing')?.basis).toMatchObject({
      code: 'invented_mou',
      by: workers.convenor,
    });
    expect(
      made.refused('setSharingBasis', { ...basis('invented_mou'), agencyId: 'agy-none1' }, by).code,
    ).toBe('agency-not-in-case');
  });

  it('chases what an exclusion asks about an agency until another is named or the agency leaves', () => {
    const by = { by: workers.convenor };
    const excluded = () => {
      const made = prepared();
      made.run('declareConflict', workers.police, { by: workers.police });
      const [task] = made.tasks('replace_representative');
      expect(made.clock('task.due', task?.taskId)).toBeDefined();
      return { made, chase: () => made.clock('task.due', task?.taskId) };
    };
    const named = excluded();
    named.made.run('nameRepresentative', workers.police2, by);
    expect(named.made.tasks('replace_representative')).toEqual([]);
    expect(named.chase()).toBeUndefined();
    const left = excluded();
    left.made.run('removeAgency', { agencyId: workers.police.agencyId, reason: 'conflict' }, by);
    expect(left.made.tasks('replace_representative')).toEqual([]);
    expect(left.chase()).toBeUndefined();
  });

  it('refuses to propose an excluded agency', () => {
    const made = prepared();
    made.run('declareConflict', { ...workers.hospital }, by);
    expect(made.refused('proposeAgencies', { agencies: [workers.hospital] }, by).code).toBe(
      'agency-excluded',
    );
    made.run('declareConflict', { agencyId: 'agy-childprot', representativeId: 'rep-childprot2' }, by);
    const named = { agencyId: 'agy-childprot', representativeId: 'rep-childprot2' };
    expect(made.refused('nameRepresentative', named, by).code).toBe('worker-excluded');
  });
});

describe('determineSignificantRisk', () => {
  const pair = { personUsingViolenceId: persons.personUsingViolence, victimId: persons.child };

  it('S0-09 stores each pair with reasons, meeting, author and date', () => {
    const made = inMeeting();
    made.run(
      'determineSignificantRisk',
      { ...pair, significant: 'yes' },
      { by: workers.chair, notes: ['reasons'] },
    );
    expect(made.case.risk.determinations.at(-1)).toMatchObject({
      ...pair,
      significant: 'yes',
      meetingId: mtg,
      by: workers.chair,
      at: made.now,
    });
  });

  it('S0-09 refuses a yes without reasons, persons in the wrong role, and a worker who neither leads nor chairs', () => {
    const made = inMeeting();
    const by = { by: workers.chair, notes: ['reasons'] };
    expect(
      made.refused('determineSignificantRisk', { ...pair, significant: 'yes' }, { by: workers.chair }).code,
    ).toBe('narrative-missing');
    expect(
      made.refused(
        'determineSignificantRisk',
        { ...pair, personUsingViolenceId: persons.victim, significant: 'no' },
        by,
      ).code,
    ).toBe('not-a-person-using-violence');
    expect(
      made.refused(
        'determineSignificantRisk',
        { ...pair, victimId: persons.personUsingViolence, significant: 'no' },
        by,
      ).code,
    ).toBe('not-a-victim');
    expect(
      made.refused(
        'determineSignificantRisk',
        { ...pair, significant: 'no' },
        { by: workers.police, notes: ['reasons'] },
      ).code,
    ).toBe('not-for-this-worker');
    made.run(
      'determineSignificantRisk',
      { ...pair, significant: 'not_yet_determined' },
      { by: workers.chair },
    );
  });
});
