import { expect, it } from 'vitest';
import { caseIn } from '../../domain/case/fixtures.ts';
import { createApiWorld } from '../api/world.ts';

it('health is well while everything that waits is in its time, and behind after six minutes', async () => {
  const { get, seed, data, app, world } = await createApiWorld();
  // The agencies of the directory have been looked after.
  for (const record of Object.values(data.aggregates)) record.attentionAt = undefined;
  expect(await get('/health')).toMatchObject({ status: 200, body: { status: 'ok' } });
  const caseId = seed(caseIn('meeting_preparation'));
  const found = data.aggregates[`case/${caseId}`];
  if (!found) throw new Error('there is no case');
  // A minute after a change that nobody has relayed or seen.
  found.attentionAt = app.clock.now();
  world.pass({ minutes: 4, seconds: 59 });
  expect((await get('/health')).status).toBe(200);
  world.pass({ seconds: 2 });
  const behind = await get('/health');
  expect(behind).toMatchObject({ status: 503, body: { status: 'behind' } });
  expect(behind.text).not.toContain(caseId);
});

it('health fails when the table does not answer', async () => {
  const { get, app } = await createApiWorld();
  app.aggregates.load = () => Promise.reject(new TypeError('no table'));
  expect((await get('/health')).status).toBe(500);
});
