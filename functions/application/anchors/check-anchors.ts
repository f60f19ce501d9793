import { type Anchor, anchorSchema, type Leaf, rootOf } from './anchor.ts';

/** What is wrong with anchors. `broken_link`: one between it and the anchor before is missing, or was put in. */
export interface AnchorFault {
  /** Last hour of the anchor, or its place in the list when it cannot be read. */
  at: string;
  fault: 'unreadable' | 'altered' | 'broken_link';
}

/** Anchors that hold, by chain: what each chain's end was, oldest first. */
export interface CheckedAnchors {
  anchors: Anchor[];
  faults: AnchorFault[];
  /** Chain -> its ends, each with the last hour of its anchor. */
  ends: ReadonlyMap<string, readonly (Leaf & { hour: string })[]>;
}

/** Check anchors against their roots and each against the one before. The first may follow one that was not asked for. */
export function checkAnchors(found: readonly unknown[]): CheckedAnchors {
  const anchors: Anchor[] = [];
  const faults: AnchorFault[] = [];
  for (const [index, one] of found.entries()) {
    const { data } = anchorSchema.safeParse(one);
    if (!data) faults.push({ at: `#${index + 1}`, fault: 'unreadable' });
    else if (rootOf(data) !== data.root) faults.push({ at: data.to, fault: 'altered' });
    else anchors.push(data);
  }
  const roots = new Set(anchors.map(({ root }) => root));
  for (const [index, { previous, to }] of anchors.entries())
    if (index > 0 && (previous === undefined || !(roots.has(previous) || isFirst(anchors, previous))))
      faults.push({ at: to, fault: 'broken_link' });
  const ends = Map.groupBy(
    anchors.flatMap(({ leaves, to }) => leaves.map((leaf) => ({ ...leaf, hour: to }))),
    ({ chain }) => chain,
  );
  return { anchors, faults, ends };
}

/** Two runs at once may both follow the anchor before the list. */
const isFirst = ([first]: readonly Anchor[], previous: string): boolean => first?.previous === previous;
