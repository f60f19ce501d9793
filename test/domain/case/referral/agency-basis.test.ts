import { describe, expect, it } from 'vitest';
import { CaseUnderTest, caseIn, opening, workers } from '../fixtures.ts';

const triage = { by: workers.triage };
const hospital = (basis: string) => ({ agencies: [{ ...workers.hospital, basis }] });

describe('the basis on which an agency may be told', () => {
  it('S0-44 S1-18 is one that the profile has, wherever an agency is named for a case', () => {
    const made = caseIn('consent_attempt');
    expect(made.refused('proposeAgencies', hospital('somebody_said_so'), triage).code).toBe('basis-unknown');
    made.run('proposeAgencies', hospital('invented_mou'), triage);

    const referred = caseIn('referral');
    const accepted = { conveningLead: workers.specialist, ...hospital('somebody_said_so') };
    expect(referred.refused('acceptReferral', accepted, triage).code).toBe('basis-unknown');

    const call = { ...opening(), endorsement: { mode: 'electronic' }, ...hospital('somebody_said_so') };
    expect(new CaseUnderTest().refused('callMeeting', call).code).toBe('basis-unknown');
  });

  it('S0-44 is an agreement only where the directory shows it in force, whatever somebody says of an agency', () => {
    const none = { 'agy-hospital': { kind: 'health', agreements: [] } };
    const signed = { 'agy-hospital': { kind: 'health', agreements: ['invented_mou'] } };
    const made = caseIn('consent_attempt');
    const refused = { code: 'agreement-not-in-force', duty: 'S0-44' };
    const input = hospital('invented_mou');
    expect(made.refused('proposeAgencies', input, { ...triage, directory: none })).toMatchObject(refused);
    const call = { ...opening(), endorsement: { mode: 'electronic' }, ...input };
    expect(new CaseUnderTest().refused('callMeeting', call, { directory: none })).toMatchObject(refused);
    made.run('proposeAgencies', input, { ...triage, directory: signed });
    const basis = { agencyId: 'agy-hospital', basis: 'invented_mou' };
    expect(made.refused('setSharingBasis', basis, { ...triage, directory: none })).toMatchObject(refused);
    made.run('setSharingBasis', basis, { ...triage, directory: signed });
  });

  it('S1-26 is a legal one only when the record holds what it needs', () => {
    const made = caseIn('consent_attempt');
    expect(made.refused('proposeAgencies', hospital('consent'), triage)).toMatchObject({
      code: 'preconditions-missing',
      missing: ['consent_given'],
    });
    expect(made.case.agencies.some((agency) => agency.agencyId === 'agy-hospital')).toBe(false);
  });
});
