import type { Instant } from '../../domain/calendar/instants.ts';
import type { App } from '../app.ts';
import type { Attentive } from '../ports.ts';
import { attentionShards } from '../record.ts';

/** Later than any clock: up to here the attention index holds everything that is not finished. */
export const FOR_EVER: Instant = '9999-12-31T00:00:00.000Z';

/** Everything whose `attentionAt` is before an instant, shard by shard: no execution is listed and no table scanned. */
export async function* attentiveBefore(
  { attention }: Pick<App, 'attention'>,
  before: Instant,
): AsyncGenerator<Attentive> {
  for (const shard of attentionShards) {
    let cursor: string | undefined;
    do {
      const page = await attention.page(shard, before, cursor);
      yield* page.found;
      ({ cursor } = page);
    } while (cursor !== undefined);
  }
}

/** Ids of all cases that are not finally closed, each once. */
export async function openCaseIds(app: Pick<App, 'attention'>): Promise<string[]> {
  const ids = new Set<string>();
  for await (const one of attentiveBefore(app, FOR_EVER))
    if (one.kind === 'aggregate' && one.ref.type === 'case') ids.add(one.ref.id);
  return [...ids].toSorted();
}
