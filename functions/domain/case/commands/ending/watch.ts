import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { instantSchema } from '../../../calendar/instants.ts';
import { clockOfTask } from '../../../clocks/clock-tasks.ts';
import { extendClock, startClock } from '../../../clocks/manage.ts';
import { isLive } from '../../../clocks/schema.ts';
import { actorKey } from '../../../shared/actor.ts';
import { codeSchema } from '../../../shared/code.ts';
import { requireAhead } from '../../../shared/dates.ts';
import { refuse } from '../../../shared/refusal.ts';
import { leadRecipient, openChasedTask } from '../../chased-tasks.ts';
import { defineCaseCommand } from '../../command.ts';
import { move } from '../../move.ts';
import { isHeld, openActions } from '../../queries.ts';
import { leadOrConvenor, requireFunction } from '../../roles.ts';
import type { Task } from '../../schema/ending.ts';
import type { CaseState } from '../../state.ts';
import { endTasksThat } from '../../tasks.ts';
import { isAnsweredSince } from '../lead/lead-for-victim.ts';
import { settleIncident, undecidedIncidents } from './incidents.ts';
import { endEverything } from './leave-work.ts';

/** Clocks of things still to come, which the end of the record would lose. */
const stillToCome: readonly string[] = [
  'custody.release',
  'correction.confirm',
  'incident.review',
  'transfer.receipt',
];
const isWatchTask = (task: Task): boolean => task.code.startsWith('watch');

/**
 * Tasks that the end of the record may end: the watch's own, and telling her of the closure where somebody has
 * recorded why it could not be done. It has been tried for as long as the watch lasted.
 */
function mayEnd(draft: Draft<CaseState>, task: Task): boolean {
  const clock = clockOfTask(draft, task.taskId);
  const tells = task.code === 'victim_liaison' || clock?.rule === 'lead.victim_informed';
  const closed = draft.closures.at(-1)?.at ?? draft.phaseSince;
  return isWatchTask(task) || (tells && isAnsweredSince(draft, clock?.subject ?? task.subject, closed));
}

/** Take up a case again during the watch; it starts with the decision on a follow-up meeting. */
export const reopenCase = defineCaseCommand({
  name: 'reopenCase',
  title: 'Reopen the case',
  duty: ['S0-12', 'S4-13'],
  phases: ['closed_watch'],
  by: 'worker',
  input: z.strictObject({ reason: codeSchema }),
  decide(draft, { reason }, context) {
    const by = requireFunction(draft, context, [...leadOrConvenor, 'triage']);
    if ('kind' in by) return by;
    move(draft, 'reopenCase', 'follow_up_call', context);
    endTasksThat(draft, context, isWatchTask, 'cancelled', 'reopened');
    for (const incident of undecidedIncidents(draft)) {
      const decided = { decision: 'reopen', reason, by: by.representativeId };
      settleIncident(draft, incident.incidentId, decided, context);
    }
    startClock(draft, context, 'shortterm.review');
    openChasedTask(draft, context, {
      code: 'case.reopened',
      for: leadRecipient(draft, context.now),
      reason,
      tell: true,
    });
    context.event('case.reopened', { reason, by: by.representativeId });
    context.did('case.reopened');
    return undefined;
  },
});

/**
 * A person ends the record after the watch has lapsed; time alone never does (guard f). Refused while anything
 * is left that the end would lose: open actions and tasks, the word to her that it is over, releases,
 * corrections, incidents, holds.
 */
export const confirmWatchEnd = defineCaseCommand({
  name: 'confirmWatchEnd',
  title: 'End the record after the watch',
  duty: ['S0-12', 'judgement'],
  phases: ['closed_watch'],
  by: 'worker',
  input: z.strictObject({ reason: codeSchema }),
  decide(draft, { reason }, context) {
    const by = requireFunction(draft, context, [...leadOrConvenor, 'triage', 'region']);
    if ('kind' in by) return by;
    const lapses = draft.clocks.filter((clock) => clock.rule === 'watch.lapse' && isLive(clock));
    if (lapses.some((clock) => clock.dueAt > context.now))
      return refuse('watch-not-lapsed', 'the watch has not lapsed yet', { missing: ['watch.lapse'] });
    const left = [
      ...openActions(draft).map((action) => `action:${action.actionId}`),
      ...draft.tasks.filter((t) => t.status === 'open' && !mayEnd(draft, t)).map((t) => `task:${t.taskId}`),
      ...draft.clocks.filter((c) => isLive(c) && stillToCome.includes(c.rule)).map((c) => `clock:${c.rule}`),
      ...(['death', 'misidentification', 'legal'] as const)
        .filter((kind) => isHeld(draft, kind))
        .map((kind) => `hold:${kind}`),
    ];
    if (left.length > 0)
      return refuse('something-left', 'the end of the record would lose what is still open', {
        missing: left,
      });
    move(draft, 'confirmWatchEnd', 'closed', context);
    endTasksThat(draft, context, isWatchTask, 'done', 'confirmed');
    endEverything(draft, context, 'watch_ended');
    draft.end = {
      how: draft.transfer?.confirmedAt ? 'transferred_out' : 'watch_ended',
      at: context.now,
      by: actorKey(context.by),
      reason,
    };
    context.event('case.ended', { how: draft.end.how, reason });
    context.did('case.ended');
    return undefined;
  },
});

/** Watch on until a later day, with a reason. */
export const extendWatch = defineCaseCommand({
  name: 'extendWatch',
  title: 'Extend the watch',
  duty: ['S0-12', 'judgement'],
  phases: ['closed_watch'],
  by: 'worker',
  input: z.strictObject({ until: instantSchema, reason: codeSchema }),
  decide(draft, { until, reason }, context) {
    const by = requireFunction(draft, context, [...leadOrConvenor, 'triage', 'region']);
    if ('kind' in by) return by;
    const past = requireAhead(context, until, 'until');
    if (past) return past;
    const running = draft.clocks.findLast((clock) => clock.rule === 'watch.lapse' && isLive(clock));
    const from = running?.dueAt ?? context.now;
    if (until <= from)
      return refuse('not-later', 'the watch lasts longer than that already', { field: 'until' });
    if (running) extendClock(draft, context, running, until, reason);
    else startClock(draft, context, 'watch.lapse', { dueAt: until });
    endTasksThat(draft, context, isWatchTask, 'done', 'extended');
    context.event('watch.extended', { from, to: until, reason });
    context.did('watch.extended');
    return undefined;
  },
});
