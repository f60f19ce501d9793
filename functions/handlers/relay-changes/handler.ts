import * as z from 'zod/mini';
import { aggregateOfKey } from '../../adapters/dynamodb/index.ts';
import type { App } from '../../application/app.ts';
import { relayChanges } from '../../application/relay.ts';
import type { Log } from '../../middleware/log.ts';
import { createTask } from '../../middleware/task.ts';

const text = z.object({ S: z.string() });
const streamEventSchema = z.object({
  Records: z.array(
    z.object({ dynamodb: z.object({ Keys: z.object({ pk: text, sk: text }), SequenceNumber: z.string() }) }),
  ),
});

/**
 * Relays what lies in the outboxes that the stream hints at. A record that failed comes again; records of
 * other items are not held up by it.
 */
export const createHandler = (app: App, log: Log) =>
  createTask({
    name: 'relay-changes',
    event: streamEventSchema,
    log,
    ids: ({ Records }) => ({ records: Records.length }),
    async run({ Records }) {
      const hints = Records.flatMap(({ dynamodb: { Keys, SequenceNumber } }) => {
        const ref = aggregateOfKey({ pk: Keys.pk.S, sk: Keys.sk.S });
        return ref ? [{ ref, SequenceNumber }] : [];
      });
      const refs = new Map(hints.map(({ ref }) => [ref.id, ref]));
      const failed = (await relayChanges(app, [...refs.values()])).map(({ id }) => id);
      const again = hints.filter(({ ref }) => failed.includes(ref.id));
      return { batchItemFailures: again.map(({ SequenceNumber }) => ({ itemIdentifier: SequenceNumber })) };
    },
  });
