import * as z from 'zod/mini';
import { idSchema } from '../../../shared/ids.ts';
import { agreementOf, basisTask } from '../../agency-basis.ts';
import { defineCaseCommand } from '../../command.ts';
import { openPhases } from '../../phases.ts';
import { endTasks } from '../../tasks.ts';

/**
 * An agency of the case has signed an agreement that the case's profile knows: its basis is asked for no more, and
 * nobody has to touch the case for it (S0-44, S0-45). Any other agreement changes nothing, nor does one of an agency
 * whose basis nobody asks for.
 */
export const agencyBasisFound = defineCaseCommand({
  name: 'agencyBasisFound',
  title: 'Take note that an agency signed an agreement',
  duty: ['S0-44', 'S0-45'],
  phases: openPhases,
  by: 'system',
  input: z.object({ agencyId: idSchema }),
  decide(draft, { agencyId }, context) {
    const isAsked = draft.tasks.some(
      ({ code, subject, status }) => code === basisTask && subject === agencyId && status === 'open',
    );
    if (!isAsked || agreementOf(agencyId, context) === undefined) return undefined;
    endTasks(draft, context, { code: basisTask, subject: agencyId }, 'done');
    context.event('agency.basis_found', { agencyId });
    context.did('basis.found');
    return undefined;
  },
});
