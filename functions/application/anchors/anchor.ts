import * as z from 'zod/mini';
import { type AggregateType, aggregateTypes } from '../../domain/shared/aggregate.ts';
import { hashText } from '../../domain/shared/ids.ts';
import { canonicalJson } from '../canonical.ts';
import type { AggregateRef } from '../record.ts';

/** One chain of hashes: the audit of an aggregate, or the log of who has seen what of a case. */
export type Chain = { log: 'audit'; ref: AggregateRef } | { log: 'access'; ownerId: string };

/** The name of a chain, as `audit/case/case-…` or `access/case-…`: ids only. */
export const chainName = (chain: Chain): string =>
  chain.log === 'audit' ? `audit/${chain.ref.type}/${chain.ref.id}` : `access/${chain.ownerId}`;

/** The chain of a name; undefined for a name that this version does not know. */
export function chainOf(name: string): Chain | undefined {
  const [log, first = '', id] = name.split('/');
  if (log === 'access') return { log, ownerId: first };
  const type = aggregateTypes.find((one): one is AggregateType => one === first);
  return log === 'audit' && type && id !== undefined ? { log, ref: { type, id } } : undefined;
}

const hourSchema = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d$/));
const rootSchema = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** The end of a chain when it was anchored. It stands for all entries before it, since each covers the one before. */
const leafSchema = z.strictObject({ chain: z.string(), seq: z.number(), hash: rootSchema });
export type Leaf = z.infer<typeof leafSchema>;

/** The ends of all chains that moved within some hours, and a root over them and over the anchor before. */
export const anchorSchema = z.strictObject({
  format: z.literal('anchor/1'),
  /** First and last hour, in UTC, as `2026-03-02T01`. */
  from: hourSchema,
  to: hourSchema,
  /** Root of the anchor before; absent in the first. */
  previous: z.optional(rootSchema),
  root: rootSchema,
  leaves: z.array(leafSchema),
});
export type Anchor = z.infer<typeof anchorSchema>;

/** The hour of an instant, as anchors name it. */
export const hourOf = (at: string): string => at.slice(0, 13);

/**
 * Merkle root of texts in order. Leaves and nodes are hashed under different prefixes, so that no node can be
 * passed off as a leaf (RFC 6962, section 2.1); an odd one at the end goes up as it is.
 */
export function merkleRoot(texts: readonly string[]): string {
  let level = texts.map((text) => hashText(`leaf:${text}`));
  while (level.length > 1) {
    const pairs = level.flatMap((left, index) =>
      index % 2 === 0 ? [[left, level[index + 1]] as const] : [],
    );
    level = pairs.map(([left, right]) => (right === undefined ? left : hashText(`node:${left}${right}`)));
  }
  return level[0] ?? hashText('leaf:');
}

/** The root that an anchor must have: over its hours, the root before, and its leaves by name. */
export const rootOf = ({ from, to, previous, leaves }: Omit<Anchor, 'root' | 'format'>): string =>
  merkleRoot([canonicalJson({ from, to, previous }), ...leaves.map((leaf) => canonicalJson(leaf))]);

/** An anchor of these leaves. */
export function anchorOf(of: { from: string; to: string; previous?: string; leaves: Leaf[] }): Anchor {
  const leaves = of.leaves.toSorted((a, b) => (a.chain < b.chain ? -1 : 1));
  const sorted = { ...of, leaves };
  return { format: 'anchor/1', ...sorted, root: rootOf(sorted) };
}
