import { describe, expect, it } from 'vitest';
import type { MatchIndex } from '../../../functions/application/matching/match-index.ts';
import { deriveId } from '../../../functions/domain/shared/ids.ts';

let made = 0;
const fresh = (prefix: string): string => {
  made += 1;
  return deriveId(prefix, 'matches', made);
};

/** What every index of people keeps to. */
export function matchContract(stores: () => { matches: MatchIndex }): void {
  describe('the index of people', () => {
    it('finds by any key, those who share most first', async () => {
      const { matches } = stores();
      const [name, phone, one, both] = [fresh('k'), fresh('k'), fresh('per'), fresh('per')];
      await matches.put(one, 1, [phone]);
      await matches.put(both, 1, [name, phone]);
      expect(await matches.find([name, phone])).toEqual({ personIds: [both, one], more: false });
      expect(await matches.find([name])).toEqual({ personIds: [both], more: false });
      expect(await matches.find([fresh('k')])).toEqual({ personIds: [], more: false });
      expect(await matches.find([])).toEqual({ personIds: [], more: false });
    });

    it('forgets the keys of before, and never goes back to an older version', async () => {
      const { matches } = stores();
      const [before, now, person] = [fresh('k'), fresh('k'), fresh('per')];
      await matches.put(person, 1, [before]);
      await matches.put(person, 2, [now]);
      await matches.put(person, 2, [now]);
      expect((await matches.find([before])).personIds).toEqual([]);
      await matches.put(person, 1, [before]);
      expect((await matches.find([before])).personIds).toEqual([]);
      expect((await matches.find([now])).personIds).toEqual([person]);
      await matches.put(person, 3, [before]);
      expect((await matches.find([before, now])).personIds).toEqual([person]);
    });

    it('ends the same whatever the order of the writers', async () => {
      const { matches } = stores();
      const person = fresh('per');
      const keys = [fresh('k'), fresh('k'), fresh('k')];
      await Promise.all([3, 1, 2].map((version) => matches.put(person, version, [keys[version - 1] ?? ''])));
      const found = await Promise.all(keys.map(async (key) => (await matches.find([key])).personIds));
      expect(found).toEqual([[], [], [person]]);
    });
  });
}
