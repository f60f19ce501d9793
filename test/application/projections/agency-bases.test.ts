import { describe, expect, it } from 'vitest';
import { loadCase } from '../../../functions/application/load-states.ts';
import { relayAggregate } from '../../../functions/application/relay.ts';
import { createDepartment } from '../support/department.ts';

/** A called meeting, to which the police are asked, who have signed nothing. */
async function asked() {
  const department = await createDepartment();
  const { app, submit, id } = department;
  const personId = await submit({ type: 'person', name: 'createPerson', input: { identityUnknown: true } });
  const fss = { agencyId: id('fss'), representativeId: 'rep-fss1' };
  const police = { agencyId: id('police'), representativeId: 'rep-police1' };
  const caseId = await submit({
    type: 'case',
    name: 'callMeeting',
    by: { kind: 'worker', ...fss },
    input: {
      contacts: { triage: fss, convenor: fss, chair: fss },
      members: [{ personId, role: 'adult_victim' }],
      criteria: ['visible_high_risk'],
      sourceCategory: 'police',
      finding: { basis: 'professional_judgement' },
      agencies: [{ ...fss, basis: 'mou' }, police],
      endorsement: { mode: 'electronic' },
    },
    notes: { rationale: 'She is afraid.' },
  });
  await relayAggregate(app, { type: 'case', id: caseId });
  const open = async () =>
    (await loadCase(app, caseId))?.tasks.filter(
      ({ code, status }) => code === 'agency_basis_missing' && status === 'open',
    );
  const sign = () =>
    submit({
      type: 'agency',
      id: police.agencyId,
      name: 'recordAgreement',
      input: { code: 'mou', signedAt: '2026-01-01T00:00:00.000Z', reviewOn: '2027-06-01' },
    });
  const relay = () => relayAggregate(app, { type: 'agency', id: police.agencyId });
  return { app, caseId, open, sign, relay, police };
}

describe('an agreement that is recorded', () => {
  it('S0-44 ends what a case asks about the agency, without anybody touching the case', async () => {
    const { open, sign, relay, police } = await asked();
    expect(await open()).toMatchObject([{ subject: police.agencyId }]);
    await relay();
    expect(await open()).toHaveLength(1);
    await sign();
    await relay();
    expect(await open()).toEqual([]);
  });

  it('touches a case once, and one that asks nothing not at all', async () => {
    const { app, caseId, sign, relay } = await asked();
    await sign();
    await relay();
    const version = async () => (await app.aggregates.load({ type: 'case', id: caseId }))?.version;
    const after = await version();
    await sign();
    await relay();
    expect(await version()).toBe(after);
  });
});
