import { describe, expect, it } from 'vitest';
import { leadAt } from '../../../../functions/domain/case/queries.ts';
import { persons, workers } from '../fixtures.ts';
import { inMeeting, mailed, withLead } from '../meeting/held-case.ts';
import { chair, lead } from './leads.ts';

describe('victimInformed', () => {
  const told = { personId: persons.victim, told: true, how: 'phone', whoStaysInvolved: true };

  it('S0-28 stores who told her, when and how, and ends task and clock', () => {
    const made = withLead();
    made.run('victimInformed', told, lead);
    expect(leadAt(made.case, made.now)?.victimInformed).toMatchObject([
      { personId: persons.victim, told: true, how: 'phone', by: workers.specialist, at: made.now },
    ]);
    expect(made.tasks('victim_liaison')).toEqual([]);
    expect(made.clock('lead.victim_informed')).toBeUndefined();
  });

  it('S0-28 goes on asking when it was not safe now or she was not reached, and ends with other reasons', () => {
    const made = withLead();
    made.run(
      'victimInformed',
      { personId: persons.victim, told: false, reasonNotTold: 'not_safe_now' },
      lead,
    );
    expect(made.tasks('victim_liaison')).toHaveLength(1);
    expect(made.clock('lead.victim_informed')).toBeDefined();
    made.run(
      'victimInformed',
      { personId: persons.victim, told: false, reasonNotTold: 'asked_not_to' },
      lead,
    );
    expect(made.tasks('victim_liaison')).toEqual([]);
  });

  it('S0-28 refuses another agency, a child, a yes without how, a no without why', () => {
    const made = withLead();
    expect(made.refused('victimInformed', told, { by: workers.police }).code).toBe('not-the-lead');
    expect(made.refused('victimInformed', { ...told, personId: persons.child }, lead).code).toBe(
      'not-an-adult-victim',
    );
    expect(made.refused('victimInformed', { ...told, how: undefined }, lead).code).toBe('how-missing');
    expect(made.refused('victimInformed', { personId: persons.victim, told: false }, lead).code).toBe(
      'reason-missing',
    );
  });

  it('stops while it is suspected that the wrong person is taken for the victim', () => {
    const made = inMeeting();
    made.run(
      'suspectMisidentification',
      { personId: persons.personUsingViolence, reviewer: workers.childProtection },
      { by: workers.police, notes: ['reason', 'grounds', 'rationale'] },
    );
    const did = made.run('nominateLead', { to: workers.specialist }, chair);
    expect(mailed(did, 'victim_liaison')).toEqual([]);
  });
});
