import * as z from 'zod/mini';
import { instantSchema } from '../../../calendar/instants.ts';
import { endClocks } from '../../../clocks/manage.ts';
import { codeSchema } from '../../../shared/code.ts';
import { requireAhead } from '../../../shared/dates.ts';
import { idSchema } from '../../../shared/ids.ts';
import { noteId } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { leadRecipient, openChasedTask } from '../../chased-tasks.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { requireFunction } from '../../roles.ts';
import type { Action } from '../../schema/actions.ts';
import { acknowledgeAction, clockKey } from './action-clocks.ts';
import { tellAnsweredFor } from './answered-for.ts';
import { addStep, findOpenAction } from './find-action.ts';

const owner = (action: Action) => ({ agencies: [action.owner.agencyId], duty: 'S0-38' });

/** The owner's agency takes the action on. */
export const acceptAction = defineCaseCommand({
  name: 'acceptAction',
  title: 'Accept an action',
  duty: ['S0-38', 'S0-43'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ actionId: idSchema }),
  decide(draft, { actionId }, context) {
    const action = findOpenAction(draft, actionId);
    if ('kind' in action) return action;
    const by = requireFunction(draft, context, [], owner(action));
    if ('kind' in by) return by;
    action.negotiation = 'accepted';
    action.acceptedAt ??= context.now;
    acknowledgeAction(draft, action, context);
    tellAnsweredFor(draft, action, by, context);
    context.event('action.accepted', { action: actionId });
    context.did('action.accepted');
    return undefined;
  },
});

/**
 * The owner's agency says no, with a reason. The action stays open and its deadline runs on, for the risk is
 * still there: the lead hands it on, answers or cancels it (S0-38: no action ends without a terminal state).
 */
export const declineAction = defineCaseCommand({
  name: 'declineAction',
  title: 'Decline an action',
  duty: ['S0-38', 'S0-43'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ actionId: idSchema, reason: codeSchema }),
  decide(draft, { actionId, reason }, context) {
    const action = findOpenAction(draft, actionId);
    if ('kind' in action) return action;
    const by = requireFunction(draft, context, [], owner(action));
    if ('kind' in by) return by;
    action.negotiation = 'declined';
    addStep(action, { step: 'declined', by, at: context.now, reason, ...noteId(context, 'reason') });
    endClocks(draft, context, { rule: 'action.acknowledge', subject: actionId }, 'met');
    openChasedTask(draft, context, {
      code: 'action.declined',
      for: leadRecipient(draft, context.now),
      subject: actionId,
      reason,
      key: clockKey(action.priority),
      tell: true,
    });
    tellAnsweredFor(draft, action, by, context);
    context.event('action.declined', { action: actionId, reason });
    context.did('action.declined');
    return undefined;
  },
});

/** The owner's agency offers something else: another day, or other terms in a note. */
export const counterAction = defineCaseCommand({
  name: 'counterAction',
  title: 'Offer other terms for an action',
  duty: ['S0-43'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ actionId: idSchema, dueAt: z.optional(instantSchema) }),
  decide(draft, { actionId, dueAt }, context) {
    const action = findOpenAction(draft, actionId);
    if ('kind' in action) return action;
    const by = requireFunction(draft, context, [], owner(action));
    if ('kind' in by) return by;
    if (dueAt === undefined && !context.notes['terms'])
      return refuse('counter-empty', 'a counter-offer names another day or other terms', {
        missing: ['dueAt', 'terms'],
        duty: 'S0-43',
      });
    if (dueAt !== undefined) {
      const late = requireAhead(context, dueAt, 'dueAt');
      if (late) return late;
    }
    action.negotiation = 'countered';
    addStep(action, {
      step: 'countered',
      by,
      at: context.now,
      ...(dueAt === undefined ? {} : { dueAt }),
      ...noteId(context, 'terms'),
    });
    endClocks(draft, context, { rule: 'action.acknowledge', subject: actionId }, 'met');
    openChasedTask(draft, context, {
      code: 'action.countered',
      for: leadRecipient(draft, context.now),
      subject: actionId,
      key: clockKey(action.priority),
      tell: true,
    });
    tellAnsweredFor(draft, action, by, context);
    context.event('action.countered', { action: actionId, dueAt });
    context.did('action.countered');
    return undefined;
  },
});
