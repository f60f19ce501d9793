import type { Draft } from 'immer';
import * as z from 'zod/mini';
import type { Worker } from '../../../shared/actor.ts';
import { idSchema } from '../../../shared/ids.ts';
import { noteId } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { leadRecipient, openChasedTask } from '../../chased-tasks.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { leadAt } from '../../queries.ts';
import { leadOrConvenor, requireFunction } from '../../roles.ts';
import { type Action, effects } from '../../schema/actions.ts';
import type { CaseState } from '../../state.ts';
import { acknowledgeAction, clockKey, startCheck } from './action-clocks.ts';
import { tellAnsweredFor } from './answered-for.ts';
import { endAction } from './end-action.ts';
import { findOpenAction } from './find-action.ts';

const effect = z.enum(effects);
const input = z.strictObject({
  actionId: idSchema,
  progress: z.enum(['not_started', 'in_progress', 'done', 'cannot']),
  effect: z.optional(effect),
  effectOn: z.optional(
    z.strictObject({
      personUsingViolenceRisk: z.optional(effect),
      victimSafety: z.optional(effect),
      victimWellbeing: z.optional(effect),
    }),
  ),
  final: z.boolean(),
  via: z.enum(['api', 'link', 'phone_recorded_by']),
});

/**
 * Progress and effect on safety, to the lead of that moment (S0-32, S0-39). A final report of what is done
 * completes the action; a final 'cannot' leaves it open for the lead to hand on or to end. Lead and convenor
 * record only what they were told by telephone.
 */
export const giveFeedback = defineCaseCommand({
  name: 'giveFeedback',
  title: 'Give feedback on an action',
  duty: ['S0-32', 'S0-39', 'S2-12'],
  phases: livePhases,
  by: 'worker',
  input,
  decide(draft, given, context) {
    const action = findOpenAction(draft, given.actionId);
    if ('kind' in action) return action;
    const roles = given.via === 'phone_recorded_by' ? leadOrConvenor : [];
    const by = requireFunction(draft, context, roles, { agencies: [action.owner.agencyId], duty: 'S0-39' });
    if ('kind' in by) return by;
    if (given.final && given.effect === undefined)
      return refuse(
        'effect-missing',
        'a final report says what effect the action had; too_early and unknown count',
        {
          missing: ['effect'],
          duty: 'S0-39',
        },
      );
    if (given.final && (given.progress === 'not_started' || given.progress === 'in_progress'))
      return refuse('final-not-ended', 'a final report says done or cannot', {
        field: 'progress',
        duty: 'S0-39',
      });
    store(draft, action, given, by, context);
    tellAnsweredFor(draft, action, by, context);
    if (given.final && given.progress === 'done') {
      endAction(draft, action, { outcome: 'completed', effect: given.effect }, context);
    } else {
      followUp(draft, action, given, context);
    }
    return undefined;
  },
});

function store(
  draft: Draft<CaseState>,
  action: Action,
  given: z.infer<typeof input>,
  by: Worker,
  context: CaseContext,
): void {
  const { actionId, effect: seen = 'unknown', ...rest } = given;
  const feedbackId = context.newId('fbk', 'feedback');
  action.feedback.push({
    ...rest,
    effect: seen,
    feedbackId,
    by,
    at: context.now,
    ...noteId(context, 'feedback'),
  });
  acknowledgeAction(draft, action, context);
  const agency = draft.agencies.find((a) => a.agencyId === by.agencyId && a.removedAt === undefined);
  if (agency) agency.lastContactWithLeadAt = context.now;
  context.event('action.feedback_given', {
    action: actionId,
    feedback: feedbackId,
    progress: given.progress,
    effect: seen,
    final: given.final,
    via: given.via,
  });
  context.did('action.feedback');
  if (leadAt(draft, context.now)?.agencyId === by.agencyId) return;
  context.message({
    kind: 'feedback_received',
    to: [leadRecipient(draft, context.now)],
    params: { actionId, feedbackId, progress: given.progress, effect: seen },
  });
}

/** What open work follows from feedback: the next check, and the lead's look at what cannot be done or made it worse. */
function followUp(
  draft: Draft<CaseState>,
  action: Action,
  given: z.infer<typeof input>,
  context: CaseContext,
): void {
  if (given.progress === 'in_progress' || given.progress === 'done') {
    action.status = 'in_progress';
    action.negotiation = 'accepted';
    action.acceptedAt ??= context.now;
  }
  startCheck(draft, action, context);
  const code = given.progress === 'cannot' ? 'action.cannot' : undefined;
  for (const asked of [code, given.effect === 'risk_increased' ? 'action.risk_increased' : undefined]) {
    if (asked === undefined) continue;
    openChasedTask(draft, context, {
      code: asked,
      for: leadRecipient(draft, context.now),
      subject: action.actionId,
      key: clockKey(action.priority),
      tell: true,
    });
  }
}
