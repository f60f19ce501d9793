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
