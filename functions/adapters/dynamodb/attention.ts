import * as z from 'zod/mini';
import type { AttentionIndex } from '../../application/ports.ts';
import { ATTENTION_INDEX, attentiveOfKey } from './keys.ts';
import { createExpression, type Table } from './table.ts';

const PAGE = 25;
const hitSchema = z.object({ pk: z.string(), sk: z.string(), attentionAt: z.string() });
const cursorSchema = z.record(z.string(), z.string());

/** The sparse index over `attentionAt`. */
export function createDynamoAttention(table: Table): AttentionIndex {
  return {
    async page(shard, before, cursor) {
      const { path, value, done } = createExpression();
      const condition = `${path('attentionShard')} = ${value(shard)} AND ${path('attentionAt')} < ${value(before)}`;
      const start = cursor === undefined ? undefined : cursorSchema.parse(JSON.parse(cursor));
      const { items, next } = await table.query({
        condition,
        index: ATTENTION_INDEX,
        limit: PAGE,
        ...(start ? { start } : {}),
        ...done(),
      });
      const found = items.flatMap((item) => {
        const { pk, sk, attentionAt } = hitSchema.parse(item);
        return attentiveOfKey({ pk, sk }, attentionAt) ?? [];
      });
      return next ? { found, cursor: JSON.stringify(next) } : { found };
    },
  };
}
