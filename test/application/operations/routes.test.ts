import { describe, expect, it } from 'vitest';
import { consoleUrl } from '../../../functions/adapters/stepfunctions/console-url.ts';
import { caseListing } from '../../../functions/application/projections/lists.ts';
import { caseIn, workers } from '../../domain/case/fixtures.ts';
import { createApiWorld } from '../api/world.ts';

const MACHINE = 'arn:aws:states:ap-southeast-2:111122223333:stateMachine:case-lifecycle';

/** The API with a case in the lists, some days later. */
async function aDayLater(days: number) {
  const api = await createApiWorld();
  const caseId = api.seed(caseIn('meeting_preparation'));
  const record = await api.app.aggregates.load({ type: 'case', id: caseId });
  if (!record) throw new Error('there is no case');
  await caseListing.project(api.app, record);
  api.world.pass({ days });
  return { ...api, caseId, record };
}
const asOperations = { as: workers.region, roles: ['operations'] as const };

describe('what operations see', () => {
  it('is nothing for anybody else', async () => {
    const { get, caseId } = await aDayLater(0);
    for (const path of ['/operations/overview', `/operations/cases/${caseId}`])
      expect((await get(path, { as: workers.convenor, roles: ['coordinator'] })).status).not.toBe(200);
  });

  it('is cases by phase, what is late, and whom to ring: an agency and a role, nobody by name', async () => {
    const { get, caseId } = await aDayLater(30);
    const { status, body, text } = await get('/operations/overview', asOperations);
    expect(status, text).toBe(200);
    expect(body).toMatchObject({ open: 1, byPhase: { meeting_preparation: 1 }, overdueCases: 1 });
    const [overdue] = body['overdue'] as {
      caseId: string;
      late: { ring: { role: string; agencyId: string } }[];
    }[];
    expect(overdue?.caseId).toBe(caseId);
    expect(overdue?.late.length).toBeGreaterThan(0);
    for (const { ring } of overdue?.late ?? []) expect(ring.agencyId).toMatch(/^agy-/);
    expect(text).not.toMatch(/\b(rep|per|note)-/);
  });

  it('is nothing late on the day itself', async () => {
    const { get } = await aDayLater(0);
    expect((await get('/operations/overview', asOperations)).body).toMatchObject({
      overdueCases: 0,
      overdue: [],
    });
  });

  it('is one life of all generations of a case, each linked to the console', async () => {
    const { get, caseId, app } = await aDayLater(0);
    const ref = { type: 'case', id: caseId } as const;
    await app.aggregates.raiseGeneration(ref, 1, app.clock.now());
    app.consoleOf = (execution) => consoleUrl(MACHINE, execution);
    const { body, text } = await get(`/operations/cases/${caseId}`, asOperations);
    expect(body).toMatchObject({ caseId, phase: 'meeting_preparation', deadLetters: 0 });
    expect(body['generations']).toEqual([
      {
        generation: 2,
        execution: `${caseId}.g2`,
        current: true,
        consoleUrl: `https://ap-southeast-2.console.aws.amazon.com/states/home?region=ap-southeast-2#/v2/executions/details/arn:aws:states:ap-southeast-2:111122223333:execution:case-lifecycle:${caseId}.g2`,
      },
      expect.objectContaining({ generation: 1, current: false }),
    ]);
    expect(text).not.toMatch(/\b(rep|per|note)-/);
    expect((await get('/operations/cases/case-none00', asOperations)).status).toBe(404);
  });
});
