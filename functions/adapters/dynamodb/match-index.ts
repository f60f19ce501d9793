import { createHmac } from 'node:crypto';
import * as z from 'zod/mini';
import { ConflictError } from '../../application/errors.ts';
import type { MatchIndex } from '../../application/matching/match-index.ts';
import type { KeyRing } from './key-ring.ts';
import { matchedKey, matchKey, matchPartition } from './keys.ts';
import { createExpression, type Table } from './table.ts';

/** The owner of the secret under which match keys are hashed, as a person is of theirs. */
export const MATCHING_OWNER = 'sys-matching';

/** Rows by which a person is not found any more stay this long, so that a slow writer cannot revive them. */
const TOMBSTONE_DAYS = 90;
const TRIES = 5;
/** People looked at under one key: more than this share a common name, and other keys tell them apart. */
const PER_KEY = 50;

/** All hashes that a person is or was found by. */
export const matchPointerSchema = z.object({
  /** Of the person. */
  version: z.number(),
  /** One more with every write of the pointer. */
  revision: z.number(),
  hashes: z.array(z.string()),
});
/** A person who is found by a keyed hash. */
export const matchRowSchema = z.object({
  personId: z.string(),
  /** False: not any more. */
  listed: z.boolean(),
});

/**
 * The index of people by keyed hashes: a row for each hash and person, and a pointer that knows all hashes a
 * person ever had. Every write holds only over an older one, so that writers in any order and a crash between
 * any two writes end the same.
 * @param now ms since 1970, for the tombstones' end
 */
export function createDynamoMatches(table: Table, ring: KeyRing, now: () => number): MatchIndex {
  const hash = (secret: Uint8Array, key: string) =>
    createHmac('sha256', secret).update(key).digest('base64url');

  /** All hashes that the person has or had, or undefined if a newer version was here. */
  async function point(personId: string, version: number, hashes: string[]): Promise<string[] | undefined> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const item = await table.get(matchedKey(personId));
      const before = item && matchPointerSchema.parse(item);
      if (before && before.version > version) return undefined;
      const all = [...new Set([...(before?.hashes ?? []), ...hashes])];
      const { path, value, done } = createExpression();
      const condition = before
        ? `${path('revision')} = ${value(before.revision)}`
        : 'attribute_not_exists(pk)';
      const next = {
        ...matchedKey(personId),
        version,
        revision: (before?.revision ?? 0) + 1,
        hashes: all,
      };
      if (await table.put(next, { condition, ...done() })) return all;
    }
    throw new ConflictError(`matches of ${personId}: somebody else wrote first, ${TRIES} times`);
  }

  async function putRow(personId: string, version: number, of: string, listed: boolean): Promise<void> {
    const { path, value, done } = createExpression();
    const condition = `attribute_not_exists(pk) OR ${path('version')} <= ${value(version)}`;
    const expiresAt = Math.floor(now() / 1000) + TOMBSTONE_DAYS * 86_400;
    const row = { personId, version, listed, ...(listed ? {} : { expiresAt }) };
    await table.put({ ...matchKey(of, personId), ...row }, { condition, ...done() });
  }

  async function rows(of: string): Promise<{ personIds: string[]; more: boolean }> {
    const { path, value, done } = createExpression();
    const condition = `${path('pk')} = ${value(matchPartition(of))}`;
    const page = await table.query({ condition, limit: PER_KEY, ...done() });
    const found = page.items.map((item) => matchRowSchema.parse(item)).filter(({ listed }) => listed);
    return { personIds: found.map(({ personId }) => personId), more: page.next !== undefined };
  }

  return {
    async put(personId, version, keys) {
      // Under each secret that is live, so that whoever does not know the newest yet finds the person too.
      await ring.current(MATCHING_OWNER);
      const secrets = await ring.all(MATCHING_OWNER);
      const hashes = secrets.flatMap(({ key }) => keys.map((one) => hash(key, one)));
      const all = await point(personId, version, hashes);
      for (const one of all ?? []) await putRow(personId, version, one, hashes.includes(one));
    },

    async find(keys) {
      // While the secret is being replaced, some people are still under the one before.
      const secrets = await ring.all(MATCHING_OWNER);
      const hashes = secrets.flatMap(({ key }) => keys.map((one) => hash(key, one)));
      const pages = await Promise.all(hashes.map(rows));
      const shared = new Map<string, number>();
      for (const personId of pages.flatMap((page) => page.personIds))
        shared.set(personId, (shared.get(personId) ?? 0) + 1);
      const personIds = [...shared].toSorted((a, b) => b[1] - a[1]).map(([personId]) => personId);
      return { personIds, more: pages.some(({ more }) => more) };
    },
  };
}
