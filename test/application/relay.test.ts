import { describe, expect, it } from 'vitest';
import { RelayStoppedError } from '../../functions/application/errors.ts';
import { relayAggregate, relayChanges } from '../../functions/application/relay.ts';
import type { Intent } from '../../functions/domain/shared/intent.ts';
import { createWorld, otherCase, type TestWorld, theCase, theMeeting } from './support/world.ts';

const mail = (cause: string, more = {}): Intent => ({
  intent: 'message',
  kind: 'reminder',
  cause,
  to: [{ agencyId: 'agy-one1' }, { agencyId: 'agy-two2' }],
  params: {},
  ...more,
});
const tell = (name: string, input = {}): Intent => ({
  intent: 'command',
  aggregate: 'meeting',
  id: theMeeting.id,
  name,
  input,
});
const task: Intent = {
  intent: 'task',
  taskId: 'tsk-one1',
  code: 'ring_agency',
  for: { agencyId: 'agy-one1' },
  status: 'open',
};

const opened = async (...intents: Intent[]): Promise<TestWorld> => {
  const world = createWorld();
  await world.command({ name: 'open', ref: theMeeting });
  await world.command({ name: 'open' }, { intents });
  return world;
};

describe('relay', () => {
  it('turns the outbox into audit items, messages, commands and rows, wakes, and acknowledges', async () => {
    const world = await opened(mail('c1'), tell('add', { add: 5 }), task);
    await relayAggregate(world.app, theCase);
    expect(world.data.audit['case/case-one1']).toHaveLength(1);
    expect(Object.values(world.data.messages).map(({ message }) => message.to.agencyId)).toEqual([
      'agy-one1',
      'agy-two2',
    ]);
    expect(world.state(theMeeting).total).toBe(5);
    expect(await world.app.worklist.list('agy-one1')).toHaveLength(1);
    expect([...world.running]).toContain('case-one1.g1');
    expect(world.record()).toMatchObject({ outbox: {} });
    expect(world.record().pending).toBeUndefined();
  });

  it('does nothing more when it is done again from the beginning', async () => {
    const world = await opened(mail('c1'), tell('add', { add: 5 }), task);
    const { aggregates } = world.app;
    const acknowledge = aggregates.acknowledge.bind(aggregates);
    aggregates.acknowledge = async () => {
      throw new Error('crashed');
    };
    await expect(relayAggregate(world.app, theCase)).rejects.toThrow('crashed');
    aggregates.acknowledge = acknowledge;
    await relayAggregate(world.app, theCase);
    expect(world.state(theMeeting).total).toBe(5);
    expect(Object.keys(world.data.messages)).toHaveLength(2);
    expect(world.data.audit['case/case-one1']).toHaveLength(1);
  });

  it('wakes before it acknowledges, so that a crash between loses nothing', async () => {
    const world = await opened();
    world.app.workflow.startCase = async () => {
      throw new Error('throttled');
    };
    await expect(relayAggregate(world.app, theCase)).rejects.toThrow('throttled');
    expect(Object.keys(world.record().outbox)).toEqual(['1']);
  });

  it('wakes by the token when there is one for an older version, and ignores that it has gone', async () => {
    const world = await opened();
    const wait = { ref: theCase, generation: 1, version: 1, token: 't1', tokenAt: 'a' };
    await world.app.aggregates.registerToken(wait);
    await relayAggregate(world.app, theCase);
    expect(world.woken).toEqual([]);
    await world.command({ name: 'add' });
    await relayAggregate(world.app, theCase);
    expect(world.woken).toEqual(['t1']);
    expect(world.record().outbox).toEqual({});
  });

  it('starts the generation that never registered a token, but none for a case that has ended', async () => {
    const world = await opened();
    await world.command({ name: 'close' });
    await relayAggregate(world.app, theCase);
    expect([...world.running]).toEqual([]);
    await world.app.aggregates.registerToken({
      ref: theCase,
      generation: 1,
      version: 2,
      token: 't1',
      tokenAt: 'a',
    });
    await world.command({ name: 'close' });
    await relayAggregate(world.app, theCase);
    // Its execution is told, so that it ends as well.
    expect(world.woken).toEqual(['t1']);
  });

  it('works in version order and stops at the first failure', async () => {
    const world = await opened();
    await world.command({ name: 'add' }, { intents: [task] });
    await world.command({ name: 'add' }, { intents: [tell('add', { add: 1 })] });
    world.app.worklist.put = async () => {
      throw new Error('down');
    };
    await expect(relayAggregate(world.app, theCase)).rejects.toThrow(RelayStoppedError);
    expect(Object.keys(world.record().outbox)).toEqual(['2', '3']);
    expect(world.state(theMeeting).total).toBe(0);
    expect([...world.running]).toContain('case-one1.g1');
  });

  it('puts an entry aside after ten failures, with a task for operations, and goes on', async () => {
    const world = await opened(task);
    await world.command({ name: 'add' }, { intents: [tell('add', { add: 1 })] });
    const { worklist } = world.app;
    const put = worklist.put.bind(worklist);
    worklist.put = async (row) => {
      if (row.code === 'ring_agency') throw new Error('poison');
      await put(row);
    };
    for (let i = 0; i < 10; i += 1)
      await expect(relayAggregate(world.app, theCase)).rejects.toThrow(RelayStoppedError);
    await relayAggregate(world.app, theCase);
    expect(world.record()).toMatchObject({ outbox: {}, failing: {} });
    expect(world.state(theMeeting).total).toBe(1);
    expect(Object.values(world.data.deadLetters)).toMatchObject([
      { entry: { entry: 'task' }, reason: 'failed ten times' },
    ]);
    expect(await worklist.list('agy-operations')).toMatchObject([{ code: 'dead_letter', source: theCase }]);
  });

  it('never lets one failing case fail the others', async () => {
    const world = await opened();
    await world.command({ name: 'open', ref: otherCase });
    const put = world.app.audit.put.bind(world.app.audit);
    world.app.audit.put = async (ref, entry) => {
      if (ref.id === theCase.id) throw new Error('poison');
      return put(ref, entry);
    };
    expect(await relayChanges(world.app, [theCase, otherCase])).toEqual([theCase]);
    expect(world.record(otherCase).outbox).toEqual({});
  });

  it('reports a forked audit chain as a failure', async () => {
    const world = await opened();
    world.app.audit.put = async () => 'different';
    await expect(relayAggregate(world.app, theCase)).rejects.toThrow('AuditForkError');
  });

  it('sends a refusal back to the sender, once', async () => {
    const world = await opened(tell('refuse'));
    const firstEntries = structuredClone(world.record().outbox['1'] ?? []);
    await relayAggregate(world.app, theCase);
    expect(world.state().heard).toEqual(['open', 'commandRefused']);
    // It crashed before it was acknowledged: the same entry is refused again.
    world.record().outbox['1'] = firstEntries;
    await relayAggregate(world.app, theCase);
    expect(world.state().heard).toEqual(['open', 'commandRefused']);
    expect(world.data.deadLetters).toEqual({});
  });

  it('puts a refusal that the sender will not hear before operations', async () => {
    const world = await opened(tell('refuse'));
    await world.command({ name: 'close' });
    const definition = world.app.registry.case!;
    const decide = definition.decide.bind(definition);
    definition.decide = (state, id, envelope, ...rest) =>
      decide(
        state,
        id,
        envelope.name === 'commandRefused' ? { ...envelope, name: 'refuse' } : envelope,
        ...rest,
      );
    await relayAggregate(world.app, theCase);
    expect(Object.values(world.data.deadLetters)).toMatchObject([{ reason: 'refused:not-today' }]);
    expect(world.record().outbox).toEqual({});
  });

  it('makes one message for each cause, kind and recipient, whoever asks', async () => {
    const world = await opened(mail('clk:rung'));
    await world.command({ name: 'add' }, { intents: [mail('clk:rung'), mail('clk:rung2')] });
    await relayAggregate(world.app, theCase);
    expect(Object.keys(world.data.messages)).toHaveLength(4);
  });

  it('collects a recipient’s reminders of a day in one digest, and begins the next when that has gone', async () => {
    const digestAt = '2026-03-02T01:30:00.000Z';
    const one = { to: [{ agencyId: 'agy-one1' }], digestAt };
    const world = await opened(mail('c1', one), mail('c2', one), mail('c1', one));
    await relayAggregate(world.app, theCase);
    const [digest, ...others] = Object.values(world.data.messages);
    expect(others).toEqual([]);
    expect(digest).toMatchObject({ message: { kind: 'digest', status: 'waiting' }, attentionAt: digestAt });
    expect(digest?.message.entries?.map(({ cause }) => cause)).toEqual(['c1', 'c2']);
    expect([...world.running].filter((name) => name.startsWith('msg'))).toEqual([]);
    digest!.message.status = 'sending';
    await world.command({ name: 'add' }, { intents: [mail('c1', one), mail('c3', one)] });
    await relayAggregate(world.app, theCase);
    const entries = Object.values(world.data.messages).map(({ message }) =>
      message.entries?.map(({ cause }) => cause),
    );
    expect(entries).toEqual([['c1', 'c2'], ['c3']]);
  });
});
