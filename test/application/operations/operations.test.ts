import { describe, expect, it } from 'vitest';
import { appendAccess } from '../../../functions/application/access/chain.ts';
import { bury } from '../../../functions/application/bury.ts';
import { nudgeAll, restartCase, wakeNow } from '../../../functions/application/operations/move-on.ts';
import { redriveMail, undeliveredMail } from '../../../functions/application/operations/redrive-mail.ts';
import { releaseDead } from '../../../functions/application/operations/release-dead.ts';
import { findStuck } from '../../../functions/application/operations/stuck.ts';
import { traceRecipients } from '../../../functions/application/operations/trace-recipients.ts';
import { relayAggregate } from '../../../functions/application/relay.ts';
import { storeNew } from '../../../functions/application/stored-message.ts';
import { sweepAttention } from '../../../functions/application/sweep.ts';
import { createMessage } from '../../../functions/domain/message/record.ts';
import { OPERATIONS } from '../../../functions/domain/shared/refused-commands.ts';
import { createWorld, otherCase, type TestWorld, theCase, theMeeting } from '../support/world.ts';

const LATER = '2026-03-02T05:00:00.000Z';

/** A case whose execution waits at the present version, for a clock at five. */
async function waiting(): Promise<TestWorld> {
  const world = createWorld();
  await world.command({ name: 'open' }, { clock: LATER });
  await relayAggregate(world.app, theCase);
  const { version, generation } = world.record();
  const registration = { ref: theCase, generation, version, token: 'token-1', tokenAt: world.now() };
  await world.app.aggregates.registerToken(registration);
  world.alive.add('token-1');
  return world;
}

const message = () =>
  createMessage(
    {
      kind: 'reminder',
      cause: 'cause-1',
      to: { agencyId: 'agy-police', representativeId: 'rep-one1' },
      from: { aggregate: 'case', id: theCase.id },
      params: {},
    },
    '2026-03-02T01:00:00.000Z',
  );

describe('what is stuck', () => {
  it('is nothing while everything is carried on', async () => {
    const world = await waiting();
    world.pass({ seconds: 61 });
    await sweepAttention(world.app);
    expect(await findStuck(world.app)).toEqual([]);
  });

  it('is a change that nobody passed on or saw, and that the sweeper should have found', async () => {
    const world = await waiting();
    await world.command({ name: 'change' });
    world.pass({ minutes: 7 });
    expect(await findStuck(world.app)).toEqual([
      {
        what: 'case',
        id: theCase.id,
        reasons: ['attention_overdue', 'outbox_waits', 'unseen'],
        since: '2026-03-02T01:01:00.000Z',
        generation: 1,
        version: 2,
      },
    ]);
  });

  it('is a clock that passed, also while sweeps fail and come more rarely', async () => {
    const world = await waiting();
    world.pass({ hours: 5 });
    await world.app.aggregates.moveAttention({
      ref: theCase,
      to: '2026-03-02T11:00:00.000Z',
      while: { version: 1 },
      sweep: { failures: 9 },
    });
    const [stuck] = await findStuck(world.app);
    expect(stuck?.reasons).toEqual(['sweep_failing', 'clock_missed']);
  });

  it('is what was given up, and a mail that SES has not taken', async () => {
    const world = await waiting();
    const entry = { entry: 'command' as const, entryId: 'ent-one1', command: refused };
    await bury(world.app, theCase, 1, 0, entry, 'failed ten times');
    await world.app.messages.create(storeNew(message(), world.now()));
    world.pass({ hours: 4, minutes: 30 });
    const reasons = (await findStuck(world.app)).map(({ what, reasons: why }) => [what, why]);
    expect(reasons).toContainEqual(['case', ['attention_overdue', 'clock_missed', 'dead_letters']]);
    expect(reasons).toContainEqual(['message', ['attention_overdue', 'not_sent']]);
  });

  it('is what cannot be read, and that hides nothing else', async () => {
    const world = await waiting();
    world.record().data = 'nonsense';
    world.pass({ hours: 1 });
    expect((await findStuck(world.app))[0]).toMatchObject({
      reasons: ['attention_overdue', 'unreadable'],
      error: expect.stringContaining('Error'),
    });
  });
});

const refused = {
  intent: 'command' as const,
  aggregate: 'meeting' as const,
  id: theMeeting.id,
  name: 'change',
  input: { add: 2 },
};

describe('moving cases on', () => {
  it('wakes an execution that waits, and starts one that nobody started', async () => {
    const world = await waiting();
    expect(await wakeNow(world.app, theCase.id)).toBe('woken');
    expect(await wakeNow(world.app, theCase.id)).toBe('started');
    world.running.clear();
    world.ended.add('case-one1.g1');
    expect(await wakeNow(world.app, theCase.id)).toBe('ended');
    await expect(wakeNow(world.app, 'case-none0')).rejects.toThrow('there is no case');
  });

  it('restarts a case in the next generation whose name is free, and stops the one before', async () => {
    const world = await waiting();
    world.ended.add('case-one1.g2');
    expect(await restartCase(world.app, theCase.id)).toEqual({
      kind: 'restarted',
      from: 1,
      to: 3,
      start: 'started',
    });
    expect(world.record()).toMatchObject({ generation: 3 });
    expect(world.record().token).toBeUndefined();
    expect(world.stopped).toEqual(['case-one1.g1']);
  });

  it('starts nothing for a case that has ended', async () => {
    const world = await waiting();
    await world.command({ name: 'close' });
    world.alive.clear();
    expect(await wakeNow(world.app, theCase.id)).toBe('closed');
    expect(await restartCase(world.app, theCase.id)).toEqual({ kind: 'closed' });
  });

  it('leaves to the sweeper what it cannot pass on, so that nothing is buried for want of a key', async () => {
    const world = await waiting();
    await world.command({ name: 'open', ref: otherCase }, { clock: LATER });
    const before = await world.app.aggregates.load(otherCase);
    await wakeNow(world.app, otherCase.id, { relay: false });
    const after = await world.app.aggregates.load(otherCase);
    expect(Object.keys(before?.outbox ?? {})).not.toEqual([]);
    expect(after?.outbox).toEqual(before?.outbox);
    expect(after?.attentionAt).toBe(world.now());
  });

  it('has every open case looked at, and names those it could not wake', async () => {
    const world = await waiting();
    await world.command({ name: 'open', ref: otherCase }, { clock: LATER });
    world.ended.add('case-two2.g1');
    const cause = 'its execution has ended; restart helps';
    expect(await nudgeAll(world.app)).toEqual({
      woken: 1,
      closed: 0,
      failed: [{ id: otherCase.id, cause }],
    });
  });
});

describe('redriving mail', () => {
  it('gives a message without a fate another run', async () => {
    const world = createWorld();
    const stored = storeNew(message(), world.now());
    await world.app.messages.create({ ...stored, token: 'old' });
    world.pass({ hours: 1 });
    const { messageId } = stored.message;
    expect(await undeliveredMail(world.app)).toEqual([messageId]);
    expect(await redriveMail(world.app, messageId)).toEqual({ kind: 'next_run', messageId, run: 2 });
    expect((await world.app.messages.load(messageId))?.token).toBeUndefined();
    expect([...world.running]).toEqual([`${messageId}.a2`]);
  });

  it('says a lost one anew, once however often it is asked', async () => {
    const world = createWorld();
    const lost = { ...message(), status: 'failed' as const };
    await world.app.messages.create(storeNew(lost, world.now()));
    const first = await redriveMail(world.app, lost.messageId);
    expect(first.kind).toBe('sent_anew');
    expect(await redriveMail(world.app, lost.messageId)).toEqual(first);
    const [, again] = Object.values(world.data.messages);
    expect(again?.message).toMatchObject({
      status: 'created',
      to: lost.to,
      cause: `redrive:${lost.messageId}`,
    });
    expect(Object.keys(world.data.messages)).toHaveLength(2);
  });

  it('sends nothing a second time that arrived, and nothing that the gate stopped', async () => {
    const world = createWorld();
    for (const status of ['delivered', 'stopped'] as const) {
      const done = { ...message(), messageId: `msg-${status}`, status };
      await world.app.messages.create(storeNew(done, world.now()));
      expect(await redriveMail(world.app, done.messageId)).toMatchObject({ kind: 'not_needed', status });
    }
    expect([...world.running]).toEqual([]);
  });
});

describe('releasing what was given up', () => {
  it('does it once what kept it is mended, and takes the task away', async () => {
    const world = await waiting();
    const entry = { entry: 'command' as const, entryId: 'ent-one1', command: refused };
    await bury(world.app, theCase, 1, 0, entry, 'failed ten times');
    expect(await releaseDead(world.app, theCase)).toEqual([
      { entryId: 'ent-one1', entry: 'command', kind: 'still_failing', reason: 'refused:no-such-case' },
    ]);
    expect(await world.app.worklist.list(OPERATIONS)).toHaveLength(1);
    await world.command({ name: 'open', ref: theMeeting });
    expect(await releaseDead(world.app, theCase)).toMatchObject([{ kind: 'done' }]);
    expect(world.state(theMeeting).total).toBe(2);
    expect(await world.app.worklist.list(OPERATIONS)).toEqual([]);
    expect(await releaseDead(world.app, theCase)).toEqual([]);
  });

  it('takes a command to a record that has had later ones from the same sender', async () => {
    const world = await waiting();
    await world.command({ name: 'open', ref: theMeeting });
    const sender = { ...theCase, version: 9, index: 0 };
    await world.command({ name: 'change', ref: theMeeting, sender });
    const entry = { entry: 'command' as const, entryId: 'ent-one1', command: refused };
    await bury(world.app, theCase, 1, 0, entry, 'failed ten times');
    expect(await releaseDead(world.app, theCase)).toMatchObject([{ kind: 'done' }]);
    expect(world.state(theMeeting).total).toBe(2);
  });
});

describe('tracing who received what', () => {
  it('names everybody who was given something since then, and nobody who was refused', async () => {
    const world = createWorld();
    const base = { agencyId: 'agy-police', via: 'account', aggregate: 'case', id: theCase.id } as const;
    const log = (event: 'read' | 'refused' | 'mailed', representativeId: string, more = {}) =>
      appendAccess(world.app, theCase.id, {
        ...base,
        at: world.now(),
        event,
        representativeId,
        what: 'content',
        ...more,
      });
    await log('read', 'rep-early1');
    world.pass({ hours: 1 });
    const since = world.now();
    await world.app.messages.create(storeNew(message(), world.now()));
    await log('mailed', 'rep-one1', { via: 'mail', content: 'minimal', messageId: message().messageId });
    await log('refused', 'rep-else1');
    await log('read', 'rep-one1');
    expect(await traceRecipients(world.app, theCase.id, since)).toEqual([
      {
        agencyId: 'agy-police',
        representativeId: 'rep-one1',
        given: [
          { at: since, via: 'account', what: 'content' },
          {
            at: since,
            via: 'mail',
            what: 'content',
            content: 'minimal',
            mail: { messageId: message().messageId, status: 'created' },
          },
        ],
      },
    ]);
  });
});
