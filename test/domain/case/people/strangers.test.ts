import { describe, expect, it } from 'vitest';
import { caseCommands } from '../../../../functions/domain/case/decide.ts';
import { caseIn, persons, workers } from '../fixtures.ts';

const stranger = { by: workers.hospital };
const { victim } = persons;

describe('a worker of an agency without any part in a case', () => {
  it.each([
    ['recordConsentAttempt', { personId: victim, method: 'phone', outcome: 'given' }],
    ['decideBasis', { basis: 'statute', whyNoConsent: 'urgent_no_time' }],
    ['recordDeath', { personId: victim, learntFrom: 'police' }],
    ['removeMember', { personId: victim, reason: 'wrong_person' }],
    ['recordNeed', { personId: victim, code: 'housing' }],
    [
      'addInterimAction',
      {
        owner: workers.police,
        stream: 'adult_victim',
        part: 'risk_management',
        code: 'invented_action',
        towards: [victim],
        priority: 'standard',
      },
    ],
  ])('is refused %s', (name, input) => {
    const made = caseIn('consent_attempt', { urgency: 'urgent' });
    const refusal = made.refused(name, input, { ...stranger, notes: ['rationale', 'description', 'detail'] });
    expect(refusal.code).toBe('agency-not-in-case');
  });

  it('reports an incident, declares a conflict, refers again, and takes the lead of a night', () => {
    const open = caseCommands.filter((command) => command.anybodyMay).map(({ name }) => name);
    expect(open.toSorted()).toEqual([
      'breakGlass',
      'declareConflict',
      'reRefer',
      'reportIncident',
      'startInterimLead',
    ]);
    const made = caseIn('consent_attempt');
    made.run('declareConflict', { ...workers.hospital }, stranger);
    expect(made.case.exclusions).toHaveLength(1);
  });

  it('answers on once its agency has left: what it was told, it can confirm', () => {
    const made = caseIn('consent_attempt');
    made.run('proposeAgencies', { agencies: [workers.hospital] }, { by: workers.triage });
    made.run('removeAgency', { agencyId: 'agy-hospital', reason: 'not_involved' }, { by: workers.triage });
    expect(made.decide('recordNeed', {}, stranger)).not.toMatchObject({ code: 'agency-not-in-case' });
  });
});
