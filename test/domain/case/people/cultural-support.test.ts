import { describe, expect, it } from 'vitest';
import { caseIn, persons, workers } from '../fixtures.ts';

const sys = { by: 'system' } as const;
const lead = { by: workers.specialist };
const victim = { personId: persons.victim };
const says = (personId: string) => ({ personId, what: 'cultural_support' });
const asked = () => {
  const made = caseIn('meeting_scheduling');
  const did = made.run('personChanged', says(persons.victim), sys);
  return { made, did };
};
const record = (choice: string, more: object = {}) => ({ ...victim, choice, ...more });

describe('S3-40 support by an organisation of her own community', () => {
  it('is asked about by the lead, chased, and nothing of it shows in the history', () => {
    const { made, did } = asked();
    const [task] = made.tasks('ask_cultural_support');
    expect(task).toMatchObject({ for: workers.specialist, subject: persons.victim });
    expect(made.clock('task.due', task?.taskId)).toBeDefined();
    expect(did.did).toEqual([]);
    made.run('personChanged', says(persons.child), sys);
    made.run('personChanged', says(persons.personUsingViolence), sys);
    made.run('personChanged', says(persons.victim), sys);
    expect(made.tasks('ask_cultural_support').map((one) => one.subject)).toEqual([
      persons.victim,
      persons.child,
    ]);
  });

  it('is not asked about where one takes part already', () => {
    const made = caseIn('meeting_scheduling');
    const acco = { agencyId: 'agy-acco', kind: 'acco' };
    made.run('proposeAgencies', { agencies: [acco] }, { ...lead, directory: directoryOf(acco) });
    made.run('personChanged', says(persons.victim), sys);
    expect(made.tasks('ask_cultural_support')).toEqual([]);
  });

  it('is hers to refuse, and nobody asks again', () => {
    const { made } = asked();
    made.run('recordCulturalSupport', record('not_wanted'), lead);
    made.run('personChanged', says(persons.victim), sys);
    expect(made.tasks('ask_cultural_support')).toEqual([]);
    expect(made.tasks('bring_cultural_support')).toEqual([]);
    expect(made.case.consent.culturalSupport).toMatchObject([
      { choice: 'not_wanted', by: workers.specialist },
    ]);
  });

  it('is brought by the lead when she wants it, with the one that she prefers', () => {
    const { made } = asked();
    made.run('recordCulturalSupport', record('wanted', { agencyId: 'agy-acco' }), lead);
    const [task] = made.tasks('bring_cultural_support');
    expect(task).toMatchObject({ for: workers.specialist, subject: persons.victim });
    expect(made.case.agencies.map(({ agencyId }) => agencyId)).not.toContain('agy-acco');
    made.run('recordCulturalSupport', record('not_wanted'), lead);
    expect(made.tasks('bring_cultural_support')).toEqual([]);
  });

  it('is not passed over in silence: not asked takes a reason, and is asked at the next word', () => {
    const { made } = asked();
    expect(made.refused('recordCulturalSupport', record('not_asked'), lead).code).toBe('reason-missing');
    made.run('recordCulturalSupport', record('not_asked', { reason: 'no_safe_contact' }), lead);
    expect(made.tasks('ask_cultural_support')).toEqual([]);
    made.run('personChanged', says(persons.victim), sys);
    expect(made.tasks('ask_cultural_support')).toHaveLength(1);
    const his = { ...record('wanted'), personId: persons.personUsingViolence };
    expect(made.refused('recordCulturalSupport', his, lead).code).toBe('not-a-victim');
  });

  it('waits after a death in the family, and is asked about the living', () => {
    const { made } = asked();
    made.run('recordDeath', { personId: persons.child, learntFrom: 'police' }, lead);
    expect(made.tasks('ask_cultural_support')).toEqual([]);
    const review = { personId: persons.child, decision: 'continue' };
    made.run('reviewDeathHold', review, { ...lead, notes: ['review'] });
    expect(made.tasks('ask_cultural_support')).toHaveLength(1);
  });
});

/** What the directory says of an invented agency that has signed what the test policy knows. */
function directoryOf({ agencyId, kind }: { agencyId: string; kind: string }) {
  return { [agencyId]: { kind, agreements: ['invented_mou'] } };
}
