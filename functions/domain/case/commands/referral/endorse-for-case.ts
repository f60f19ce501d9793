import * as z from 'zod/mini';
import { partGround } from '../../../message/grounds.ts';
import { actingWorker } from '../../../shared/actor.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { releaseHeldCopies } from '../plan/copies.ts';
import { endorse } from './endorse.ts';

/**
 * Endorse confidentiality for the case, apart from a meeting: triage staff, the caller and those who run the case
 * do it at the call, and so does everybody else of an agency with a part in the case, such as the owner of an
 * action before any meeting, a delegate, or who is offered the lead (guard d). It is a promise and opens nothing by
 * itself. Copies of a plan that waited for it are sent (S0-31).
 */
export const endorseForCase = defineCaseCommand({
  name: 'endorseForCase',
  title: 'Endorse confidentiality for this case',
  duty: ['S0-21', 'S1-24'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ mode: z.enum(['written', 'verbal', 'electronic']) }),
  decide(draft, { mode }, context) {
    const worker = actingWorker(context.by);
    const { agencyId } = worker;
    if (partGround(draft, { agencyId, post: 'mailbox' }, context.now) === undefined)
      return refuse('endorse-at-a-meeting', 'the agency of this worker has no part in this case now', {
        duty: 'S0-21',
      });
    endorse(draft, worker, mode, context);
    releaseHeldCopies(draft, context, worker);
    return undefined;
  },
});
