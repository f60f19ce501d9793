import * as z from 'zod/mini';
import { idSchema } from './ids.ts';

/** Who does something: a worker of an agency, or the system when only time or another aggregate acts. */
export const actorSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('worker'), agencyId: idSchema, representativeId: idSchema }),
  z.object({ kind: z.literal('system'), because: z.string() }),
]);
export type Actor = z.infer<typeof actorSchema>;

export const system = (because: string): Actor => ({ kind: 'system', because });

/** A worker as named in a record: agency and representative, never a name. */
export const workerSchema = z.object({ agencyId: idSchema, representativeId: idSchema });
export type Worker = z.infer<typeof workerSchema>;

/** The worker who acts, or undefined when the system does. */
export const asWorker = (by: Actor): Worker | undefined =>
  by.kind === 'worker' ? { agencyId: by.agencyId, representativeId: by.representativeId } : undefined;

/** The worker who acts, where only a worker can get to: throws TypeError otherwise, a defect of ours. */
export function actingWorker(by: Actor): Worker {
  const worker = asWorker(by);
  if (!worker) throw new TypeError('a worker acts here, not the system');
  return worker;
}

/** One text per actor, for the `by` of histories: `agy-…/rep-…` or `system:<because>`. */
export const actorKey = (by: Actor): string =>
  by.kind === 'worker' ? `${by.agencyId}/${by.representativeId}` : `system:${by.because}`;
