import { describe, expect, it } from 'vitest';
import type { Directory } from '../../../../functions/domain/shared/command.ts';
import { CaseUnderTest, caseIn, opening, workers } from '../fixtures.ts';
import { lead, planned } from '../plan/planned-case.ts';
import { mailed } from './held-case.ts';

const signatory = { kind: 'police', agreements: ['invented_mou'] };
const stranger = { kind: 'health_acute', agreements: ['another_paper'] };
const directory: Directory = {
  [workers.police.agencyId]: signatory,
  [workers.specialist.agencyId]: { ...signatory, kind: 'specialist_fdv' },
  [workers.childProtection.agencyId]: { ...signatory, kind: 'child_protection' },
  [workers.hospital.agencyId]: stranger,
};
const hospital = { agencies: [{ ...workers.hospital, kind: 'police' }] };

/** An accepted case that the hospital is asked into, which signed nothing that the profile knows. */
const withHospital = () => {
  const c = caseIn('meeting_scheduling');
  const did = c.run('proposeAgencies', hospital, { by: workers.convenor, directory });
  return { c, did };
};

function withoutBasis<Agency extends { basis?: unknown }>(agency: Agency): Omit<Agency, 'basis'> {
  const { basis: _, ...rest } = agency;
  return rest;
}

describe('on what basis an agency is told', () => {
  it('S0-44 is asked of the convenor, by task and mail, when an agency without one is invited', () => {
    const { c, did } = withHospital();
    expect(c.tasks('agency_basis_missing')).toMatchObject([
      { for: workers.convenor, subject: workers.hospital.agencyId },
    ]);
    expect(c.clock('task.due', c.tasks('agency_basis_missing')[0]?.taskId)).toBeDefined();
    expect(mailed(did, 'task_assigned')).toEqual([workers.convenor.representativeId]);
  });

  it('S0-45 is asked at the acceptance, for every agency of the case', () => {
    const c = new CaseUnderTest();
    const agencies = opening().agencies.map(withoutBasis);
    c.run('refer', { ...opening(), agencies });
    expect(c.tasks('agency_basis_missing')).toEqual([]);
    const accept = { conveningLead: workers.specialist };
    c.run('acceptReferral', accept, {
      by: workers.triage,
      directory: { ...directory, [workers.police.agencyId]: stranger },
    });
    expect(c.tasks('agency_basis_missing')).toMatchObject([{ subject: workers.police.agencyId }]);
  });

  it.each([
    ['setSharingBasis', { agencyId: workers.hospital.agencyId, basis: 'invented_mou' }],
    [
      'setParticipation',
      { agencyId: workers.hospital.agencyId, participation: 'not_appropriate', reason: 'x' },
    ],
    ['removeAgency', { agencyId: workers.hospital.agencyId, reason: 'other' }],
  ])('S0-44 is asked no more after %s', (name, input) => {
    const { c } = withHospital();
    c.run(name, input, { by: workers.convenor });
    expect(c.tasks('agency_basis_missing')).toEqual([]);
  });

  it('S0-44 is asked no more when the directory shows an agreement of the profile, and still after any other', () => {
    const { c } = withHospital();
    const { agencyId } = workers.hospital;
    const found = (facts: Directory[string]) =>
      c.run('agencyBasisFound', { agencyId }, { by: 'system', directory: { [agencyId]: facts } });
    found(stranger);
    expect(c.tasks('agency_basis_missing')).toHaveLength(1);
    expect(found({ ...signatory, kind: 'health_acute' }).events).not.toEqual([]);
    expect(c.tasks('agency_basis_missing')).toEqual([]);
    expect(found({ ...signatory, kind: 'health_acute' }).events).toEqual([]);
  });

  it('S0-44 lets a plan go to those who must have it, whatever others lack', () => {
    const c = planned();
    c.run('proposeAgencies', hospital, { by: workers.convenor, directory });
    const police = { ...directory, [workers.police.agencyId]: stranger };
    c.run('issuePlan', {}, { ...lead, directory: police });
  });

  it('S0-44 S0-31 refuses the issue while the agency of an owner may not be told', () => {
    const c = planned();
    c.state = {
      ...c.case,
      agencies: c.case.agencies.map(withoutBasis),
    };
    const police = { ...directory, [workers.police.agencyId]: stranger };
    expect(c.refused('issuePlan', {}, { ...lead, directory: police })).toMatchObject({
      code: 'agency-basis-missing',
      missing: [`basis:${workers.police.agencyId}`],
    });
    c.run('setSharingBasis', { agencyId: workers.police.agencyId, basis: 'invented_mou' }, lead);
    c.run('issuePlan', {}, { ...lead, directory: police });
  });

  it('S2-01 takes the kind of an agency from the directory, whatever the caller says', () => {
    const { c } = withHospital();
    const kind = c.case.agencies.find((a) => a.agencyId === workers.hospital.agencyId)?.kind;
    expect(kind).toBe('health_acute');
  });
});
