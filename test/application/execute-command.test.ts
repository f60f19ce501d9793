import { describe, expect, it } from 'vitest';
import { verifyAuditChain } from '../../functions/application/audit.ts';
import { ConflictError } from '../../functions/application/errors.ts';
import { relayAggregate } from '../../functions/application/relay.ts';
import { backoffMs } from '../../functions/application/retry.ts';
import { createWorld, otherCase, theCase } from './support/world.ts';

describe('a command', () => {
  it('is one write: version, outbox, pending and the sweeper a minute later', async () => {
    const world = createWorld();
    expect(await world.command({ name: 'open' }, { add: 2 })).toEqual({
      kind: 'accepted',
      version: 1,
      did: ['open'],
    });
    await world.command({ name: 'add' }, { add: 3 });
    const record = world.record();
    expect(record).toMatchObject({ version: 2, generation: 1, pending: 1, auditSeq: 2 });
    expect(record.attentionAt).toBe('2026-03-02T01:01:00.000Z');
    expect(Object.keys(record.outbox)).toEqual(['1', '2']);
    expect(world.state().total).toBe(5);
  });

  it('leaves an audit entry even when the domain has no event for it, so that relay has a reason to wake', async () => {
    const world = createWorld();
    await world.command({ name: 'open' }, { silent: true });
    expect(world.record().outbox['1']).toMatchObject([
      { entry: 'audit', event: { type: 'command.applied' } },
    ]);
  });

  it('answers a repeated key and body as before, for 24 hours, and refuses another body', async () => {
    const world = createWorld();
    await world.command({ name: 'open', key: 'k1' }, { add: 1 });
    await world.command({ name: 'add' }, { add: 1 });
    expect(await world.command({ name: 'open', key: 'k1' }, { add: 1 })).toMatchObject({
      kind: 'accepted',
      version: 1,
    });
    expect(await world.command({ name: 'open', key: 'k1' }, { add: 2 })).toMatchObject({
      code: 'idempotency-key-reused',
    });
    expect(world.state().total).toBe(2);
    world.pass({ hours: 24, seconds: 1 });
    await world.command({ name: 'add' });
    expect(world.record().recent).toEqual({});
  });

  it('stores nothing when it is refused', async () => {
    const world = createWorld();
    expect(await world.command({ name: 'add' })).toMatchObject({ kind: 'refused', code: 'no-such-case' });
    expect(world.data.aggregates).toEqual({});
  });

  it('is decided again when somebody else wrote first, and gives up after eight tries', async () => {
    const world = createWorld();
    await world.command({ name: 'open' });
    const { aggregates } = world.app;
    const save = aggregates.save.bind(aggregates);
    let lost = 0;
    const pauses: number[] = [];
    world.app.pause = async (ms) => void pauses.push(ms);
    world.app.aggregates.save = async (change) => (lost++ < 2 ? false : save(change));
    expect(await world.command({ name: 'add' }, { add: 1 })).toMatchObject({ kind: 'accepted', version: 2 });
    expect(pauses).toEqual([10, 20]);
    world.app.aggregates.save = async () => false;
    await expect(world.command({ name: 'add' })).rejects.toThrow(ConflictError);
    expect(pauses).toHaveLength(2 + 7);
  });

  it('waits with full jitter between nothing and 20 ms to 2 s', () => {
    expect([0, 1, 6, 7, 20].map((failed) => backoffMs(failed, 0.9999))).toEqual([19, 39, 1279, 1999, 1999]);
    expect(backoffMs(7, 0)).toBe(0);
  });

  it('never lets now run backwards within an aggregate', async () => {
    const world = createWorld();
    await world.command({ name: 'open' });
    world.pass({ hours: -1 });
    await world.command({ name: 'add' });
    expect(world.record().at).toBe('2026-03-02T01:00:00.000Z');
  });

  it('ignores what is not later than the last from the same sender', async () => {
    const world = createWorld();
    await world.command({ name: 'open' });
    const from = (version: number, index: number) => ({
      name: 'add',
      sender: { ...otherCase, version, index },
    });
    await world.command(from(3, 1), { add: 1 });
    expect(await world.command(from(3, 1), { add: 1 })).toEqual({ kind: 'ignored' });
    expect(await world.command(from(3, 0), { add: 1 })).toEqual({ kind: 'ignored' });
    expect(await world.command(from(2, 9), { add: 1 })).toEqual({ kind: 'ignored' });
    expect(await world.command(from(3, 2), { add: 1 })).toMatchObject({ kind: 'accepted' });
    expect(await world.command(from(4, 0), { add: 1 })).toMatchObject({ kind: 'accepted' });
    expect(world.state().total).toBe(3);
  });

  it('writes narratives before itself, refers to them, and refuses another text under the same command', async () => {
    const world = createWorld();
    const scan = async () => ({ view: [{ kind: 'name' as const, start: 0, end: 3 }] });
    world.app.identifying = { scan };
    await world.command({ name: 'open', commandId: 'cmd-x', notes: { view: 'She wants to stay.' } });
    const [note] = Object.values(world.data.notes);
    expect(note).toMatchObject({
      note: { text: 'She wants to stay.' },
      orphanAt: '2026-03-03T01:00:00.000Z',
    });
    expect(JSON.stringify(world.record())).not.toContain('She wants');
    expect(await world.command({ name: 'add', commandId: 'cmd-x', notes: { view: 'Else.' } })).toMatchObject({
      kind: 'refused',
    });
    await relayAggregate(world.app, theCase);
    expect(Object.values(world.data.notes)[0]?.orphanAt).toBeUndefined();
  });
});

describe('the audit chain', () => {
  it('verifies, and shows where an entry was altered or is missing', async () => {
    const world = createWorld();
    await world.command({ name: 'open' });
    for (let i = 0; i < 4; i += 1) await world.command({ name: 'add' }, { add: i });
    await relayAggregate(world.app, theCase);
    const { hash } = { hash: world.record().auditHash };
    expect(await verifyAuditChain(world.app.audit, theCase)).toEqual({ ok: true, checked: 5, hash });
    const chain = world.data.audit['case/case-one1'] ?? [];
    const third = chain[2]!;
    third.event.facts['total'] = 99;
    expect(await verifyAuditChain(world.app.audit, theCase)).toMatchObject({
      ok: false,
      seq: 3,
      fault: 'altered',
    });
    chain.splice(2, 1);
    expect(await verifyAuditChain(world.app.audit, theCase)).toMatchObject({
      ok: false,
      seq: 3,
      fault: 'gap',
    });
  });
});
