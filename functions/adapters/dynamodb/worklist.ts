import * as z from 'zod/mini';
import { ConflictError } from '../../application/errors.ts';
import type { WorklistRow, WorklistStore } from '../../application/ports.ts';
import { aggregateRefSchema } from '../../application/record.ts';
import { taskIntentSchema } from '../../domain/shared/intent.ts';
import { taskPointerKey, worklistKey, worklistPartition } from './keys.ts';
import { type Attributes, createExpression, type Table } from './table.ts';

/** A task in the list of an agency. */
export const taskRowSchema = z.object({
  taskId: taskIntentSchema.shape.taskId,
  code: z.string(),
  for: taskIntentSchema.shape.for,
  status: taskIntentSchema.shape.status,
  dueAt: z.optional(z.string()),
  /** The aggregate that asks. */
  source: aggregateRefSchema,
  /** Where in the source's life the row was made, as a text that sorts. */
  order: z.string(),
});
/** Where a task stands. */
export const taskPointerSchema = z.object({
  /** Where in the source's life it was last written, as a text that sorts. */
  order: z.string(),
  /** All that ever had it in their list. */
  agencies: z.array(z.string()),
});

/** Rows that are closed or handed on stay this long as tombstones, so that a slow writer cannot revive them. */
const TOMBSTONE_DAYS = 90;
const TRIES = 5;

/**
 * Worklists: a row in the list of each agency that has had the task, of which at most one is listed, and a
 * pointer that knows all of them. Every write holds only over an older one, so that writers in any order and
 * a crash between any two writes end the same.
 * @param now milliseconds since 1970, for the tombstones' end
 */
export function createDynamoWorklist(table: Table, now: () => number): WorklistStore {
  async function point(row: WorklistRow): Promise<string[] | undefined> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const item = await table.get(taskPointerKey(row.taskId));
      const pointer = item && taskPointerSchema.parse(item);
      if (pointer && pointer.order > row.order) return undefined;
      const agencies = [...new Set([...(pointer?.agencies ?? []), row.for.agencyId])];
      const { path, value, done } = createExpression();
      const condition = pointer ? `${path('order')} = ${value(pointer.order)}` : 'attribute_not_exists(pk)';
      const next = { ...taskPointerKey(row.taskId), order: row.order, agencies };
      if (await table.put(next, { condition, ...done() })) return agencies;
    }
    throw new ConflictError(`task ${row.taskId}: somebody else wrote first, ${TRIES} times`);
  }

  async function putRow(agencyId: string, row: WorklistRow): Promise<void> {
    const listed = agencyId === row.for.agencyId && row.status === 'open';
    const { path, value, done } = createExpression();
    const condition = `attribute_not_exists(pk) OR ${path('order')} <= ${value(row.order)}`;
    const expiresAt = Math.floor(now() / 1000) + TOMBSTONE_DAYS * 86_400;
    const item = {
      ...worklistKey(agencyId, row.taskId),
      ...row,
      listed,
      ...(listed ? {} : { expiresAt }),
    };
    await table.put(item, { condition, ...done() });
  }

  return {
    async put(row) {
      const agencies = await point(row);
      for (const agencyId of agencies ?? []) await putRow(agencyId, row);
    },
    async list(agencyId) {
      const rows: WorklistRow[] = [];
      let start: Attributes | undefined;
      do {
        const { path, value, done } = createExpression();
        const condition = `${path('pk')} = ${value(worklistPartition(agencyId))}`;
        const page = await table.query({ condition, ...(start ? { start } : {}), ...done() });
        rows.push(
          ...page.items.filter((item) => item['listed'] === true).map((item) => taskRowSchema.parse(item)),
        );
        start = page.next;
      } while (start);
      return rows;
    },
  };
}
