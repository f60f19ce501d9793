import { describe, expect, it } from 'vitest';
import { relayAggregate } from '../../../functions/application/relay.ts';
import { DIRECTORY } from '../../../functions/domain/views/agency-row.ts';
import { caseLists } from '../../../functions/domain/views/case-row.ts';
import { createDepartment, type Department } from '../support/department.ts';

async function called(): Promise<{ department: Department; caseId: string }> {
  const department = await createDepartment();
  const { submit, id } = department;
  const victimId = await submit({ type: 'person', name: 'createPerson', input: { identityUnknown: true } });
  const fss = { agencyId: id('fss'), representativeId: 'rep-fss1' };
  const caseId = await submit({
    type: 'case',
    name: 'callMeeting',
    by: { kind: 'worker', agencyId: id('police'), representativeId: 'rep-police1' },
    input: {
      contacts: { triage: fss, convenor: fss, chair: fss },
      members: [{ personId: victimId, role: 'adult_victim' }],
      criteria: ['visible_high_risk'],
      sourceCategory: 'police',
      finding: { basis: 'professional_judgement' },
      agencies: [{ ...fss, basis: 'mou' }],
      endorsement: { mode: 'electronic' },
    },
    notes: { rationale: 'She is afraid.' },
  });
  return { department, caseId };
}

describe('lists made by relay', () => {
  it('have a case in the list of each agency with a part in it, after each change', async () => {
    const { department, caseId } = await called();
    const { app, id } = department;
    const ref = { type: 'case', id: caseId } as const;
    await relayAggregate(app, ref);
    for (const name of ['police', 'fss']) {
      expect(await app.lists.list(caseLists.ofAgency(id(name)))).toMatchObject([{ caseId }]);
    }
    await relayAggregate(app, { type: 'agency', id: id('fss') });
    expect(await app.lists.list(DIRECTORY)).toMatchObject([{ agencyId: id('fss'), name: 'Example fss' }]);
  });

  it('are made again after a crash, before the change is acknowledged', async () => {
    const { department, caseId } = await called();
    const { app, id } = department;
    const ref = { type: 'case', id: caseId } as const;
    const put = app.lists.put.bind(app.lists);
    app.lists.put = async () => {
      throw new Error('down');
    };
    await expect(relayAggregate(app, ref)).rejects.toThrow('down');
    expect((await app.aggregates.load(ref))?.pending).toBe(1);
    expect(department.world.running.has(`${caseId}.g1`)).toBe(true);
    app.lists.put = put;
    await relayAggregate(app, ref);
    expect(await app.lists.list(caseLists.ofAgency(id('fss')))).toHaveLength(1);
    expect(await app.aggregates.load(ref)).toMatchObject({ outbox: {}, failing: {} });
  });

  it('let the case go on when they cannot be made at all, with an alarm', async () => {
    const { department, caseId } = await called();
    const { app, world } = department;
    const ref = { type: 'case', id: caseId } as const;
    app.lists.put = async () => {
      throw new Error('broken');
    };
    for (let tries = 1; tries < 10; tries += 1) {
      await expect(relayAggregate(app, ref)).rejects.toThrow('broken');
    }
    expect(world.alarms).toEqual([]);
    await relayAggregate(app, ref);
    expect(world.alarms).toEqual(['projection-failed']);
    expect((await app.aggregates.load(ref))?.outbox).toEqual({});
  });
});
