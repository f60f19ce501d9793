import { describe, expect, it } from 'vitest';
import { loadCase } from '../../../functions/application/load-states.ts';
import { createDepartment, type Department } from '../support/department.ts';
import { settle } from '../support/settle.ts';

const his = 'Otto Quillmock';

/** A case with a convenor at the family safety service, and a person using violence of that name. */
async function called(text = his): Promise<{ department: Department; caseId: string; hisId: string }> {
  const department = await createDepartment();
  const { submit, id } = department;
  const enter = (name: string) =>
    submit({
      type: 'person',
      name: 'createPerson',
      input: { identity: { names: [{ kind: 'legal', text: name }] } },
    });
  const victimId = await enter('Testa Placeholderson');
  const hisId = await enter(text);
  const police = { agencyId: id('police'), representativeId: 'rep-police1' };
  const fss = { agencyId: id('fss'), representativeId: 'rep-fss1' };
  const caseId = await submit({
    type: 'case',
    name: 'callMeeting',
    by: { kind: 'worker', ...police },
    input: {
      contacts: { triage: fss, convenor: fss, chair: fss },
      members: [
        { personId: victimId, role: 'adult_victim' },
        { personId: hisId, role: 'person_using_violence' },
      ],
      criteria: ['visible_high_risk'],
      sourceCategory: 'police',
      urgency: 'urgent',
      finding: { basis: 'professional_judgement' },
      agencies: [{ ...fss, basis: 'mou' }],
      endorsement: { mode: 'electronic' },
    },
    notes: { rationale: 'Invented.' },
  });
  await settle(department.app);
  return { department, caseId, hisId };
}

const addWorker = async ({ submit, id }: Department, representativeId: string, name: string) => {
  const input = { representativeId, name, roles: ['representative'] };
  await submit({ type: 'agency', id: id('police'), name: 'addRepresentative', input });
};
const asks = async ({ app }: Department, caseId: string) =>
  (await loadCase(app, caseId))?.tasks.filter(({ code }) => code === 'check_conflict_of_interest') ?? [];
const byFss = ({ id }: Department) =>
  ({ kind: 'worker', agencyId: id('fss'), representativeId: 'rep-fss1' }) as const;

describe('a worker whose name looks like one in the case', () => {
  it.each(['Otto Quillmock', 'Auto Quilmock', 'Testa Quillmock'])(
    'is asked about when named in the case: %s',
    async (name) => {
      const { department, caseId, hisId } = await called();
      expect(await asks(department, caseId)).toEqual([]);
      await addWorker(department, 'rep-other1', name);
      const { app, submit, id } = department;
      const input = { agencyId: id('police'), representativeId: 'rep-other1' };
      await submit({ type: 'case', id: caseId, name: 'nameRepresentative', by: byFss(department), input });
      await settle(app);
      expect(await asks(department, caseId)).toMatchObject([
        { for: { agencyId: id('fss') }, subject: `rep-other1:${hisId}`, status: 'open' },
      ]);
      const state = await loadCase(app, caseId);
      expect(state?.exclusions).toEqual([]);
      expect(JSON.stringify(state)).not.toMatch(/quil/i);
    },
  );

  it('is asked about as owner of an action and as chair or minute-taker of a meeting', async () => {
    const { department, caseId, hisId } = await called();
    const { app, submit, id } = department;
    for (const [representativeId, name] of [
      ['rep-owner1', 'Testa Quillmock'],
      ['rep-chair1', 'Auto Quilmock'],
      ['rep-minute1', 'Otto Quillmock'],
    ] as const)
      await addWorker(department, representativeId, name);
    const ofPolice = (representativeId: string) => ({ agencyId: id('police'), representativeId });
    await submit({
      type: 'case',
      id: caseId,
      name: 'addInterimAction',
      by: byFss(department),
      input: {
        owner: ofPolice('rep-owner1'),
        stream: 'adult_victim',
        part: 'safety_strategy',
        code: 'safety_planning',
        towards: [],
        priority: 'urgent',
      },
      notes: { description: 'Invented.' },
    });
    await submit({
      type: 'meeting',
      name: 'scheduleMeeting',
      by: byFss(department),
      input: {
        kind: 'macm_on_demand',
        mode: 'virtual',
        startsAt: '2026-03-10T02:00:00.000Z',
        lengthMinutes: 60,
        chair: ofPolice('rep-chair1'),
        minuteTaker: ofPolice('rep-minute1'),
        caseIds: [caseId],
      },
    });
    await settle(app);
    const subjects = (await asks(department, caseId)).map(({ subject }) => subject);
    const asked = ['rep-chair1', 'rep-minute1', 'rep-owner1'].map((worker) => `${worker}:${hisId}`);
    expect(new Set(subjects)).toEqual(new Set(asked));
    expect(subjects).toHaveLength(asked.length);
  });

  it('is asked about once, whatever the answer was, also when the name in the case is corrected', async () => {
    const { department, caseId, hisId } = await called('Somebody Elsewhere');
    const { app, submit, id } = department;
    await addWorker(department, 'rep-other1', 'Testa Quillmock');
    const input = { agencyId: id('police'), representativeId: 'rep-other1' };
    const name = () =>
      submit({ type: 'case', id: caseId, name: 'nameRepresentative', by: byFss(department), input });
    await name();
    await settle(app);
    expect(await asks(department, caseId)).toEqual([]);
    const identity = { names: [{ kind: 'alias', text: his }] };
    await submit({ type: 'person', id: hisId, name: 'correctIdentity', input: { identity } });
    await settle(app);
    const [task] = await asks(department, caseId);
    expect(task?.status).toBe('open');
    await submit({
      type: 'case',
      id: caseId,
      name: 'completeTask',
      by: byFss(department),
      input: { taskId: task?.taskId ?? '', outcome: 'done' },
    });
    await name();
    await settle(app);
    expect(await asks(department, caseId)).toMatchObject([{ status: 'done' }]);
  });

  it('is no matter when the names differ, nor when the likeness is to a victim', async () => {
    const { department, caseId } = await called();
    const { app, submit, id } = department;
    await addWorker(department, 'rep-other1', 'Testa Placeholderson');
    const input = { agencyId: id('police'), representativeId: 'rep-other1' };
    await submit({ type: 'case', id: caseId, name: 'nameRepresentative', by: byFss(department), input });
    await settle(app);
    expect(await asks(department, caseId)).toEqual([]);
  });
});
