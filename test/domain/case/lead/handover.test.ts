import { describe, expect, it } from 'vitest';
import { persons, workers } from '../fixtures.ts';
import { inMeeting, mailed, mails, withLead } from '../meeting/held-case.ts';
import { chair, lead, night, vic } from './leads.ts';

const incident = {
  at: '2026-03-02T01:00:00.000Z',
  reportedToPolice: true,
  victimIds: [persons.victim],
  severity: 'standard',
};

describe('what a change of lead brings with it', () => {
  it('S3-46 S3-50 asks who leads tonight to tell her tonight, not by the next working day', () => {
    const made = withLead();
    made.later({ hours: 15 });
    made.run('startInterimLead', night, { by: workers.hospital });
    expect(made.clock('lead.victim_informed', persons.victim)?.key).toBe('urgent');
  });

  it('S3-46 tells the new lead at once, in one mail, of what the lead before had still to do', () => {
    const made = withLead();
    made.run('startInterimLead', night, { by: workers.hospital });
    made.run('reportIncident', { ...incident, at: made.now }, { by: workers.hospital });
    made.run('reportIncident', { ...incident, at: made.now, severity: 'serious' }, { by: workers.hospital });
    const did = made.run('handBackLead', { reason: 'morning' }, { by: workers.hospital });
    expect(made.tasks('incident.review').map((task) => task.for)).toEqual([
      workers.specialist,
      workers.specialist,
    ]);
    expect(mailed(did, 'task_assigned')).toEqual(['rep-specialist1']);
    const [soonest] = made
      .tasks('incident.review')
      .map((task) => task.dueAt ?? '')
      .toSorted();
    expect(mails(did, 'task_assigned')[0]?.params).toMatchObject({ dueAt: soonest });
  });

  it('S3-44 S3-50 leaves an own lead alone when the lead of the others changes, and asks it when it is set', () => {
    const made = inMeeting({ policy: vic });
    made.run('nominateLead', { to: workers.specialist, specialistService: true }, chair);
    const own = {
      to: workers.childProtection,
      forVictim: persons.victim,
      reason: 'her_choice',
      specialistService: true,
    };
    const set = made.run('nominateLead', own, chair);
    expect(mailed(set, 'victim_liaison')).toEqual(['rep-childprot1']);
    expect(made.tasks('victim_liaison')).toMatchObject([{ for: workers.childProtection }]);
    made.run(
      'victimInformed',
      { personId: persons.victim, told: true, how: 'phone' },
      { by: workers.childProtection },
    );
    const did = made.run('startInterimLead', { ...night, specialistService: true }, lead);
    expect(mailed(did, 'victim_liaison')).toEqual([]);
    expect(made.tasks('victim_liaison')).toEqual([]);
  });
});
