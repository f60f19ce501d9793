import { describe, expect, it } from 'vitest';
import { awaitSignal } from '../../functions/application/await-signal.ts';
import { StaleVersionError } from '../../functions/application/errors.ts';
import { relayAggregate } from '../../functions/application/relay.ts';
import { restartFailed } from '../../functions/application/restart-failed.ts';
import { sweepAttention } from '../../functions/application/sweep.ts';
import { createWorld, theCase } from './support/world.ts';

const lateWait = {
  caseId: theCase.id,
  generation: 1,
  version: 1,
  waitSeconds: 2_592_000,
  token: 'token-of-the-dead',
  enteredAt: '2026-03-02T01:00:00.000Z',
  retryCount: 0,
  wakes: 1,
};

describe('an execution that was aborted while its wait was being registered', () => {
  it('cannot make the sweeper believe that somebody waits: the next generation takes over within a minute', async () => {
    const world = createWorld();
    await world.command({ name: 'open' }, { clock: '2026-04-02T01:00:00.000Z' });
    await relayAggregate(world.app, theCase);
    world.running.delete('case-one1.g1');
    world.ended.add('case-one1.g1');
    expect(await restartFailed(world.app, 'case-one1.g1')).toBe(true);
    await expect(awaitSignal(world.app, lateWait)).rejects.toThrow(StaleVersionError);
    world.pass({ seconds: 1 });
    await sweepAttention(world.app);
    expect([...world.running]).toEqual(['case-one1.g2']);
  });

  it('is told of twice or late without harm', async () => {
    const world = createWorld();
    await world.command({ name: 'open' });
    expect(await restartFailed(world.app, 'case-one1.g1')).toBe(true);
    expect(await restartFailed(world.app, 'case-one1.g1')).toBe(false);
    expect(world.record()).toMatchObject({ generation: 2, attentionAt: world.now() });
  });
});
