import * as z from 'zod/mini';
import { type AgencyState, localitySchema } from '../agency/state.ts';
import { idSchema } from '../shared/ids.ts';

/** An agency in the directory's list. */
export const agencyRowSchema = z.object({
  agencyId: idSchema,
  name: z.string(),
  kind: z.string(),
  government: z.boolean(),
  specialistService: z.boolean(),
  scope: z.enum(['in_scope', 'limited', 'out_of_scope', 'opted_in']),
  localities: z.array(localitySchema),
});
export type AgencyRow = z.infer<typeof agencyRowSchema>;

export const DIRECTORY = 'directory';

export function agencyRows(state: AgencyState): Record<string, AgencyRow> {
  const { agencyId, name, kind, government, specialistService, scope, localities } = state;
  return { [DIRECTORY]: { agencyId, name, kind, government, specialistService, scope, localities } };
}
