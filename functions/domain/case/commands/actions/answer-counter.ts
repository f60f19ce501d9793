import * as z from 'zod/mini';
import { codeSchema } from '../../../shared/code.ts';
import { requireAhead } from '../../../shared/dates.ts';
import { idSchema } from '../../../shared/ids.ts';
import { noteId } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { leadOrConvenor, requireFunction } from '../../roles.ts';
import { endTasksThat } from '../../tasks.ts';
import { startActionClocks } from './action-clocks.ts';
import { tellOwner } from './add-interim-action.ts';
import { addStep, findOpenAction } from './find-action.ts';

/**
 * The lead answers a counter-offer (S0-43). Agreed: the action goes on under the other terms and its deadline
 * is re-timed. Not agreed: the first offer stands again and waits for the owner's answer.
 */
export const answerCounter = defineCaseCommand({
  name: 'answerCounter',
  title: 'Answer a counter-offer for an action',
  duty: ['S0-43'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({
    actionId: idSchema,
    answer: z.enum(['agreed', 'not_agreed']),
    reason: z.optional(codeSchema),
  }),
  decide(draft, { actionId, answer, reason }, context) {
    const action = findOpenAction(draft, actionId);
    if ('kind' in action) return action;
    const by = requireFunction(draft, context, leadOrConvenor, { duty: 'S0-43' });
    if ('kind' in by) return by;
    const counter = action.steps?.findLast((step) => step.step === 'countered');
    if (action.negotiation !== 'countered' || !counter)
      return refuse('no-counter-offer', 'no counter-offer of this action waits for an answer', {
        field: 'actionId',
      });
    if (answer === 'agreed' && counter.dueAt !== undefined) {
      const late = requireAhead(context, counter.dueAt, 'dueAt');
      if (late) return late;
      action.extensions.push({
        from: action.dueAt,
        to: counter.dueAt,
        at: context.now,
        by: by.representativeId,
        reason: 'counter_agreed',
      });
      action.dueAt = counter.dueAt;
    }
    action.negotiation = answer === 'agreed' ? 'accepted' : 'proposed';
    if (answer === 'agreed') action.acceptedAt ??= context.now;
    addStep(action, {
      step: answer === 'agreed' ? 'counter_accepted' : 'counter_refused',
      by,
      at: context.now,
      ...(reason === undefined ? {} : { reason }),
      ...noteId(context, 'reason'),
    });
    endTasksThat(
      draft,
      context,
      (t) => t.code === 'action.countered' && t.subject === actionId,
      'done',
      answer,
    );
    startActionClocks(draft, action, context);
    tellOwner(draft, action, context, `counter_${answer}`);
    context.event('action.counter_answered', { action: actionId, answer, dueAt: action.dueAt });
    context.did('action.counter_answered');
    return undefined;
  },
});
