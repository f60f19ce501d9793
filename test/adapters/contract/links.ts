import { describe, expect, it } from 'vitest';
import type { Ports } from '../../../functions/application/ports.ts';
import { type Link, linkIdFor } from '../../../functions/domain/answers/link.ts';
import { T0, T1 } from './fixtures.ts';

const aLink = (): Link => ({
  schema: 1,
  version: 1,
  purpose: 'action',
  messageId: 'msg-0001',
  kid: '202603',
  to: { agencyId: 'agy-one1', representativeId: 'rep-one1' },
  opens: { caseId: 'case-one1', actionId: 'act-one1' },
  madeAt: T0,
  expiresAt: T1,
  used: {},
  renewed: 0,
});

/** What every store of links and every keeper of their keys keeps to. */
export function linkContract(stores: () => Pick<Ports, 'links' | 'linkKeys'>): void {
  describe('links', () => {
    it('are created once and saved only over the version before', async () => {
      const { links } = stores();
      const id = linkIdFor('msg-0001', 'action');
      expect(await links.load(id)).toBeUndefined();
      expect(await links.create(id, aLink())).toBe(true);
      expect(await links.create(id, { ...aLink(), renewed: 7 })).toBe(false);
      expect(await links.load(id)).toEqual(aLink());
      const code = { n: 1, at: T0, tries: 2 };
      const used = { reply: { form: 'reply', bodyHash: 'ab', at: T0, done: true } };
      const next: Link = { ...aLink(), version: 2, code, used };
      expect(await links.save(id, { ...next, version: 3 })).toBe(false);
      expect(await links.save(id, next)).toBe(true);
      expect(await links.save(id, next)).toBe(false);
      expect(await links.load(id)).toEqual(next);
    });

    it('are signed with a key of each month, which is made once and found again', async () => {
      const { linkKeys } = stores();
      expect(await linkKeys.find('202601')).toBeUndefined();
      const [one, other] = await Promise.all([linkKeys.signing('202601'), linkKeys.signing('202601')]);
      expect(one).toHaveLength(32);
      expect(other).toEqual(one);
      expect(await linkKeys.find('202601')).toEqual(one);
      expect(await linkKeys.signing('202602')).not.toEqual(one);
    });
  });
}
