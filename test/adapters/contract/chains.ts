import { describe, expect, it } from 'vitest';
import type { AccessLog } from '../../../functions/application/access/access-log.ts';
import { chainName } from '../../../functions/application/anchors/anchor.ts';
import type { ChainMoves } from '../../../functions/application/anchors/ports.ts';
import type { AuditStore } from '../../../functions/application/ports.ts';
import { auditEntry, freshRef, T0 } from './fixtures.ts';

const hash = (digit: string): string => digit.repeat(64);

/** What every store of moves keeps to, together with the stores of both logs, which note them. */
export function chainContract(
  stores: () => { chains: ChainMoves; audit: AuditStore; accessLog: AccessLog },
): void {
  describe('the moves of chains', () => {
    it('lists a chain of each kind in the hour of its entries, once, and in no other', async () => {
      const { chains, audit, accessLog } = stores();
      const ref = freshRef();
      for (const seq of [1, 2]) await audit.put(ref, auditEntry(seq, { hash: hash(String(seq)) }));
      const what = { event: 'read', agencyId: 'agy-one1', via: 'account', what: 'content' } as const;
      await accessLog.put(ref.id, {
        at: T0,
        prevHash: hash('0'),
        ...what,
        aggregate: 'case',
        id: ref.id,
        seq: 1,
        hash: hash('3'),
      });
      const hour = T0.slice(0, 13);
      const own = (await chains.moved(hour)).filter((name) => name.endsWith(ref.id));
      expect(own.toSorted()).toEqual([
        chainName({ log: 'access', ownerId: ref.id }),
        chainName({ log: 'audit', ref }),
      ]);
      expect((await chains.moved('2025-01-01T00')).filter((name) => name.endsWith(ref.id))).toEqual([]);
      expect(await audit.head(ref)).toEqual({ seq: 2, hash: hash('2') });
      expect(await audit.head(freshRef())).toBeUndefined();
    });

    it('moves the cursor only from where it was', async () => {
      const { chains } = stores();
      const first = { hour: '2026-03-02T01', root: hash('a') };
      const second = { hour: '2026-03-02T02', root: hash('b') };
      expect(await chains.cursor()).toBeUndefined();
      expect(await chains.advance(first, second)).toBe(false);
      expect(await chains.advance(undefined, first)).toBe(true);
      expect(await chains.advance(undefined, second)).toBe(false);
      expect(await chains.advance(first, second)).toBe(true);
      expect(await chains.cursor()).toEqual(second);
    });
  });
}
