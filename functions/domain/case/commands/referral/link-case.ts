import * as z from 'zod/mini';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { phases } from '../../phases.ts';
import { askResponsible } from '../people/responsible.ts';

/**
 * Link another case. A repeat is shown to whoever is responsible here (S0-12); nothing of either case goes to
 * the other (S0-13).
 */
export const linkCase = defineCaseCommand({
  name: 'linkCase',
  title: 'Link another case',
  duty: ['S0-12', 'S0-13', 'S4-05'],
  phases,
  by: 'any',
  input: z.strictObject({
    caseId: idSchema,
    kind: z.enum(['repeat_of', 'repeated_by', 'same_person_using_violence', 'same_victim', 'sibling']),
  }),
  decide(draft, { caseId, kind }, context) {
    if (caseId === draft.caseId)
      return refuse('links-itself', 'a case is not linked to itself', { field: 'caseId' });
    if (draft.links.some((link) => link.caseId === caseId && link.kind === kind)) return undefined;
    draft.links.push({ caseId, kind, at: context.now });
    context.event('case.linked', { case: caseId, kind });
    context.did(`linked.${kind}`);
    if (kind === 'repeated_by' && draft.phase !== 'closed')
      askResponsible(draft, context, { code: 'look_at_repeat', subject: caseId });
    return undefined;
  },
});
