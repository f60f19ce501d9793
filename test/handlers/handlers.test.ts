import { describe, expect, it } from 'vitest';
import { aggregateKey } from '../../functions/adapters/dynamodb/keys.ts';
import type { AggregateRef } from '../../functions/application/record.ts';
import { relayAggregate } from '../../functions/application/relay.ts';
import { createHandler as awaitSignal } from '../../functions/handlers/await-signal/handler.ts';
import { createHandler as checkDelivery } from '../../functions/handlers/check-delivery/handler.ts';
import { createHandler as evaluateCase } from '../../functions/handlers/evaluate-case/handler.ts';
import { createHandler as recordDelivery } from '../../functions/handlers/record-delivery/handler.ts';
import { createHandler as relayChanges } from '../../functions/handlers/relay-changes/handler.ts';
import { createHandler as restartFailed } from '../../functions/handlers/restart-failed/handler.ts';
import { createHandler as sendEmail } from '../../functions/handlers/send-email/handler.ts';
import { createHandler as sweepAttention } from '../../functions/handlers/sweep-attention/handler.ts';
import { createWorld, otherCase, theCase } from '../application/support/world.ts';
import { createTestLog } from './support.ts';

/** Handlers do not look at Lambda's context. */
const context = Object.create(null);
const CLOCK = { clock: '2027-01-01T00:00:00.000Z' };

const evaluateEvent = {
  caseId: theCase.id,
  generation: 1,
  startedAt: '2026-03-02T01:00:00.000Z',
  wakes: 0,
  lastVersion: -1,
  definitionHash: 'hash-1',
};
const record = (ref: AggregateRef, sequence: string) => {
  const { pk, sk } = aggregateKey(ref);
  return {
    eventName: 'MODIFY',
    dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: sequence },
  };
};

describe('every handler', () => {
  const world = createWorld();
  const log = createTestLog();
  const handlers = {
    evaluateCase,
    awaitSignal,
    relayChanges,
    restartFailed,
    sendEmail,
    checkDelivery,
    recordDelivery,
  };

  it.each(Object.entries(handlers))(
    '%s refuses an event of another shape by its name, and repeats nothing of it',
    async (_, create) => {
      const run = create(world.app, log)({ caseId: 'Somebody Testperson', detail: 'x', Records: 1 }, context);
      await expect(run).rejects.toThrow(expect.objectContaining({ name: 'InvalidEventError' }));
      expect(JSON.stringify(log.lines)).not.toContain('Testperson');
    },
  );
});

describe('evaluate-case', () => {
  it('answers the machine and logs ids only', async () => {
    const world = createWorld();
    const log = createTestLog();
    await world.command({ name: 'open' }, CLOCK);
    expect(await evaluateCase(world.app, log)(evaluateEvent, context)).toMatchObject({
      next: 'wait',
      version: 1,
    });
    expect(log.lines).toEqual([
      { level: 'info', code: 'evaluate-case.started', keys: { caseId: theCase.id, generation: 1 } },
      {
        level: 'info',
        code: 'evaluate-case.looked',
        keys: { caseId: theCase.id, phase: expect.any(String), next: 'wait', did: expect.any(Array) },
      },
      { level: 'info', code: 'evaluate-case.completed', keys: { caseId: theCase.id, generation: 1 } },
    ]);
  });

  it('logs whose something is late, for the dashboard, and keeps that from the machine', async () => {
    const log = createTestLog();
    let agencies = ['agy-police1', 'agy-health1'];
    const world = createWorld();
    const own = world.app.registry.case;
    if (!own) throw new Error('there is no case');
    world.app.registry = { ...world.app.registry, case: { ...own, late: () => agencies } };
    await world.command({ name: 'open' }, CLOCK);
    const answer = await evaluateCase(world.app, log)(evaluateEvent, context);
    expect(answer).not.toHaveProperty('late');
    const looked = () => log.lines.findLast(({ code }) => code === 'evaluate-case.looked')?.keys;
    expect(looked()).toMatchObject({ late: 'agy-police1 agy-health1' });
    agencies = [];
    await evaluateCase(world.app, log)(evaluateEvent, context);
    expect(looked()).toMatchObject({ late: 'nobody' });
  });

  it('lets an error out by its name, with an alarm, for the machine to catch', async () => {
    const world = createWorld();
    const log = createTestLog();
    const run = evaluateCase(world.app, log)(evaluateEvent, context);
    await expect(run).rejects.toThrow(expect.objectContaining({ name: 'NotFoundError' }));
    expect(world.alarms).toEqual(['evaluate-failed']);
    expect(log.lines.at(-1)).toMatchObject({ level: 'error', keys: { error: 'NotFoundError' } });
  });
});

describe('relay-changes', () => {
  it('names the records that failed and relays the others, whatever else the stream brings', async () => {
    const world = createWorld();
    await world.command({ name: 'open' }, CLOCK);
    await world.command({ name: 'open', ref: otherCase }, CLOCK);
    const put = world.app.audit.put.bind(world.app.audit);
    world.app.audit.put = async (ref, entry) => {
      if (ref.id === theCase.id) throw new Error('poison');
      return put(ref, entry);
    };
    const message = {
      dynamodb: { Keys: { pk: { S: 'MESSAGE#msg-one1' }, sk: { S: 'RECORD' } }, SequenceNumber: '3' },
    };
    const Records = [record(theCase, '1'), record(otherCase, '2'), message, record(theCase, '4')];
    expect(await relayChanges(world.app, createTestLog())({ Records }, context)).toEqual({
      batchItemFailures: [{ itemIdentifier: '1' }, { itemIdentifier: '4' }],
    });
    expect(world.record(otherCase).outbox).toEqual({});
  });
});

describe('sweep-attention', () => {
  it('reports what it did', async () => {
    const world = createWorld();
    await world.command({ name: 'open' }, CLOCK);
    world.pass({ seconds: 61 });
    expect(await sweepAttention(world.app, createTestLog())({}, context)).toEqual({
      looked: 1,
      failed: 0,
      cutShort: false,
    });
  });
});

describe('restart-failed', () => {
  it('takes the name of the execution from the event', async () => {
    const world = createWorld();
    await world.command({ name: 'open' }, CLOCK);
    const event = { detail: { name: `${theCase.id}.g1`, status: 'ABORTED', executionArn: 'arn' } };
    expect(await restartFailed(world.app, createTestLog())(event, context)).toBe(true);
    expect(world.record().attentionAt).toBe(world.now());
  });
});

describe('record-delivery', () => {
  const event = (eventType: string, more = {}) => ({
    detail: { eventType, mail: { messageId: 'ses-1', tags: { message: [messageId] } }, ...more },
  });
  let messageId = '';
  const mailed = async () => {
    const world = createWorld();
    const message = {
      intent: 'message' as const,
      kind: 'agenda' as const,
      cause: 'c',
      to: [{ agencyId: 'agy-one1' }],
      params: {},
    };
    await world.command({ name: 'open' }, { intents: [message], ...CLOCK });
    await relayAggregate(world.app, theCase);
    const stored = Object.values(world.data.messages)[0]!;
    messageId = stored.message.messageId;
    stored.message.status = 'accepted';
    return { world, stored };
  };

  it('takes the message from the tag that came back', async () => {
    const { world } = await mailed();
    const bounce = { bounceType: 'Permanent', bounceSubType: 'General' };
    await recordDelivery(world.app, createTestLog())(event('Bounce', { bounce }), context);
    expect(world.data.messages[messageId]?.message).toMatchObject({
      status: 'bounced',
      outcome: { outcome: 'bounced', code: 'Permanent.General' },
    });
  });

  it('lets go a mail that is not ours, and an event that says nothing', async () => {
    const { world } = await mailed();
    const before = structuredClone(world.data);
    const log = createTestLog();
    await recordDelivery(world.app, log)(event('Open'), context);
    const foreign = { detail: { eventType: 'Bounce', mail: { messageId: 'x', tags: {} } } };
    await recordDelivery(world.app, log)(foreign, context);
    expect(world.data).toEqual(before);
  });
});
