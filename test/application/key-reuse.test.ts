import { describe, expect, it } from 'vitest';
import { loadCase } from '../../functions/application/load-states.ts';
import { relayAggregate } from '../../functions/application/relay.ts';
import { submitCommand } from '../../functions/application/submit-command.ts';
import { createDepartment } from './support/department.ts';

/** A case of two agencies, and what a police worker sends under one key again and again. */
async function ofTwo() {
  const department = await createDepartment();
  const { app, submit, id } = department;
  const police = { agencyId: id('police'), representativeId: 'rep-police1' };
  const fss = { agencyId: id('fss'), representativeId: 'rep-fss1' };
  const victimId = await submit({ type: 'person', name: 'createPerson', input: { identityUnknown: true } });
  const caseId = await submit({
    type: 'case',
    name: 'callMeeting',
    by: { kind: 'worker', ...police },
    input: {
      contacts: { triage: fss, convenor: fss, chair: fss },
      members: [{ personId: victimId, role: 'adult_victim' }],
      criteria: ['visible_high_risk'],
      sourceCategory: 'police',
      finding: { basis: 'professional_judgement' },
      agencies: [{ ...fss, basis: 'mou' }],
      endorsement: { mode: 'electronic' },
    },
    notes: { rationale: 'Invented.' },
  });
  const ref = { type: 'case', id: caseId } as const;
  const ask = async (priority: string, key = 'one-key-for-all') => {
    const { answer } = await submitCommand(app, {
      ...ref,
      name: 'addInterimAction',
      by: { kind: 'worker', ...police },
      key,
      input: {
        owner: fss,
        stream: 'adult_victim',
        part: 'safety_strategy',
        code: 'protection_order_support',
        towards: [victimId],
        priority,
      },
    });
    await relayAggregate(app, ref);
    return answer;
  };
  return { department, ask, actions: async () => (await loadCase(app, caseId))?.actions ?? [] };
}

describe('a key that is used again', () => {
  it('is refused within a day, and after it makes another action with a mail of its own', async () => {
    const { department, ask, actions } = await ofTwo();
    const assigned = () =>
      Object.values(department.data.messages).filter(({ message }) => message.kind === 'action_assigned');
    expect(await ask('standard')).toMatchObject({ kind: 'accepted' });
    expect(await ask('urgent')).toMatchObject({ code: 'idempotency-key-reused' });
    department.world.pass({ hours: 25 });
    expect(await ask('immediate', 'another-key')).toMatchObject({ kind: 'accepted' });
    expect(await ask('urgent')).toMatchObject({ kind: 'accepted' });
    expect(new Set((await actions()).map(({ actionId }) => actionId)).size).toBe(3);
    expect(assigned()).toHaveLength(3);
  });
});
