import * as z from 'zod/mini';
import type { FormerMessages } from '../../application/operations/restore.ts';
import type { MessageStore } from '../../application/ports.ts';
import { messageIdOfKey, messagePrefix } from './keys.ts';
import type { ScanKeys } from './owner-keys.ts';

/** The messages of a table by scanning its keys: it reads everything, so it is for a restore only. */
export const createDynamoFormerMessages = (
  messages: Pick<MessageStore, 'load'>,
  scan: ScanKeys,
): FormerMessages => ({
  async page(cursor) {
    const start =
      cursor === undefined ? undefined : z.record(z.string(), z.string()).parse(JSON.parse(cursor));
    const { keys, next } = await scan(messagePrefix, start);
    const found = await Promise.all(keys.map((key) => messages.load(messageIdOfKey(key))));
    return {
      messages: found.flatMap((one) => one ?? []),
      ...(next ? { cursor: JSON.stringify(next) } : {}),
    };
  },
});
