import { describe, expect, it } from 'vitest';
import { type CaseUnderTest, persons, workers } from '../fixtures.ts';
import { mailed } from '../meeting/held-case.ts';
import { issued, item, lead, plan } from '../plan/planned-case.ts';

const him = persons.personUsingViolence;
const suspect = (made: CaseUnderTest) =>
  made.run(
    'suspectMisidentification',
    { personId: him, reviewer: workers.hospital },
    { by: workers.police, notes: ['grounds'] },
  );
const confirm = (made: CaseUnderTest) =>
  made.run(
    'confirmMisidentification',
    {
      personId: him,
      roles: [
        { personId: him, role: 'adult_victim' },
        { personId: persons.victim, role: 'person_using_violence' },
      ],
    },
    { by: workers.hospital },
  );

describe('a plan that aims at the wrong person', () => {
  it('S2-19 the lead, who may be about to tell somebody, hears at once that liaison has stopped, until it is reviewed', () => {
    const { made } = issued();
    expect(mailed(suspect(made), 'task_assigned').toSorted()).toEqual(['rep-hospital1', 'rep-specialist1']);
    expect(made.tasks('liaison_on_hold')).toMatchObject([{ for: workers.specialist, subject: him }]);
    confirm(made);
    expect(made.tasks('liaison_on_hold')).toEqual([]);
    const { made: other } = issued();
    suspect(other);
    other.run('dismissMisidentification', { personId: him }, { by: workers.hospital, notes: ['finding'] });
    expect(other.tasks('liaison_on_hold')).toEqual([]);
    expect(other.tasks('correct_plan')).toEqual([]);
  });

  it('S2-19 once confirmed the lead is asked to put the plan right, and a new version answers it', () => {
    const { made } = issued();
    suspect(made);
    confirm(made);
    expect(made.tasks('correct_plan')).toMatchObject([{ for: workers.specialist, subject: him }]);
    made.run('recordConsentAttempt', {
      personId: him,
      method: 'phone',
      outcome: 'given',
      told: { purpose: true, agencies: true, limits: true },
    });
    made.run('recordPlan', { ...plan(), actions: [item(workers.police, { towards: [him] })] }, lead);
    made.run('issuePlan', {}, lead);
    expect(made.tasks('correct_plan')).toEqual([]);
  });

  it('S0-09 who is a risk to whom is asked by the roles of today', () => {
    const { made } = issued();
    const before = made.tasks('determine_significant_risk').map((task) => task.subject);
    suspect(made);
    confirm(made);
    const now = made.tasks('determine_significant_risk').map((task) => task.subject);
    expect(before.length).toBeGreaterThan(0);
    expect(now.length).toBe(before.length);
    expect(now.filter((subject) => before.includes(subject))).toEqual([]);
  });
});
