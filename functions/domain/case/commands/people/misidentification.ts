import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { startClock } from '../../../clocks/manage.ts';
import { actorKey, workerSchema } from '../../../shared/actor.ts';
import { idSchema } from '../../../shared/ids.ts';
import { noteId, requireNote } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { openChasedTask } from '../../chased-tasks.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { actionsOnHold, remindOfReleased } from '../../on-hold.ts';
import { livePhases } from '../../phases.ts';
import { findMember, isExcluded, openActions } from '../../queries.ts';
import { requireWorker } from '../../roles.ts';
import { memberRoleSchema } from '../../schema/members.ts';
import type { CaseState } from '../../state.ts';
import { endTasks, endTasksThat, openTask } from '../../tasks.ts';
import { carerRoleRefusal } from './admit.ts';
import { sendCorrections } from './corrections.ts';
import { decideSuspicion, endHolds, reviewRefusal } from './holds.ts';
import { tellLeadOf } from './lead-told.ts';
import { memberMissing } from './leave.ts';
import { resumeLiaison, stopLiaison } from './liaison.ts';
import { askResponsible } from './responsible.ts';
import { followRoleChange, takeRole } from './roles.ts';

/** What the lead was told when the review began is over with it. */
const endOnHold = (draft: Draft<CaseState>, personId: string, context: CaseContext): void =>
  endTasksThat(
    draft,
    context,
    (task) => task.code === 'liaison_on_hold' && task.subject === personId,
    'done',
    'reviewed',
  );

/** Whoever holds an action aimed at the person in doubt is asked to wait, by a task that they answer (S2-19). */
function askToHoldActions(draft: Draft<CaseState>, context: CaseContext): void {
  for (const action of actionsOnHold(draft))
    openChasedTask(draft, context, {
      code: 'action_on_hold',
      for: { ...action.owner },
      subject: action.actionId,
      key: 'urgent',
      tell: true,
    });
}

/** Of actions that wait no longer nobody is asked to wait. */
function endActionsOnHold(draft: Draft<CaseState>, context: CaseContext): void {
  const waiting = actionsOnHold(draft).map((action) => action.actionId);
  endTasksThat(
    draft,
    context,
    ({ code, subject }) => code === 'action_on_hold' && !waiting.includes(subject ?? ''),
    'done',
    'reviewed',
  );
}

/**
 * Suspect that a member has the wrong role: recorded as using violence, but a victim, or the other way round
 * (S2-19). Liaison, plan mail and what presses for actions against the person stop at once, so that nobody is told the wrong thing while a specialist
 * reviews it; the lead, who may be about to tell somebody, hears that it has stopped.
 */
export const suspectMisidentification = defineCaseCommand({
  name: 'suspectMisidentification',
  title: 'Suspect a misidentification',
  duty: ['S2-19'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ personId: idSchema, reviewer: workerSchema }),
  decide(draft, { personId, reviewer }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const member = draft.members.find((m) => m.personId === personId && m.removedAt === undefined);
    if (!member) return memberMissing;
    if (member.misidentification?.status === 'suspected')
      return refuse('already-suspected', 'a review of this member’s role is open');
    const missing = requireNote(context, 'grounds', 'what the suspicion rests on', 'S2-19');
    if (missing) return missing;
    if (isExcluded(draft, reviewer))
      return refuse('worker-excluded', 'the reviewer is excluded from the case', { field: 'reviewer' });
    member.misidentification = {
      status: 'suspected',
      suspectedAt: context.now,
      by: by.representativeId,
      ...noteId(context, 'grounds'),
    };
    draft.holds.push({
      holdId: context.newId('hold', 'misidentification', personId),
      kind: 'misidentification',
      from: context.now,
      by: actorKey(context.by),
      reason: 'suspected',
      subject: personId,
    });
    stopLiaison(draft, context);
    askToHoldActions(draft, context);
    startClock(draft, context, 'hold.review', { subject: personId });
    const { taskId } = openTask(draft, context, {
      code: 'review_misidentification',
      for: reviewer,
      subject: personId,
    });
    context.event('misidentification.suspected', { person: personId });
    context.did('misidentification.suspected');
    context.message({
      kind: 'task_assigned',
      to: [reviewer],
      params: { taskId, code: 'review_misidentification' },
    });
    tellLeadOf(draft, 'liaison_on_hold', personId, by.agencyId, context);
    return undefined;
  },
});

const newRole = z.strictObject({
  personId: idSchema,
  role: memberRoleSchema,
  carerRole: z.optional(z.boolean()),
});

/** Work aimed at somebody by the wrong role stays on hold until the plan is put right: the lead is asked to. */
function askForRightPlan(
  draft: Draft<CaseState>,
  personId: string,
  changed: readonly string[],
  context: CaseContext,
): void {
  const aimed = openActions(draft).some((a) => a.towards.some((id) => changed.includes(id)));
  if (aimed) askResponsible(draft, context, { code: 'correct_plan', subject: personId });
}

/**
 * The reviewer confirms it: roles are put right with their history, what follows from them follows at once,
 * and every agency that was told the wrong role gets a correction that it must confirm (S2-19).
 */
export const confirmMisidentification = defineCaseCommand({
  name: 'confirmMisidentification',
  title: 'Confirm the misidentification',
  duty: ['S2-19'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ personId: idSchema, roles: z.array(newRole).check(z.minLength(1)) }),
  decide(draft, { personId, roles }, context) {
    const refusal = reviewRefusal(draft, personId, context);
    if (refusal) return refusal;
    const own = roles.find((r) => r.personId === personId);
    const member = draft.members.find((m) => m.personId === personId && m.removedAt === undefined);
    if (!member) return memberMissing;
    if (!own || own.role === member.role)
      return refuse('role-unchanged', 'the role that was wrong is not put right', {
        field: 'roles',
        missing: ['roles'],
      });
    for (const { personId: id, role, carerRole } of roles) {
      const one = findMember(draft, id);
      if (!one) return memberMissing;
      const wrong = carerRoleRefusal(role, carerRole ?? one.carerRole, context);
      if (wrong) return wrong;
    }
    decideSuspicion(member, 'confirmed', context);
    endHolds(draft, 'misidentification', personId, context);
    endTasks(draft, context, { code: 'review_misidentification', subject: personId }, 'done', 'confirmed');
    endOnHold(draft, personId, context);
    context.event('misidentification.confirmed', { person: personId });
    context.did('misidentification.confirmed');
    sendCorrections(draft, context);
    for (const { personId: id, role, carerRole } of roles) {
      const change = { role, reason: 'misidentification', by: actorKey(context.by), carerRole };
      takeRole(draft, id, change, context);
    }
    followRoleChange(draft, 'confirmMisidentification', context);
    endActionsOnHold(draft, context);
    askForRightPlan(
      draft,
      personId,
      roles.map((r) => r.personId),
      context,
    );
    resumeLiaison(draft, context);
    return undefined;
  },
});

/** The reviewer finds that the roles are right: what was stopped goes on. */
export const dismissMisidentification = defineCaseCommand({
  name: 'dismissMisidentification',
  title: 'Dismiss the suspicion of misidentification',
  duty: ['S2-19'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ personId: idSchema }),
  decide(draft, { personId }, context) {
    const refusal =
      reviewRefusal(draft, personId, context) ??
      requireNote(context, 'finding', 'why the roles are right', 'S2-19');
    if (refusal) return refusal;
    const member = draft.members.find((m) => m.personId === personId && m.removedAt === undefined);
    if (!member) return memberMissing;
    const held = actionsOnHold(draft).map((action) => ({ ...action }));
    decideSuspicion(member, 'dismissed', context);
    endHolds(draft, 'misidentification', personId, context);
    endTasks(draft, context, { code: 'review_misidentification', subject: personId }, 'done', 'dismissed');
    endOnHold(draft, personId, context);
    endActionsOnHold(draft, context);
    remindOfReleased(draft, held, context);
    context.event('misidentification.dismissed', { person: personId });
    followRoleChange(draft, 'dismissMisidentification', context);
    resumeLiaison(draft, context);
    return undefined;
  },
});
