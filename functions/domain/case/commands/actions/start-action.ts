import * as z from 'zod/mini';
import { idSchema } from '../../../shared/ids.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { requireFunction } from '../../roles.ts';
import { acknowledgeAction } from './action-clocks.ts';
import { findOpenAction } from './find-action.ts';

/** The owner's agency has begun, which also accepts the action (S0-38). */
export const startAction = defineCaseCommand({
  name: 'startAction',
  title: 'Start an action',
  duty: ['S0-38'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ actionId: idSchema }),
  decide(draft, { actionId }, context) {
    const action = findOpenAction(draft, actionId);
    if ('kind' in action) return action;
    const by = requireFunction(draft, context, [], { agencies: [action.owner.agencyId], duty: 'S0-38' });
    if ('kind' in by) return by;
    action.status = 'in_progress';
    action.negotiation = 'accepted';
    action.acceptedAt ??= context.now;
    acknowledgeAction(draft, action, context);
    context.event('action.started', { action: actionId });
    context.did('action.started');
    return undefined;
  },
});
