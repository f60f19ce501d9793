import * as z from 'zod/mini';
import { instantSchema } from '../../../calendar/instants.ts';
import { codeSchema } from '../../../shared/code.ts';
import { requireAhead } from '../../../shared/dates.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { leadOrConvenor, requireFunction } from '../../roles.ts';
import { startActionClocks } from './action-clocks.ts';
import { tellOwner } from './add-interim-action.ts';
import { endAction } from './end-action.ts';
import { findOpenAction } from './find-action.ts';

/** The lead gives an action more time, with a reason that stays in its log. */
export const extendAction = defineCaseCommand({
  name: 'extendAction',
  title: 'Give an action more time',
  duty: ['S0-38', 'judgement'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ actionId: idSchema, dueAt: instantSchema, reason: codeSchema }),
  decide(draft, { actionId, dueAt, reason }, context) {
    const action = findOpenAction(draft, actionId);
    if ('kind' in action) return action;
    const by = requireFunction(draft, context, leadOrConvenor);
    if ('kind' in by) return by;
    const past = requireAhead(context, dueAt, 'dueAt');
    if (past) return past;
    if (dueAt <= action.dueAt)
      return refuse('not-later', 'the action is due later than that already', { field: 'dueAt' });
    action.extensions.push({
      from: action.dueAt,
      to: dueAt,
      at: context.now,
      by: by.representativeId,
      reason,
    });
    const from = action.dueAt;
    action.dueAt = dueAt;
    startActionClocks(draft, action, context);
    tellOwner(draft, action, context, 'extended');
    context.event('action.extended', { action: actionId, from, to: dueAt, reason });
    context.did('action.extended');
    return undefined;
  },
});

/** The lead takes an action back, with a reason; the owner is told. */
export const cancelAction = defineCaseCommand({
  name: 'cancelAction',
  title: 'Cancel an action',
  duty: ['S0-38', 'judgement'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ actionId: idSchema, reason: codeSchema }),
  decide(draft, { actionId, reason }, context) {
    const action = findOpenAction(draft, actionId);
    if ('kind' in action) return action;
    const by = requireFunction(draft, context, leadOrConvenor);
    if ('kind' in by) return by;
    tellOwner(draft, action, context, 'cancelled');
    endAction(draft, action, { outcome: 'cancelled', reason }, context);
    return undefined;
  },
});
