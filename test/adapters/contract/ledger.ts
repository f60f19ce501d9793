import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../../functions/application/api/ledger.ts';
import { freshRef, T0, T1, T2 } from './fixtures.ts';

/** What every ledger of idempotency keys keeps to. */
export function ledgerContract(stores: () => { ledger: Ledger }): void {
  const answer = { status: 200, body: { did: ['started'], version: 3 }, headers: { location: '/cases/x' } };
  const freshKey = (): string => freshRef().id;

  describe('the ledger', () => {
    it('knows a key by something that the key alone does not give, and that stays', async () => {
      const { ledger } = stores();
      const known = await ledger.unguessable('1');
      expect(known).toMatch(/^[\w-]{43}$/);
      expect(await ledger.unguessable('1')).toBe(known);
      expect(await ledger.unguessable('2')).not.toBe(known);
      expect(known).not.toBe(createHash('sha256').update('1').digest('base64url'));
    });

    it('binds a key once and says what it stands for', async () => {
      const { ledger } = stores();
      const key = freshKey();
      expect(await ledger.bind(key, { hash: 'one', at: T1 }, T0)).toEqual({ hash: 'one', at: T1 });
      expect(await ledger.bind(key, { hash: 'two', at: T2 }, T0)).toEqual({ hash: 'one', at: T1 });
    });

    it('keeps the answer, and gives it back as it was', async () => {
      const { ledger } = stores();
      const key = freshKey();
      await ledger.bind(key, { hash: 'one', at: T1 }, T0);
      await ledger.keep(key, 'one', answer);
      expect(await ledger.bind(key, { hash: 'one', at: T2 }, T0)).toEqual({ hash: 'one', at: T1, answer });
    });

    it('keeps no answer of another question, nor of a key that nobody bound', async () => {
      const { ledger } = stores();
      const key = freshKey();
      await ledger.keep(key, 'one', answer);
      expect(await ledger.bind(key, { hash: 'one', at: T1 }, T0)).toEqual({ hash: 'one', at: T1 });
      await ledger.keep(key, 'two', answer);
      expect(await ledger.bind(key, { hash: 'one', at: T1 }, T0)).toEqual({ hash: 'one', at: T1 });
    });

    it('binds anew what was bound too long ago, and the old answer goes', async () => {
      const { ledger } = stores();
      const key = freshKey();
      await ledger.bind(key, { hash: 'one', at: T0 }, T0);
      await ledger.keep(key, 'one', answer);
      expect(await ledger.bind(key, { hash: 'two', at: T2 }, T1)).toEqual({ hash: 'two', at: T2 });
      expect(await ledger.bind(key, { hash: 'three', at: T2 }, T1)).toEqual({ hash: 'two', at: T2 });
    });

    it('lets one of many that come at once bind', async () => {
      const { ledger } = stores();
      const key = freshKey();
      const asked = Array.from({ length: 10 }, (_, n) => `hash-${n}`);
      const found = await Promise.all(asked.map((hash) => ledger.bind(key, { hash, at: T1 }, T0)));
      expect(new Set(found.map(({ hash }) => hash)).size).toBe(1);
    });
  });
}
