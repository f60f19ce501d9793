import * as z from 'zod/mini';
import { type AccessLog, accessEntrySchema } from '../../application/access/access-log.ts';
import type { ReadingCounter } from '../../application/access/reading-counter.ts';
import { chainName } from '../../application/anchors/anchor.ts';
import { newestSchema } from '../../application/migrations.ts';
import type { NoteMove } from './chains.ts';
import { accessKey, lastAccessSk, readingKey } from './keys.ts';
import { createExpression, type Table } from './table.ts';

const UNLESS_THERE = { condition: 'attribute_not_exists(pk)', names: {}, values: {} };
const PAGE = 100;

/** The access log: one item an entry, put once and never changed. */
export function createDynamoAccessLog(table: Table, noteMove: NoteMove): AccessLog {
  async function between(caseId: string, from: number, to: string, backwards: boolean) {
    const { path, value, done } = createExpression();
    const { pk, sk } = accessKey(caseId, from);
    const condition = `${path('pk')} = ${value(pk)} AND ${path('sk')} BETWEEN ${value(sk)} AND ${value(to)}`;
    const { items } = await table.query({ condition, limit: PAGE, backwards, ...done() });
    return items.map((item) => accessEntrySchema.parse(item));
  }
  return {
    async put(caseId, entry) {
      await noteMove(chainName({ log: 'access', ownerId: caseId }));
      return table.put({ ...accessKey(caseId, entry.seq), ...entry }, UNLESS_THERE);
    },
    page: (caseId, after) => between(caseId, after + 1, lastAccessSk, false),
    latest(caseId, before) {
      if (before !== undefined && before <= 1) return Promise.resolve([]);
      const to = before === undefined ? lastAccessSk : accessKey(caseId, before - 1).sk;
      return between(caseId, 1, to, true);
    },
  };
}

const DAY_SECONDS = 86_400;
/** Cases that a worker read within an hour. */
export const readingSchema = z.object({
  /** Ids; once the alarm is raised nobody adds to them. */
  cases: z.set(z.string()),
});

/**
 * Cases read within an hour, as a set, so that reading one again counts nothing. Once the alarm is raised nobody
 * adds to it, which also bounds the item.
 * @param now milliseconds since 1970, for the row's end
 */
export function createDynamoReadings(table: Table, now: () => number): ReadingCounter {
  return {
    async count(worker, hour, caseId) {
      const { path, value, done } = createExpression();
      const after = await table.update(readingKey(worker, hour), {
        set: [
          `${path('schema')} = ${value(newestSchema('reading'))}`,
          `${path('expiresAt')} = ${value(Math.floor(now() / 1000) + DAY_SECONDS)}`,
        ],
        add: [`${path('cases')} ${value(new Set([caseId]))}`],
        remove: [],
        when: [`attribute_not_exists(${path('alarmedAt')})`],
        ...done(),
      });
      return after && readingSchema.parse(after).cases.size;
    },
    async claimAlarm(worker, hour) {
      const { path, value, done } = createExpression();
      const claimed = await table.update(readingKey(worker, hour), {
        set: [`${path('alarmedAt')} = ${value(now())}`],
        remove: [],
        when: [`attribute_not_exists(${path('alarmedAt')})`],
        ...done(),
      });
      return claimed !== undefined;
    },
  };
}
