import * as z from 'zod/mini';
import { hourOf } from '../../application/anchors/anchor.ts';
import type { ChainMoves } from '../../application/anchors/ports.ts';
import { anchorCursorKey, movedKey, movedPartition } from './keys.ts';
import { type Attributes, createExpression, type Table } from './table.ts';

/** Moves stay for as long as the table can be restored to, and a few days more. */
const KEEP_SECONDS = 40 * 86_400;
/** How far anchoring has come. */
export const anchorCursorSchema = z.object({
  /** The last hour that is anchored, such as `2026-03-02T01`. */
  hour: z.string(),
  /** Merkle root of the last anchor. */
  root: z.string(),
});

/** Notes that a chain is about to get an entry. */
export type NoteMove = (chain: string) => Promise<void>;

/**
 * The note of a move, one item a chain and hour: before the entry is written, so that no entry can be without.
 * A process notes a chain once an hour.
 * @param now milliseconds since 1970
 */
export function createNoteMove(table: Table, now: () => number): NoteMove {
  let noted = { hour: '', chains: new Set<string>() };
  return async (chain) => {
    const hour = hourOf(new Date(now()).toISOString());
    if (noted.hour !== hour) noted = { hour, chains: new Set() };
    const { chains } = noted;
    if (chains.has(chain)) return;
    await table.put({
      ...movedKey(hour, chain),
      expiresAt: Math.floor(now() / 1000) + KEEP_SECONDS,
    });
    chains.add(chain);
  };
}

/** Which chains moved, and how far they are anchored. */
export function createDynamoChains(table: Table): ChainMoves {
  return {
    async moved(hour) {
      const found: string[] = [];
      let start: Attributes | undefined;
      do {
        const { path, value, done } = createExpression();
        const condition = `${path('pk')} = ${value(movedPartition(hour))}`;
        const page = await table.query({ condition, ...(start ? { start } : {}), ...done() });
        found.push(...page.items.map(({ sk }) => String(sk)));
        start = page.next;
      } while (start);
      return found;
    },
    async cursor() {
      const item = await table.get(anchorCursorKey);
      return item && anchorCursorSchema.parse(item);
    },
    advance(from, to) {
      const { path, value, done } = createExpression();
      const condition =
        from === undefined ? `attribute_not_exists(${path('pk')})` : `${path('root')} = ${value(from.root)}`;
      return table.put({ ...anchorCursorKey, ...to }, { condition, ...done() });
    },
  };
}
