import type { App } from '../../../functions/application/app.ts';
import { type AggregateRef, attentionShards } from '../../../functions/application/record.ts';
import { relayAggregate } from '../../../functions/application/relay.ts';

/** Everything that has something to relay, wherever it is stored. */
async function pending(app: App): Promise<AggregateRef[]> {
  const found: AggregateRef[] = [];
  for (const shard of attentionShards) {
    let cursor: string | undefined;
    do {
      const page = await app.attention.page(shard, '9999', cursor);
      for (const hit of page.found)
        if (hit.kind === 'aggregate' && (await app.aggregates.load(hit.ref))?.pending) found.push(hit.ref);
      ({ cursor } = page);
    } while (cursor !== undefined);
  }
  return found;
}

/** Relay until there is nothing left to relay, as the stream and the sweeper do in the end. */
export async function settle(app: App): Promise<void> {
  for (let round = 0; round < 30; round += 1) {
    const refs = await pending(app);
    if (refs.length === 0) return;
    for (const ref of refs) await relayAggregate(app, ref);
  }
  throw new Error('relay does not come to an end');
}
