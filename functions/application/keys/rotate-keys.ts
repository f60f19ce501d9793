import { matchKeys } from '../../domain/matching/keys.ts';
import type { App } from '../app.ts';
import { loadPerson } from '../load-states.ts';
import { type Failure, failureOf } from '../operations/failure.ts';
import type { OwnerKeys } from './owner-keys.ts';

/**
 * `resealed`: everything is under the newer key, and the older is kept for processes that may still use it; do
 * it again ten minutes later. `replaced`: the older key is gone. `no_key`: the owner never had one.
 */
export type Rotation = 'resealed' | 'replaced' | 'no_key';

/**
 * Replace the data key of an owner, in two goes: the first makes a newer key and seals everything anew, the
 * second, when no process can know the older key alone, looks again and forgets it. A crash anywhere leaves
 * everything readable, and doing it again goes on from there.
 */
export async function rotateOwnerKey(keys: OwnerKeys, ownerId: string): Promise<Rotation> {
  const replacement = await keys.begin(ownerId);
  if (!replacement) return 'no_key';
  await keys.reseal(ownerId);
  return replacement.settled && (await keys.finish(ownerId, replacement)) ? 'replaced' : 'resealed';
}

/** How a page of owners went, and where the next begins. */
export interface PageReport<Outcome extends string> {
  outcomes: Partial<Record<Outcome, number>>;
  /** Owners whose turn broke off: to be done again. */
  failed: Failure[];
  cursor?: string | undefined;
}

/** Do something for each owner of a page; one that fails stops none of the others and is named. */
async function eachOwner<Outcome extends string>(
  keys: OwnerKeys,
  cursor: string | undefined,
  act: (ownerId: string) => Promise<Outcome>,
): Promise<PageReport<Outcome>> {
  const page = await keys.page(cursor);
  const outcomes: Partial<Record<Outcome, number>> = {};
  const failed: Failure[] = [];
  for (const ownerId of page.ownerIds) {
    try {
      const outcome = await act(ownerId);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    } catch (error) {
      failed.push(failureOf(ownerId, error));
    }
  }
  return { outcomes, failed, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) };
}

/**
 * Secrets by which something is found again: people in searches, requests that are sent once more. A new one finds
 * nothing that an older one has put there, so each is replaced by its name alone (docs/runbook.md, Key rotation).
 */
const isSecret = (ownerId: string): boolean => ownerId.startsWith('sys-');

/** Replace the data keys of a page of owners, and leave secrets alone. */
export const rotatePage = (
  keys: OwnerKeys,
  cursor?: string,
): Promise<PageReport<Rotation | 'secret_left_alone'>> =>
  eachOwner(keys, cursor, async (ownerId) =>
    isSecret(ownerId) ? 'secret_left_alone' : rotateOwnerKey(keys, ownerId),
  );

/** Wrap the data keys of a page of owners anew, after the wrapping key was rotated or replaced. */
export const rewrapPage = (keys: OwnerKeys, cursor?: string): Promise<PageReport<'rewrapped' | 'changed'>> =>
  eachOwner(keys, cursor, async (ownerId) => ((await keys.rewrap(ownerId)) ? 'rewrapped' : 'changed'));

/** Index the people of a page of owners anew, under every secret that is live: between the two goes of its rotation. */
export const reindexPage = (
  app: Pick<App, 'aggregates' | 'matches'>,
  keys: OwnerKeys,
  cursor?: string,
): Promise<PageReport<'indexed' | 'no_person'>> =>
  eachOwner(keys, cursor, async (ownerId) => {
    const record = await app.aggregates.load({ type: 'person', id: ownerId });
    const person = record && (await loadPerson(app, ownerId));
    if (!person) return 'no_person';
    await app.matches.put(ownerId, record.version, matchKeys(person.identity));
    return 'indexed';
  });
