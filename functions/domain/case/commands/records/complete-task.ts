import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { acknowledge } from '../../../clocks/acknowledge.ts';
import { clockOfTask } from '../../../clocks/clock-tasks.ts';
import { endClocks } from '../../../clocks/manage.ts';
import { isLive } from '../../../clocks/schema.ts';
import type { Worker } from '../../../shared/actor.ts';
import { idSchema } from '../../../shared/ids.ts';
import { requireNote } from '../../../shared/notes.ts';
import { refuse } from '../../../shared/refusal.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { phases } from '../../phases.ts';
import { isExcluded } from '../../queries.ts';
import { requireFunction } from '../../roles.ts';
import type { Task } from '../../schema/ending.ts';
import type { CaseState } from '../../state.ts';
import { endTasksThat } from '../../tasks.ts';

/** Tasks whose answer is a decision of its own: ending them as done would leave the decision out. */
const ownCommands: Readonly<Record<string, string>> = {
  'record.received': 'acknowledgeRecord',
  'incident.review': 'decideIncident',
  'incident.in_watch': 'decideIncident',
  'action.countered': 'answerCounter',
  'action.not_undertaken': 'acceptNotUndertaken',
  'shortterm.review': 'continueShortTerm',
  'watch.lapse': 'confirmWatchEnd',
  'break_glass.review': 'reviewBreakGlass',
  review_exclusion: 'reviewExclusion',
  decide_triage: 'acceptReferral, declineReferral or another triage decision',
  decide_triage_review: 'decideTriageReview',
  provide_support: 'recordSupportResult',
  ask_cultural_support: 'recordCulturalSupport',
  attempt_consent: 'recordConsentAttempt',
  complete_informed_consent: 'recordConsentAttempt',
  decide_basis: 'decideBasis',
  tell_go_ahead: 'tellGoAhead',
  endorse_confidentiality: 'endorseForCase',
  review_misidentification: 'confirmMisidentification or dismissMisidentification',
  confirm_correction: 'confirmCorrection',
  victim_liaison: 'victimInformed',
  review_death_hold: 'reviewDeathHold',
};
const lookedAt: readonly string[] = ['flag.expiry', 'agreement.review'];

/** What a person says of a task. After `not_reached` it stays open, for nobody has been told yet. */
const outcomes = ['done', 'reached', 'not_reached', 'declined', 'not_needed'] as const;

/**
 * The outcome of any task. A telephone task that reached somebody acknowledges the clock behind it. To end one
 * as declined or not needed takes a reason in the text `reason`.
 */
export const completeTask = defineCaseCommand({
  name: 'completeTask',
  title: 'Give the outcome of a task',
  duty: ['S0-38', 'judgement'],
  phases,
  by: 'worker',
  input: z.strictObject({ taskId: idSchema, outcome: z.enum(outcomes) }),
  decide(draft, { taskId, outcome }, context) {
    const task = draft.tasks.find((t) => t.taskId === taskId);
    if (!task) return refuse('no-such-task', 'the case has no such task', { field: 'taskId' });
    const by = requireFunction(draft, context, ['lead', 'convenor', 'chair', 'triage', 'region'], {
      agencies: [task.for.agencyId],
    });
    if ('kind' in by) return by;
    if (task.status !== 'open')
      return refuse('task-ended', `the task is ${task.status} already`, { field: 'taskId' });
    const own = ownCommands[task.code];
    if (own || isDecision(draft, task))
      return refuse(
        'task-has-own-command',
        `this task is answered by ${own ?? `what ${task.code} waits for`}`,
        {
          field: 'taskId',
        },
      );
    if (outcome === 'not_needed' || outcome === 'declined') {
      const silent = requireNote(context, 'reason', 'why the task was not done');
      if (silent) return silent;
    }
    if (outcome === 'not_reached') {
      context.event('task.attempted', { task: taskId, code: task.code });
      context.did('task.not_reached');
      return undefined;
    }
    if (outcome === 'done' || outcome === 'reached') {
      answerClock(draft, task, context);
      settleMessage(draft, taskId, context);
    }
    tellWhoseItWas(draft, task, by, context);
    endTasksThat(draft, context, (t) => t.taskId === taskId, 'done', outcome);
    context.did('task.done');
    return undefined;
  },
});

/** Any colleague may end a task, so that none waits for somebody who is ill; whose it was hears of it (judgement). */
function tellWhoseItWas(draft: Draft<CaseState>, task: Task, by: Worker, context: CaseContext): void {
  const { agencyId, representativeId } = task.for;
  if (representativeId === undefined || agencyId !== by.agencyId) return;
  if (representativeId === by.representativeId || isExcluded(draft, task.for)) return;
  context.message({
    kind: 'task_assigned',
    cause: `${context.commandId}:${task.taskId}:ended`,
    to: [{ agencyId, representativeId }],
    params: { code: 'ended_by_colleague' },
  });
}

/**
 * A telephone call that reached somebody answers the reminders of the clock that asked for it. A date that
 * only had to be looked at, as of a flag, is met by the look.
 */
function answerClock(draft: Draft<CaseState>, task: Task, context: CaseContext): void {
  const clock = clockOfTask(draft, task.taskId);
  if (!clock || !isLive(clock) || clock.rule === 'task.due') return;
  if (lookedAt.includes(clock.rule))
    endClocks(draft, context, { rule: clock.rule, subject: clock.subject }, 'met');
  else acknowledge(draft, context, { clockId: clock.clockId });
}

/** The task stands for a clock that only its own command meets: done as a task, it would be chased all the same. */
const isDecision = (draft: Draft<CaseState>, task: Task): boolean => {
  const clock = clockOfTask(draft, task.taskId);
  return clock !== undefined && isLive(clock) && clock.rule === task.code && !lookedAt.includes(clock.rule);
};

/** A telephone call did what the message could not. */
function settleMessage(draft: Draft<CaseState>, taskId: string, context: CaseContext): void {
  for (const message of draft.undelivered) if (message.taskId === taskId) message.settledAt ??= context.now;
}
