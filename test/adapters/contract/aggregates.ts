import { describe, expect, it } from 'vitest';
import type { AggregateStore, AttentionIndex } from '../../../functions/application/ports.ts';
import { type AggregateRecord, shardOf } from '../../../functions/application/record.ts';
import { auditEntry, freshRef, newRecord, saveOver, T0, T1, T2 } from './fixtures.ts';

type Stores = { aggregates: AggregateStore; attention: AttentionIndex };

/** What every store of aggregates keeps to. */
export function aggregateContract(stores: () => Stores): void {
  const create = async (more: Partial<AggregateRecord> = {}): Promise<AggregateRecord> => {
    const record = newRecord(freshRef(), more);
    expect(await stores().aggregates.create(record)).toBe(true);
    return record;
  };
  const load = async ({ type, id }: AggregateRecord): Promise<AggregateRecord> => {
    const found = await stores().aggregates.load({ type, id });
    if (!found) throw new Error('the record is gone');
    return found;
  };

  describe('aggregates', () => {
    it('gives back what was created, once', async () => {
      const record = await create();
      expect(await load(record)).toEqual(record);
      expect(await stores().aggregates.create({ ...record, version: 9 })).toBe(false);
      expect((await load(record)).version).toBe(1);
      expect(await stores().aggregates.load(freshRef())).toBeUndefined();
    });

    it('saves only over the version and generation that were read', async () => {
      const record = await create();
      const save = saveOver(record);
      expect(await stores().aggregates.save({ ...save, expect: { version: 2, generation: 1 } })).toBe(false);
      expect(await stores().aggregates.save({ ...save, expect: { version: 1, generation: 2 } })).toBe(false);
      expect(await load(record)).toEqual(record);
      expect(await stores().aggregates.save(save)).toBe(true);
      const after = await load(record);
      expect(after).toMatchObject({ version: 2, data: { total: 1 }, attentionAt: T2, pending: 1 });
      expect(Object.keys(after.outbox).toSorted()).toEqual(['1', '2']);
      expect(await stores().aggregates.save(save)).toBe(false);
    });

    it('leaves the outbox alone when there is nothing to relay', async () => {
      const record = await create();
      await stores().aggregates.acknowledge(record, ['1']);
      await stores().aggregates.save(saveOver(record, { entries: [] }));
      const after = await load(record);
      expect(after).toMatchObject({ version: 2, outbox: {} });
      expect(after.pending).toBeUndefined();
    });

    it('acknowledges version by version, and pending goes with the last, in any order and twice', async () => {
      const record = await create();
      await stores().aggregates.save(saveOver(record));
      await stores().aggregates.acknowledge(record, ['1']);
      expect(await load(record)).toMatchObject({ pending: 1, outbox: { '2': [{ seq: 2 }] } });
      expect(Object.keys((await load(record)).outbox)).toEqual(['2']);
      await stores().aggregates.acknowledge(record, ['1', '2']);
      expect((await load(record)).pending).toBeUndefined();
      expect((await load(record)).outbox).toEqual({});
      await stores().aggregates.acknowledge(record, ['2']);
      expect(await load(record)).toMatchObject({ outbox: {}, attentionAt: T2 });
    });

    it('never touches attentionAt or a version that came meanwhile when it acknowledges', async () => {
      const record = await create();
      await stores().aggregates.save(saveOver(record, { attentionAt: T2 }));
      await stores().aggregates.acknowledge(record, ['1']);
      expect(await load(record)).toMatchObject({ attentionAt: T2, pending: 1 });
    });

    it('counts failures of an entry and forgets them when it is acknowledged', async () => {
      const record = await create();
      const { entryId } = auditEntry(1);
      expect(await stores().aggregates.countFailure(record, entryId)).toBe(1);
      expect(await stores().aggregates.countFailure(record, entryId)).toBe(2);
      expect((await load(record)).failing).toEqual({ [entryId]: 2 });
      await stores().aggregates.acknowledge(record, ['1'], [entryId]);
      expect((await load(record)).failing).toEqual({});
    });

    it('counts no failure of a version that somebody else has acknowledged meanwhile', async () => {
      const record = await create();
      const { aggregates } = stores();
      const { entryId } = auditEntry(1);
      expect(await aggregates.countFailure(record, entryId, '1')).toBe(1);
      await aggregates.acknowledge(record, ['1'], [entryId, 'ent-never-failed']);
      expect(await aggregates.countFailure(record, entryId, '1')).toBe(0);
      expect((await load(record)).failing).toEqual({});
    });

    it('acknowledges hundreds of versions, and their counts, at once', async () => {
      const versions = Array.from({ length: 130 }, (_, n) => String(n + 1));
      const failing = Object.fromEntries(versions.map((version) => [`ent-${version}`, 1]));
      const outbox = Object.fromEntries(versions.map((version) => [version, [auditEntry(Number(version))]]));
      const record = await create({ version: 131, outbox: { ...outbox, 131: [auditEntry(131)] }, failing });
      const { aggregates } = stores();
      await aggregates.acknowledge(record, versions, Object.keys(failing));
      expect(await load(record)).toMatchObject({ pending: 1, failing: {} });
      expect(Object.keys((await load(record)).outbox)).toEqual(['131']);
      await aggregates.acknowledge(record, [...versions, '131']);
      expect((await load(record)).pending).toBeUndefined();
    });

    it('registers a token only for this version and generation, and never over a newer wait', async () => {
      const record = await create();
      const mine = {
        ref: { type: record.type, id: record.id },
        generation: 1,
        version: 1,
        token: 'a',
        tokenAt: `${T1}#0000`,
      };
      const registerToken: AggregateStore['registerToken'] = (one) => stores().aggregates.registerToken(one);
      expect(await registerToken({ ...mine, version: 2 })).toBe(false);
      expect(await registerToken({ ...mine, version: 0 })).toBe(false);
      expect(await registerToken({ ...mine, generation: 2 })).toBe(false);
      expect(await registerToken(mine)).toBe(true);
      expect(await registerToken({ ...mine, token: 'b' })).toBe(false);
      expect(await registerToken({ ...mine, token: 'b', tokenAt: `${T0}#0000` })).toBe(false);
      expect(await load(record)).toMatchObject({ token: 'a', tokenVersion: 1, tokenAt: `${T1}#0000` });
      expect(await registerToken({ ...mine, token: 'c', tokenAt: `${T1}#0001` })).toBe(true);
      expect(await load(record)).toMatchObject({ token: 'c', attentionAt: T1 });
    });

    it('raises a generation once, and the token goes with it', async () => {
      const record = await create({ token: 'a', tokenVersion: 1, tokenAt: T0 });
      expect(await stores().aggregates.raiseGeneration(record, 1, T2)).toBe(true);
      expect(await stores().aggregates.raiseGeneration(record, 1, T2)).toBe(false);
      const after = await load(record);
      expect(after).toMatchObject({ generation: 2, seenGeneration: 0, attentionAt: T2, version: 1 });
      expect([after.token, after.tokenVersion, after.tokenAt]).toEqual([undefined, undefined, undefined]);
    });

    it('marks a generation seen only while it is the current one', async () => {
      const record = await create();
      expect(await stores().aggregates.markSeenGeneration(record, 2)).toBe(false);
      expect(await stores().aggregates.markSeenGeneration(record, 1)).toBe(true);
      expect((await load(record)).seenGeneration).toBe(1);
    });

    it('moves attention only while every given condition holds', async () => {
      const { aggregates } = stores();
      const record = await create();
      const ref = { type: record.type, id: record.id };
      expect(await aggregates.moveAttention({ ref, to: T2, while: { version: 2 } })).toBe(false);
      expect(await aggregates.moveAttention({ ref, to: T2, while: { version: 1, quiet: true } })).toBe(false);
      expect(await aggregates.moveAttention({ ref, to: T2, while: { version: 1, seen: true } })).toBe(false);
      expect(await aggregates.moveAttention({ ref, to: T2, while: { version: 1, attentionAt: T2 } })).toBe(
        false,
      );
      expect((await load(record)).attentionAt).toBe(T1);
      await aggregates.acknowledge(ref, ['1']);
      await aggregates.registerToken({ ref, generation: 1, version: 1, token: 'a', tokenAt: T0 });
      const all = { version: 1, quiet: true, seen: true, attentionAt: T1 };
      const sweep = { failures: 3, unseen: { version: 1, since: T0 } };
      expect(await aggregates.moveAttention({ ref, to: T2, while: all, sweep })).toBe(true);
      expect(await load(record)).toMatchObject({ attentionAt: T2, sweep });
      expect(await aggregates.moveAttention({ ref, to: undefined, while: { version: 1 } })).toBe(true);
      expect((await load(record)).attentionAt).toBeUndefined();
    });

    it('a token for an older version does not count as seen', async () => {
      const { aggregates } = stores();
      const record = await create({ token: 'a', tokenVersion: 1, tokenAt: T0 });
      await aggregates.save(saveOver(record));
      expect(await aggregates.moveAttention({ ref: record, to: T2, while: { version: 2, seen: true } })).toBe(
        false,
      );
    });

    it('hurries what is there and makes nothing of what is not', async () => {
      const record = await create();
      expect(await stores().aggregates.hurry(record, T0)).toBe(true);
      expect((await load(record)).attentionAt).toBe(T0);
      const other = freshRef();
      expect(await stores().aggregates.hurry(other, T0)).toBe(false);
      expect(await stores().aggregates.load(other)).toBeUndefined();
    });

    it('finds by attention what is due, and nothing else', async () => {
      const due = await create({ attentionAt: '2020-01-01T00:00:00.000Z' });
      const later = await create({ attentionAt: '2020-01-02T00:00:00.000Z' });
      const found = async (id: string) => {
        const page = await stores().attention.page(shardOf(id), '2020-01-02T00:00:00.000Z');
        return page.found.some((hit) => hit.kind === 'aggregate' && hit.ref.id === id);
      };
      expect(await found(due.id)).toBe(true);
      expect(await found(later.id)).toBe(false);
      await stores().aggregates.moveAttention({ ref: due, to: undefined, while: { version: 1 } });
      expect(await found(due.id)).toBe(false);
    });

    it('pages through a crowded shard without missing one that is moved on the way', async () => {
      const wanted = new Set<string>();
      let shard: string | undefined;
      while (wanted.size < 60) {
        const ref = freshRef('person');
        shard ??= shardOf(ref.id);
        if (shardOf(ref.id) !== shard) continue;
        wanted.add(ref.id);
        const attentionAt = `2019-01-01T00:00:${String(wanted.size % 60).padStart(2, '0')}.000Z`;
        const identity = { data: { identity: { name: 'Invented Person' } } };
        await stores().aggregates.create(newRecord(ref, { attentionAt, ...identity }));
      }
      let cursor: string | undefined;
      do {
        const page = await stores().attention.page(shard ?? '', '2019-12-31T00:00:00.000Z', cursor);
        for (const hit of page.found) {
          if (hit.kind !== 'aggregate') continue;
          wanted.delete(hit.ref.id);
          await stores().aggregates.moveAttention({ ref: hit.ref, to: T2, while: { version: 1 } });
        }
        cursor = page.cursor;
      } while (cursor !== undefined);
      expect(wanted.size).toBe(0);
    });

    it('lets 200 concurrent writers of one case through one by one, and loses none', async () => {
      const record = await create({ data: { total: 0 }, outbox: {} });
      const { aggregates } = stores();
      const attempt = async (found: AggregateRecord): Promise<boolean> => {
        const version = found.version + 1;
        const data = { total: Number(Reflect.get(Object(found.data), 'total')) + 1 };
        return aggregates.save(saveOver(found, { data, entries: [auditEntry(version)] }));
      };
      const writers = Array.from({ length: 200 }, (_, n) => n);
      // All have read the same version before the first one writes.
      const read = await Promise.all(writers.map(() => load(record)));
      const first = await Promise.all(read.map(attempt));
      expect(first.filter((written) => written)).toHaveLength(1);
      // The others come again, three at a time as backoff spreads them, while relay acknowledges.
      let waiting = first.filter((written) => !written).length;
      const writer = async (): Promise<void> => {
        while (waiting > 0) {
          const found = await load(record);
          if (waiting > 0 && (await attempt(found))) waiting -= 1;
          if (found.version % 9 !== 0) await aggregates.acknowledge(record, [String(found.version)]);
        }
      };
      await Promise.all(Array.from({ length: 3 }, writer));
      const after = await load(record);
      expect(Number(Reflect.get(Object(after.data), 'total'))).toBe(after.version - 1);
      expect(after.version).toBeGreaterThanOrEqual(201);
      const kept = Object.keys(after.outbox).map(Number);
      const written = Array.from({ length: after.version - 1 }, (_, n) => n + 2);
      expect(written.filter((version) => version % 9 === 0 && !kept.includes(version))).toEqual([]);
    });
  });
}
