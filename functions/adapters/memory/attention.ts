import type { AttentionIndex, Attentive } from '../../application/ports.ts';
import { refOf, shardOf } from '../../application/record.ts';
import { copy } from './copy.ts';
import type { MemoryWorld } from './world.ts';

const PAGE = 25;

/** The sparse index over `attentionAt`, derived from the items each time. */
export function createMemoryAttention(world: MemoryWorld): AttentionIndex {
  function all(): { shard: string; hit: Attentive }[] {
    const hits: { shard: string; hit: Attentive }[] = [];
    for (const item of Object.values(world.aggregates)) {
      if (item.attentionAt === undefined) continue;
      hits.push({
        shard: shardOf(item.id),
        hit: { kind: 'aggregate', ref: refOf(item), at: item.attentionAt },
      });
    }
    for (const { message, attentionAt } of Object.values(world.messages)) {
      const { messageId } = message;
      if (attentionAt === undefined) continue;
      hits.push({ shard: shardOf(messageId), hit: { kind: 'message', messageId, at: attentionAt } });
    }
    for (const { note, orphanAt } of Object.values(world.notes)) {
      if (orphanAt === undefined) continue;
      const { owner, noteId } = note;
      hits.push({ shard: shardOf(noteId), hit: { kind: 'note', owner, noteId, at: orphanAt } });
    }
    return hits;
  }

  return {
    async page(shard, before, cursor = '') {
      const due = all()
        .filter((one) => one.shard === shard && one.hit.at < before && place(one.hit) > cursor)
        .map(({ hit }) => hit)
        .toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
      const found = copy(due.slice(0, PAGE));
      const last = found.at(-1);
      return due.length > PAGE && last ? { found, cursor: place(last) } : { found };
    },
  };
}

/** Where a hit stands in the index; a cursor is the place of the last one seen, so that moving one skips none. */
function place(hit: Attentive): string {
  const id = hit.kind === 'aggregate' ? hit.ref.id : hit.kind === 'message' ? hit.messageId : hit.noteId;
  return `${hit.at}|${id}`;
}
