import * as z from 'zod/mini';
import type { LinkKeys, LinkStore } from '../../application/answers/link-store.ts';
import type { PersonKeys } from '../../application/ports.ts';
import { type Link, linkSchema } from '../../domain/answers/link.ts';
import { hashText } from '../../domain/shared/ids.ts';
import { dataKeyKey, linkKey, signingOwner } from './keys.ts';
import { createExpression, type Table } from './table.ts';

const UNLESS_THERE = { condition: 'attribute_not_exists(pk)', names: {}, values: {} };

export function createDynamoLinks(table: Table): LinkStore {
  const keyOf = (linkId: string) => linkKey(hashText(linkId));
  const toItem = (linkId: string, link: Link) => ({ ...keyOf(linkId), ...link });
  return {
    async load(linkId) {
      const item = await table.get(keyOf(linkId));
      return item && linkSchema.parse(item);
    },
    create: (linkId, link) => table.put(toItem(linkId, link), UNLESS_THERE),
    save(linkId, link) {
      const { path, value, done } = createExpression();
      const condition = `${path('version')} = ${value(link.version - 1)}`;
      return table.put(toItem(linkId, link), { condition, ...done() });
    },
  };
}

/** A key that signs the links of a month. */
export const signingKeySchema = z.object({
  /** Wrapped by the key service under the key for links. */
  wrapped: z.instanceof(Uint8Array),
});

/** Signing keys, wrapped as data keys are, kept in the process once unwrapped. */
export function createDynamoLinkKeys(table: Table, keys: PersonKeys): LinkKeys {
  const kept = new Map<string, Uint8Array>();

  async function find(kid: string): Promise<Uint8Array | undefined> {
    const known = kept.get(kid);
    if (known) return known;
    const item = await table.get(dataKeyKey(signingOwner(kid)));
    if (!item) return undefined;
    const plain = await keys.unwrap(signingOwner(kid), signingKeySchema.parse(item).wrapped);
    kept.set(kid, plain);
    return plain;
  }

  return {
    find,
    async signing(kid) {
      const known = await find(kid);
      if (known) return known;
      const { wrapped } = await keys.create(signingOwner(kid));
      // Whoever was first made the key; all sign with that one.
      await table.put({ ...dataKeyKey(signingOwner(kid)), wrapped }, UNLESS_THERE);
      const made = await find(kid);
      if (!made) throw new NoSigningKeyError(`there is no signing key ${kid}`);
      return made;
    },
  };
}

/** A signing key that was destroyed between being made and being read. */
class NoSigningKeyError extends Error {
  override readonly name = 'NoSigningKeyError';
}
