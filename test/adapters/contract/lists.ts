import { describe, expect, it } from 'vitest';
import type { Ports } from '../../../functions/application/ports.ts';
import { freshRef } from './fixtures.ts';

/** What every store of lists and pagings keeps to. */
export function listContract(stores: () => Pick<Ports, 'lists' | 'pagings'>): void {
  describe('lists', () => {
    it('show the rows of each list, and none where an aggregate has none', async () => {
      const { lists } = stores();
      const [one, two] = [freshRef(), freshRef()];
      await lists.put({ source: one, order: 1, rows: { north: { id: one.id }, south: { id: one.id } } });
      await lists.put({ source: two, order: 1, rows: { north: { id: two.id } } });
      expect(await lists.list('north')).toHaveLength(2);
      expect(await lists.list('south')).toEqual([{ id: one.id }]);
      expect(await lists.list('nowhere')).toEqual([]);
      expect(await lists.some('north', [two, freshRef()])).toEqual([{ id: two.id }]);
      expect(await lists.some('south', [two])).toEqual([]);
    });

    it('drop a row that is not there any more, and take it up again', async () => {
      const { lists } = stores();
      const source = freshRef();
      const name = `left-${source.id}`;
      await lists.put({ source, order: 1, rows: { [name]: { n: 1 } } });
      await lists.put({ source, order: 2, rows: {} });
      expect(await lists.list(name)).toEqual([]);
      expect(await lists.some(name, [source])).toEqual([]);
      await lists.put({ source, order: 3, rows: { [name]: { n: 3 } } });
      expect(await lists.list(name)).toEqual([{ n: 3 }]);
    });

    it('never go back to an older row, whoever writes last', async () => {
      const { lists } = stores();
      const source = freshRef();
      const name = `order-${source.id}`;
      const put = (order: number, n?: number) =>
        lists.put({ source, order, rows: n === undefined ? {} : { [name]: { n } } });
      await put(2, 2);
      await put(1, 1);
      expect(await lists.list(name)).toEqual([{ n: 2 }]);
      await put(4);
      await put(3, 3);
      expect(await lists.list(name)).toEqual([]);
    });

    it('know that a later version says the same, so that one in between is older', async () => {
      const { lists } = stores();
      const source = freshRef();
      const name = `same-${source.id}`;
      await lists.put({ source, order: 1, rows: { [name]: { n: 1 } } });
      await lists.put({ source, order: 3, rows: { [name]: { n: 1 } } });
      await lists.put({ source, order: 2, rows: { [name]: { n: 2 } } });
      expect(await lists.list(name)).toEqual([{ n: 1 }]);
    });
  });

  describe('pagings', () => {
    it('come back by part', async () => {
      const { pagings } = stores();
      const paging = { pagingId: 'pag-one1', part: 1, of: 'hash', ids: ['case-one1'] };
      await pagings.keep(paging);
      expect(await pagings.load('pag-one1', 1)).toEqual(paging);
      expect(await pagings.load('pag-one1', 0)).toBeUndefined();
    });
  });
}
