import { type DisposalFacts, type DisposalOrder, mayDestroyKey } from '../../domain/keys/may-destroy.ts';
import { isRefusal, type Refusal } from '../../domain/shared/refusal.ts';
import type { App } from '../app.ts';
import { loadCase, loadPerson } from '../load-states.ts';
import type { OwnerKeys } from './owner-keys.ts';

/** What the records say of a person or a case that is to be erased. A case that cannot be read has not ended. */
export async function disposalFacts(
  app: Pick<App, 'aggregates'>,
  ownerId: string,
  authorities: DisposalFacts['authorities'],
): Promise<DisposalFacts> {
  const person = await loadPerson(app, ownerId);
  const caseIds = person ? [...new Set(person.cases.map(({ caseId }) => caseId))] : [ownerId];
  const cases = await Promise.all(caseIds.map((caseId) => loadCase(app, caseId)));
  const ends = cases.map((state) => (state?.phase === 'closed' ? state.end?.at : undefined));
  // Somebody who was never in a case has nothing that ended: nobody can say from when to count.
  const ended = ends.length > 0 && ends.every((at) => at !== undefined);
  const endedAt = ended
    ? ends
        .flatMap((at) => at ?? [])
        .toSorted()
        .at(-1)
    : undefined;
  const legalHold = cases.some((state) =>
    state?.holds.some(({ kind, to }) => kind === 'legal' && to === undefined),
  );
  return { authorities, legalHold, ...(endedAt === undefined ? {} : { endedAt }) };
}

/** Destroy the data keys of a person or a case by the disposal procedure, or refuse and destroy nothing. */
export async function destroyOwnerKey(
  app: Pick<App, 'aggregates' | 'matches' | 'clock'>,
  keys: OwnerKeys,
  order: DisposalOrder,
  authorities: DisposalFacts['authorities'],
): Promise<{ kind: 'destroyed'; at: string } | { kind: 'no_key' } | Refusal> {
  const at = app.clock.now();
  const facts = await disposalFacts(app, order.ownerId, authorities);
  const permit = mayDestroyKey(order, facts, at);
  if (isRefusal(permit)) return permit;
  // Nobody is found any more who cannot be read any more.
  const person = await app.aggregates.load({ type: 'person', id: order.ownerId });
  if (person) await app.matches.put(order.ownerId, person.version, []);
  return (await keys.destroy(order.ownerId, at)) ? { kind: 'destroyed', at } : { kind: 'no_key' };
}
