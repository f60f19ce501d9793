import { describe, expect, it } from 'vitest';
import { leadForVictim } from '../../../../functions/domain/case/commands/lead/lead-for-victim.ts';
import { leadAt } from '../../../../functions/domain/case/queries.ts';
import { persons, workers } from '../fixtures.ts';
import { attends, inMeeting, mailed, mtg, prepared, withLead } from '../meeting/held-case.ts';
import { chair, vic } from './leads.ts';

describe('nominateLead', () => {
  it('S0-26 S0-27 nominates an agency that is present, from now on, at this meeting', () => {
    const made = withLead();
    expect(leadAt(made.case, made.now)).toMatchObject({
      ...workers.specialist,
      kind: 'lead',
      meetingId: mtg,
      from: made.now,
    });
    expect(made.case.lead.periods[0]).toMatchObject({ kind: 'convening', to: made.now });
  });

  it('S2-10 convenor, chair and lead are three fields, and S0-46 a representative may be the lead as well', () => {
    const made = inMeeting();
    made.run('nominateLead', { to: workers.police }, chair);
    const { convenor, chair: chairperson } = made.case.contacts;
    expect([convenor, chairperson]).toEqual([workers.convenor, workers.chair]);
    expect(leadAt(made.case, made.now)).toMatchObject(workers.police);
    expect(made.case.agencies).toContainEqual(expect.objectContaining(workers.police));
  });

  it('S0-27 nominates one represented by a proxy', () => {
    const made = inMeeting({ came: [attends(workers.childProtection, 'represented_by_proxy')] });
    made.run('nominateLead', { to: workers.childProtection }, chair);
    expect(leadAt(made.case, made.now)?.agencyId).toBe('agy-childprot');
  });

  it.each(['apology_with_return', 'apology_without_return', 'no_show', 'no_response', 'observer'])(
    'S0-27 refuses an agency that was %s',
    (status) => {
      const made = inMeeting({ came: [attends(workers.childProtection, status)] });
      expect(made.refused('nominateLead', { to: workers.childProtection }, chair)).toMatchObject({
        code: 'agency-not-represented',
        duty: 'S0-27',
      });
    },
  );

  it('S3-42 wants a specialist service in the Victorian rule, and refuses another that is present', () => {
    const made = inMeeting({ policy: vic });
    expect(made.refused('nominateLead', { to: workers.police }, chair).code).toBe('not-a-specialist-service');
    made.run('nominateLead', { to: workers.childProtection, specialistService: true }, chair);
    expect(leadAt(made.case, made.now)?.agencyId).toBe('agy-childprot');
  });

  it('S0-34 alters nothing of other agencies: membership, actions, due dates and clocks stay', () => {
    const made = inMeeting();
    const action = {
      owner: workers.police,
      stream: 'person_using_violence',
      part: 'risk_management',
      code: 'engage_person_using_violence',
      towards: [persons.personUsingViolence],
      priority: 'standard',
    };
    made.run('addInterimAction', action, { by: workers.police });
    const { agencies, actions } = made.case;
    const due = made.clock('action.due');
    made.run('nominateLead', { to: workers.specialist }, chair);
    expect(made.case.agencies).toEqual(agencies);
    expect(made.case.actions).toEqual(actions);
    expect(made.clock('action.due')).toEqual(due);
  });

  it('S0-28 S3-50 gives the lead, and no other, a task for each adult victim; no mail goes to her', () => {
    const made = inMeeting();
    const did = made.run('nominateLead', { to: workers.police }, chair);
    expect(made.tasks('victim_liaison')).toMatchObject([{ for: workers.police, subject: persons.victim }]);
    expect(made.clock('lead.victim_informed', persons.victim)).toBeDefined();
    expect(mailed(did, 'victim_liaison')).toEqual(['rep-police1']);
  });

  it('confirms a lead who leads already', () => {
    const made = withLead();
    made.run('nominateLead', { to: workers.specialist }, chair);
    expect(made.case.lead.periods.filter((p) => p.kind === 'lead')).toHaveLength(1);
  });

  it('S3-44 sets an own lead for one victim where the profile allows it, with a reason', () => {
    const own = { to: workers.childProtection, forVictim: persons.child };
    expect(
      inMeeting({ came: [attends(workers.childProtection)] }).refused(
        'nominateLead',
        { ...own, reason: 'kinship_care' },
        chair,
      ).code,
    ).toBe('one-lead-for-all');
    const made = inMeeting({ policy: vic });
    const special = { ...own, specialistService: true };
    expect(made.refused('nominateLead', special, chair).code).toBe('reason-missing');
    expect(
      made.refused(
        'nominateLead',
        { ...special, reason: 'kinship_care', forVictim: persons.personUsingViolence },
        chair,
      ).code,
    ).toBe('not-a-victim');
    expect(
      made.refused('nominateLead', { ...special, reason: 'kinship_care', to: workers.hospital }, chair).code,
    ).toBe('agency-not-in-case');
    made.run('nominateLead', { ...special, reason: 'kinship_care' }, chair);
    expect(leadForVictim(made.case, persons.child, made.now)?.agencyId).toBe('agy-childprot');
    expect(leadForVictim(made.case, persons.victim, made.now)?.agencyId).toBe('agy-specialist');
  });

  it('refuses before attendance is recorded, an excluded worker, and a worker who neither leads nor chairs', () => {
    const made = prepared();
    made.state = { ...made.case, phase: 'meeting' };
    expect(made.refused('nominateLead', { to: workers.police }, chair).code).toBe('meeting-not-held');
    const held = inMeeting();
    expect(held.refused('nominateLead', { to: workers.police }, { by: workers.police }).code).toBe(
      'not-for-this-worker',
    );
    held.run('declareConflict', { ...workers.police }, { by: workers.convenor });
    expect(held.refused('nominateLead', { to: workers.police }, chair).code).toBe('worker-excluded');
  });
});
