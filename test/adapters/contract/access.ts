import { describe, expect, it } from 'vitest';
import type { Access } from '../../../functions/application/access/access-log.ts';
import { appendAccess, verifyAccessChain } from '../../../functions/application/access/chain.ts';
import type { Ports } from '../../../functions/application/ports.ts';
import { freshRef, T0 } from './fixtures.ts';

type Stores = Pick<Ports, 'accessLog' | 'readings'>;

const access = (id: string, item: string): Access => ({
  at: T0,
  event: 'read',
  agencyId: 'agy-north',
  representativeId: 'rep-north1',
  via: 'account',
  what: 'content',
  aggregate: 'case',
  id,
  item,
  purpose: 'manage_mitigate',
  ground: 'has_action',
  basis: 'invented_mou',
});

/** What every access log and counter of readings keeps to. */
export function accessContract(stores: () => Stores): void {
  const ports = () => ({ ...stores(), random: () => 0.5, pause: async () => undefined });

  describe('the access log', () => {
    it('chains what is appended and gives it back in both directions, page by page', async () => {
      const { accessLog } = stores();
      const { id } = freshRef();
      for (let n = 1; n <= 105; n += 1) await appendAccess(ports(), id, access(id, `item-${n}`));
      const first = await accessLog.page(id, 0);
      const rest = await accessLog.page(id, 100);
      expect(first).toHaveLength(100);
      expect(rest.map(({ seq }) => seq)).toEqual([101, 102, 103, 104, 105]);
      expect(verifyAccessChain(id, [...first, ...rest])).toMatchObject({ ok: true, checked: 105 });
      expect((await accessLog.latest(id)).map(({ seq }) => seq).slice(0, 2)).toEqual([105, 104]);
      expect((await accessLog.latest(id, 4)).map(({ item }) => item)).toEqual(['item-3', 'item-2', 'item-1']);
      expect(await accessLog.latest(id, 1)).toEqual([]);
      expect(await accessLog.page(id, 105)).toEqual([]);
      expect(await accessLog.page(freshRef().id, 0)).toEqual([]);
    });

    it('never writes over an entry', async () => {
      const { accessLog } = stores();
      const { id } = freshRef();
      const entry = await appendAccess(ports(), id, access(id, 'first'));
      expect(await accessLog.put(id, { ...entry, item: 'another' })).toBe(false);
      expect(await accessLog.page(id, 0)).toEqual([entry]);
    });

    it('loses nothing when many write at once', async () => {
      const { accessLog } = stores();
      const { id } = freshRef();
      let turn = 0;
      const jittered = {
        ...ports(),
        // Losers wait for different numbers of turns, as jitter makes them.
        pause: async () => {
          turn += 1;
          for (let n = turn % 7; n > 0; n -= 1) await new Promise(setImmediate);
        },
      };
      const items = ['a', 'b', 'c', 'd', 'e'];
      await Promise.all(items.map((item) => appendAccess(jittered, id, access(id, item))));
      const chain = await accessLog.page(id, 0);
      expect(chain.map(({ item }) => item ?? '').toSorted()).toEqual(items);
      expect(verifyAccessChain(id, chain)).toMatchObject({ ok: true, checked: 5 });
    });
  });

  describe('the counter of readings', () => {
    const hour = '2026-03-02T01';
    const worker = () => ({ agencyId: 'agy-north', representativeId: freshRef().id });

    it('counts each case once an hour', async () => {
      const { readings } = stores();
      const who = worker();
      expect(await readings.count(who, hour, 'case-one1')).toBe(1);
      expect(await readings.count(who, hour, 'case-one1')).toBe(1);
      expect(await readings.count(who, hour, 'case-two2')).toBe(2);
      expect(await readings.count(who, '2026-03-02T02', 'case-two2')).toBe(1);
      expect(await readings.count(worker(), hour, 'case-two2')).toBe(1);
    });

    it('gives the alarm of an hour to one caller, and counts no more', async () => {
      const { readings } = stores();
      const who = worker();
      await readings.count(who, hour, 'case-one1');
      expect(await readings.claimAlarm(who, hour)).toBe(true);
      expect(await readings.claimAlarm(who, hour)).toBe(false);
      expect(await readings.count(who, hour, 'case-two2')).toBeUndefined();
    });
  });
}
