import * as z from 'zod/mini';
import { actingWorker } from '../../../shared/actor.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { sameWorker } from '../../queries.ts';
import { releaseHeldCopies } from '../plan/copies.ts';
import { endorse } from './endorse.ts';

/**
 * Endorse confidentiality outside a meeting: triage staff, the caller, leads and those who run the case do it
 * at the call, so that they may see whom it is about (design, guard d). Others endorse for a meeting. Copies of a
 * plan that waited for it are sent (S0-31).
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
    const contacts = Object.values(draft.contacts).filter((contact) => contact !== undefined);
    const entitled = [...contacts, ...draft.lead.periods, draft.referral.from];
    if (!entitled.some((other) => sameWorker(other, worker)))
      return refuse(
        'endorse-at-a-meeting',
        'this worker endorses for a meeting of the case, not for the call',
        {
          duty: 'S0-21',
        },
      );
    endorse(draft, worker, mode, context);
    releaseHeldCopies(draft, context, worker);
    return undefined;
  },
});
