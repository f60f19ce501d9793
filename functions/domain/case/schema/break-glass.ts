import * as z from 'zod/mini';
import { workerSchema } from '../../shared/actor.ts';
import { codeSchema } from '../../shared/code.ts';
import { idSchema } from '../../shared/ids.ts';

/** Reading a case in an emergency without the relation or endorsement that it needs: why, until when. */
export const breakGlassSchema = z.object({
  grantId: idSchema,
  worker: workerSchema,
  reason: codeSchema,
  noteId: z.optional(idSchema),
  from: z.string(),
  until: z.string(),
  review: z.optional(
    z.object({
      by: workerSchema,
      at: z.string(),
      outcome: z.enum(['justified', 'not_justified', 'taken_further']),
      noteId: z.optional(idSchema),
    }),
  ),
});
export type BreakGlass = z.infer<typeof breakGlassSchema>;
