import * as z from 'zod/mini';
import { actorKey } from '../../../shared/actor.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { move } from '../../move.ts';
import { openPhases } from '../../phases.ts';
import { isHeld } from '../../queries.ts';
import { requireFunction } from '../../roles.ts';
import { everybodyTold } from './agencies-to-tell.ts';
import { endEverything, leaveWork } from './leave-work.ts';

/**
 * A case that should not be one. Everybody who was told of it is told, neutrally, that it is over; the record
 * stays, with the reason.
 */
export const withdrawInError = defineCaseCommand({
  name: 'withdrawInError',
  title: 'Withdraw a case that was made in error',
  duty: ['judgement'],
  phases: openPhases,
  by: 'worker',
  input: z.strictObject({
    reason: z.enum(['duplicate', 'wrong_family', 'not_family_violence', 'entered_by_mistake']),
  }),
  decide(draft, { reason }, context) {
    const by = requireFunction(draft, context, ['triage', 'convenor', 'chair']);
    if ('kind' in by) return by;
    const held = (['death', 'legal'] as const).filter((kind) => isHeld(draft, kind));
    if (held.length > 0)
      return refuse('case-held', 'a case under a hold is not withdrawn', {
        missing: held.map((kind) => `hold:${kind}`),
      });
    const told = everybodyTold(draft);
    leaveWork(draft, context);
    move(draft, 'withdrawInError', 'closed', context);
    endEverything(draft, context, 'withdrawn_in_error');
    draft.end = { how: 'withdrawn_in_error', at: context.now, by: actorKey(context.by), reason };
    context.message({ kind: 'closure_notice', to: told, params: {} });
    context.event('case.ended', { how: 'withdrawn_in_error', reason });
    context.did('case.withdrawn');
    return undefined;
  },
});
