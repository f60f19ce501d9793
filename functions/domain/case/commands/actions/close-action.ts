import * as z from 'zod/mini';
import { codeSchema } from '../../../shared/code.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { leadRecipient } from '../../chased-tasks.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { leadAt } from '../../queries.ts';
import { leadOrConvenor, requireFunction } from '../../roles.ts';
import { actionOutcomes, effects } from '../../schema/actions.ts';
import { endTasksThat } from '../../tasks.ts';
import { tellAnsweredFor } from './answered-for.ts';
import { type ActionOutcome, endAction, needsChair } from './end-action.ts';
import { findAction, findOpenAction } from './find-action.ts';

/** Outcomes that only the lead, the convenor or the chair may find; the owner's agency reports the others. */
const decidedByLead: readonly ActionOutcome[] = ['superseded', 'cancelled', 'continues_outside_macm'];

/**
 * End an action with one of the six outcomes (S0-38). What was completed had an effect, which may be too early
 * to tell or unknown (S0-39); what was not done has a reason.
 */
export const closeAction = defineCaseCommand({
  name: 'closeAction',
  title: 'Close an action with its outcome',
  duty: ['S0-32', 'S0-38', 'S0-39', 'S2-39'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({
    actionId: idSchema,
    outcome: z.enum(actionOutcomes),
    effect: z.optional(z.enum(effects)),
    reason: z.optional(codeSchema),
  }),
  decide(draft, { actionId, outcome, effect, reason }, context) {
    const action = findOpenAction(draft, actionId);
    if ('kind' in action) return action;
    const own = decidedByLead.includes(outcome) ? [] : [action.owner.agencyId];
    const by = requireFunction(draft, context, leadOrConvenor, { agencies: own, duty: 'S0-38' });
    if ('kind' in by) return by;
    if (outcome === 'completed' && effect === undefined)
      return refuse('effect-missing', 'a completed action had an effect; too_early and unknown count', {
        missing: ['effect'],
        duty: 'S0-39',
      });
    if (outcome !== 'completed' && reason === undefined)
      return refuse('reason-missing', 'an action that was not completed has a reason', {
        missing: ['reason'],
        duty: 'S0-38',
      });
    if (leadAt(draft, context.now)?.agencyId !== by.agencyId) {
      context.message({
        kind: 'feedback_received',
        to: [leadRecipient(draft, context.now)],
        params: { actionId, outcome, ...(effect === undefined ? {} : { effect }) },
      });
    }
    tellAnsweredFor(draft, action, by, context);
    endAction(draft, action, { outcome, effect, reason }, context);
    return undefined;
  },
});

/** The chair accepts that an immediate or urgent action was not undertaken; until then closure waits (guard e). */
export const acceptNotUndertaken = defineCaseCommand({
  name: 'acceptNotUndertaken',
  title: 'Accept that an action was not undertaken',
  duty: ['judgement'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ actionId: idSchema, reason: codeSchema }),
  decide(draft, { actionId, reason }, context) {
    const action = findAction(draft, actionId);
    if ('kind' in action) return action;
    const by = requireFunction(draft, context, ['chair']);
    if ('kind' in by) return by;
    if (!needsChair(action))
      return refuse(
        'nothing-to-accept',
        'no immediate or urgent action that was not undertaken waits for the chair',
        {
          field: 'actionId',
        },
      );
    action.notUndertakenAccepted = { by, at: context.now, reason };
    endTasksThat(
      draft,
      context,
      (task) => task.code === 'action.not_undertaken' && task.subject === actionId,
      'done',
      'accepted',
    );
    context.event('action.not_undertaken_accepted', { action: actionId, reason });
    context.did('action.not_undertaken_accepted');
    return undefined;
  },
});
