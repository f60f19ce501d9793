import { describe, expect, it } from 'vitest';
import { calendarFor } from '../../../../functions/domain/calendar/calendar.ts';
import { advanceCase } from '../../../../functions/domain/clocks/advance.ts';
import { profiles } from '../../../../functions/domain/policy/index.ts';
import { type CaseUnderTest, persons, workers } from '../fixtures.ts';
import { mailed, mails } from '../meeting/held-case.ts';
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
    expect(mailed(suspect(made), 'task_assigned').toSorted()).toEqual([
      'rep-hospital1',
      'rep-police1',
      'rep-specialist1',
    ]);
    expect(made.tasks('liaison_on_hold')).toMatchObject([{ for: workers.specialist, subject: him }]);
    confirm(made);
    expect(made.tasks('liaison_on_hold')).toEqual([]);
    const { made: other } = issued();
    suspect(other);
    other.run('dismissMisidentification', { personId: him }, { by: workers.hospital, notes: ['finding'] });
    expect(other.tasks('liaison_on_hold')).toEqual([]);
    expect(other.tasks('correct_plan')).toEqual([]);
  });

  const reminded = (made: CaseUnderTest) => {
    made.later({ days: 40 });
    const did = advanceCase(made.case, made.now, profiles.wa, calendarFor('AU-WA'));
    made.state = did.state;
    const about = (kind: string) => mails(did, kind).map((m) => m.params?.['subject']);
    return [...about('reminder'), ...about('escalation')];
  };
  const aimedAtHim = (made: CaseUnderTest) =>
    made.case.actions.find((action) => action.stream === 'person_using_violence')?.actionId ?? '';

  it('S2-19 presses nobody to act against the person in doubt, and asks who holds the action to wait', () => {
    const { made } = issued();
    suspect(made);
    const held = aimedAtHim(made);
    expect(made.tasks('action_on_hold')).toMatchObject([{ for: workers.police, subject: held }]);
    const others = made.case.actions.map((action) => action.actionId).filter((id) => id !== held);
    const pressed = reminded(made);
    expect(pressed).not.toContain(held);
    expect(pressed).toEqual(expect.arrayContaining(others));
    const did = made.run(
      'dismissMisidentification',
      { personId: him },
      { by: workers.hospital, notes: ['finding'] },
    );
    expect(made.tasks('action_on_hold')).toEqual([]);
    expect(mails(did, 'reminder').map((m) => m.params?.['subject'])).toEqual([held]);
  });

  it('S2-19 goes on waiting once it is confirmed, until the plan is put right', () => {
    const { made } = issued();
    suspect(made);
    confirm(made);
    const held = aimedAtHim(made);
    expect(made.tasks('action_on_hold')).toHaveLength(1);
    expect(reminded(made)).not.toContain(held);
    made.run('cancelAction', { actionId: held, reason: 'wrong_person' }, lead);
    expect(made.tasks('action_on_hold')).toEqual([]);
  });

  it('S2-19 names to each agency the day by which it confirms the correction', () => {
    const { made } = issued();
    suspect(made);
    const notices = mails(confirm(made), 'correction_notice');
    expect(notices.length).toBeGreaterThan(0);
    for (const { params } of notices) expect(params?.['dueAt']).toBe(made.clock('correction.confirm')?.dueAt);
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
