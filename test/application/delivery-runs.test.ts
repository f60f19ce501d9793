import { describe, expect, it } from 'vitest';
import { relayAggregate } from '../../functions/application/relay.ts';
import { restartFailed } from '../../functions/application/restart-failed.ts';
import { sweepAttention } from '../../functions/application/sweep.ts';
import { messageIdFor } from '../../functions/domain/message/record.ts';
import { check, mailing, messageId, send, to } from './support/mailing.ts';
import { createWorld, theCase } from './support/world.ts';

describe('a message', () => {
  it('whose execution has died is delivered by the next run, and the old one does nothing', async () => {
    const world = await mailing();
    world.running.clear();
    world.ended.add(`${messageId}.a1`);
    expect(await restartFailed(world.app, `${messageId}.a1`)).toBe(true);
    world.pass({ seconds: 1 });
    await sweepAttention(world.app);
    expect(world.running.has(`${messageId}.a2`)).toBe(true);
    await send(world);
    expect(world.sent).toEqual([]);
    expect(await check(world, 'timeout')).toMatchObject({ next: 'done' });
    await send(world, { run: 2 });
    expect(world.sent).toHaveLength(1);
  });

  it('that cannot be started at once is started by the sweeper', async () => {
    const world = createWorld();
    const { workflow } = world.app;
    const start = workflow.startDelivery.bind(workflow);
    workflow.startDelivery = async () => {
      throw new Error('throttled');
    };
    const message = {
      intent: 'message' as const,
      kind: 'reminder' as const,
      cause: 'c1',
      to: [to],
      params: {},
    };
    await world.command({ name: 'open' }, { intents: [message] });
    await relayAggregate(world.app, theCase);
    expect(world.record().outbox).toEqual({});
    workflow.startDelivery = start;
    world.pass({ seconds: 61 });
    await sweepAttention(world.app);
    expect(world.running.has(`${messageId}.a1`)).toBe(true);
  });

  it('that waits for its day is started when it is due', async () => {
    const world = createWorld();
    const digestAt = '2026-03-02T03:00:00.000Z';
    const message = {
      intent: 'message' as const,
      kind: 'reminder' as const,
      cause: 'c1',
      to: [to],
      params: {},
      digestAt,
    };
    await world.command({ name: 'open' }, { intents: [message], clock: '2027-01-01T00:00:00.000Z' });
    await relayAggregate(world.app, theCase);
    world.pass({ minutes: 119 });
    await sweepAttention(world.app);
    expect([...world.running].filter((name) => name.startsWith('msg'))).toEqual([]);
    world.pass({ minutes: 2 });
    await sweepAttention(world.app);
    expect([...world.running].filter((name) => name.startsWith('msg'))).toHaveLength(1);
  });

  it('that SES has not taken in its time raises an alarm', async () => {
    const world = await mailing('plan_copy', messageIdFor('c1', 'plan_copy', to));
    world.pass({ minutes: 31 });
    await sweepAttention(world.app);
    expect(world.alarms).toContain('message-late');
  });
});
