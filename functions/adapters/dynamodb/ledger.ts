import { createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import { type Binding, KEY_HOURS, keptAnswerSchema, type Ledger } from '../../application/api/ledger.ts';
import { ConflictError } from '../../application/errors.ts';
import { ErasedError } from './erased-error.ts';
import type { KeyRing } from './key-ring.ts';
import { ledgerKey } from './keys.ts';
import { type Attributes, createExpression, type Table } from './table.ts';

/** What a caller's idempotency key stands for. */
export const bindingSchema = z.object({
  /** Of path and body. */
  hash: z.string(),
  boundAt: z.string(),
  /** As a JSON text: what comes out is to the letter what went in. Ids and codes only. */
  answer: z.optional(z.string()),
});
const TRIES = 3;
/** The owner of the secret under which callers' keys are hashed, as a person is of theirs. */
const CALLERS_OWNER = 'sys-callers';

/** Keys in DynamoDB; the table's TTL removes them some time after they have lapsed. */
export function createDynamoLedger(table: Table, ring: KeyRing): Ledger {
  return {
    async unguessable(key) {
      await ring.current(CALLERS_OWNER);
      // The oldest secret: while a newer one is made, a retry is still known.
      const secret = (await ring.all(CALLERS_OWNER)).at(-1);
      if (!secret) throw new ErasedError(`${CALLERS_OWNER} has no data key`);
      return createHmac('sha256', secret.key).update(key).digest('base64url');
    },
    async bind(key, { hash, at }, since) {
      // The item may lapse and be removed between the write that it refused and the read of it.
      for (let tries = 0; tries < TRIES; tries += 1) {
        const { path, value, done } = createExpression();
        const condition = `attribute_not_exists(pk) OR ${path('boundAt')} < ${value(since)}`;
        const expiresAt = Math.floor(Date.parse(at) / 1000) + (KEY_HOURS + 1) * 3600;
        const item = { ...ledgerKey(key), hash, boundAt: at, expiresAt };
        if (await table.put(item, { condition, ...done() })) return { hash, at };
        const there = await table.get(ledgerKey(key));
        if (there) return toBinding(there);
      }
      throw new ConflictError(`a key came and went ${TRIES} times`);
    },
    async keep(key, hash, answer) {
      const { path, value, done } = createExpression();
      const set = [`${path('answer')} = ${value(JSON.stringify(answer))}`];
      const when = [`${path('hash')} = ${value(hash)}`];
      await table.update(ledgerKey(key), { set, remove: [], when, ...done() });
    },
  };
}

function toBinding(item: Attributes): Binding {
  const { hash, boundAt, answer } = bindingSchema.parse(item);
  return {
    hash,
    at: boundAt,
    ...(answer === undefined ? {} : { answer: keptAnswerSchema.parse(JSON.parse(answer)) }),
  };
}
