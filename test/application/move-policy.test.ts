import { describe, expect, it } from 'vitest';
import type { App } from '../../functions/application/app.ts';
import { evaluateCase } from '../../functions/application/evaluate-case.ts';
import { loadCase } from '../../functions/application/load-states.ts';
import { createPolicyBook, policyToReadBy } from '../../functions/application/policy-book.ts';
import { submitCommand } from '../../functions/application/submit-command.ts';
import { profiles, withOverrides } from '../../functions/domain/policy/index.ts';
import { createDepartment } from './support/department.ts';

const opened = withOverrides(profiles.wa, { access: { linkDays: 3 } });
const current = withOverrides(profiles.wa, { access: { linkDays: 5 } });

/** A case opened under a policy that the deployment of today does not have. */
async function strandedCase() {
  const { app, submit, id, world } = await createDepartment();
  const under = (...policies: Parameters<typeof createPolicyBook>): App => ({
    ...app,
    policies: createPolicyBook(...policies),
  });
  const fss = { agencyId: id('fss'), representativeId: 'rep-fss1' };
  const victimId = await submit({ type: 'person', name: 'createPerson', input: { identityUnknown: true } });
  const otherId = await submit({ type: 'person', name: 'createPerson', input: { identityUnknown: true } });
  const by = { kind: 'worker', ...fss } as const;
  const { id: caseId, answer } = await submitCommand(under(opened), {
    type: 'case',
    name: 'callMeeting',
    by,
    key: 'call-1',
    input: {
      contacts: { triage: fss, convenor: fss, chair: fss },
      members: [
        { personId: victimId, role: 'adult_victim' },
        { personId: otherId, role: 'person_using_violence' },
      ],
      criteria: ['visible_high_risk'],
      sourceCategory: 'police',
      urgency: 'standard',
      finding: { basis: 'professional_judgement' },
      agencies: [{ ...fss, basis: 'mou' }],
      endorsement: { mode: 'electronic' },
    },
    notes: { rationale: 'Everything the caller knew.' },
  });
  expect(answer).toMatchObject({ kind: 'accepted' });
  const submitted = async (app: App, name: string, input: Record<string, unknown>, notes = {}) =>
    (await submitCommand(app, { type: 'case', id: caseId, name, input, by, key: name, notes })).answer;
  const look = (app: App) =>
    evaluateCase(app, {
      caseId,
      generation: 1,
      startedAt: world.now(),
      wakes: 0,
      lastVersion: -1,
      definitionHash: app.definitionHash,
    });
  return { caseId, today: under(current), submitted, look };
}

describe('a case whose policy is gone', () => {
  it('goes to Quarantine by the name of the error, which raises the alarm', async () => {
    const { look, today } = await strandedCase();
    await expect(look(today)).rejects.toThrow(expect.objectContaining({ name: 'UnknownPolicyError' }));
  });

  it('takes no command in the dark', async () => {
    const { submitted, today } = await strandedCase();
    await expect(submitted(today, 'placeLegalHold', { reason: 'coroner' })).rejects.toThrow(
      expect.objectContaining({ name: 'UnknownPolicyError' }),
    );
  });

  it('can still be read, in the words of today', async () => {
    const { caseId, today } = await strandedCase();
    const state = await loadCase(today, caseId);
    expect(policyToReadBy(today.policies, state?.policyVersion ?? '').policy).toBe(current);
  });

  it('goes on once somebody has moved it', async () => {
    const { caseId, submitted, look, today } = await strandedCase();
    const moved = await submitted(
      today,
      'movePolicy',
      { version: current.version },
      { reason: 'The version it was opened under was not kept.' },
    );
    expect(moved).toMatchObject({ kind: 'accepted', did: ['policy.moved'] });
    expect((await loadCase(today, caseId))?.policyVersion).toBe(current.version);
    expect(await look(today)).toMatchObject({ next: 'wait' });
  });

  it('is not moved to what is not there either', async () => {
    const { submitted, today } = await strandedCase();
    const reason = { reason: 'A slip of the hand.' };
    expect(await submitted(today, 'movePolicy', { version: 'wa-9' }, reason)).toMatchObject({
      code: 'no-such-policy',
    });
    expect(await submitted(today, 'movePolicy', { version: 'nonsense' }, reason)).toMatchObject({
      code: 'input-invalid',
    });
  });
});
