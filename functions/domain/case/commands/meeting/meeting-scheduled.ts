import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { instantSchema } from '../../../calendar/instants.ts';
import { startClock } from '../../../clocks/manage.ts';
import { isLive } from '../../../clocks/schema.ts';
import { workerSchema } from '../../../shared/actor.ts';
import { requireAllLoaded } from '../../../shared/dates.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { convenorRecipient, openChasedTask } from '../../chased-tasks.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { withoutBasis } from '../../legal-basis.ts';
import { move } from '../../move.ts';
import { currentMeeting, isExcluded, sameWorker } from '../../queries.ts';
import type { CaseState } from '../../state.ts';
import { endTasks } from '../../tasks.ts';
import { awaitDecision } from '../consent/progress.ts';
import { tellTeam } from '../convening/tell-team.ts';
import { timeMeeting } from './meeting-clocks.ts';

/**
 * A meeting will hear this case. It leaves scheduling for preparation; out of the consent attempt it does so
 * only when urgent, and the attempt and the decision on the basis then run on beside (guard a). A meeting that
 * stood before gives way to the new one.
 */
export const meetingScheduled = defineCaseCommand({
  name: 'meetingScheduled',
  title: 'A meeting was scheduled',
  duty: ['S0-18', 'S1-19', 'S1-21', 'S0-24'],
  phases: ['consent_attempt', 'meeting_scheduling', 'meeting_preparation', 'meeting'],
  by: 'system',
  input: z.strictObject({
    meetingId: idSchema,
    meetingVersion: z.number(),
    kind: z.string(),
    startsAt: instantSchema,
    endsAt: instantSchema,
    returnsDueAt: instantSchema,
    chair: workerSchema,
  }),
  decide(draft, input, context) {
    const { meetingId, meetingVersion, startsAt, endsAt, returnsDueAt, kind, chair } = input;
    if (draft.phase === 'consent_attempt' && draft.urgency === 'standard')
      return refuse('basis-not-decided', 'the consent attempt is still open and the case is not urgent', {
        missing: ['basis'],
        duty: 'S1-19',
      });
    if (isExcluded(draft, chair))
      return refuse('chair-excluded', 'the chair is excluded from this case', { field: 'chair' });
    const outside = requireAllLoaded(context, { startsAt, endsAt, returnsDueAt });
    if (outside) return outside;
    const earlier = currentMeeting(draft);
    if (earlier?.meetingId === meetingId && earlier.meetingVersion >= meetingVersion) return undefined;
    if (draft.phase === 'meeting' && earlier === undefined)
      return refuse('meeting-held-already', 'this case has been heard and waits for its plan');
    if (earlier && earlier.meetingId !== meetingId) {
      earlier.status = 'cancelled';
      context.command({
        aggregate: 'meeting',
        id: earlier.meetingId,
        name: 'removeCase',
        input: { caseId: draft.caseId, reason: 'other_meeting' },
      });
    }
    draft.meetings = draft.meetings.filter((m) => m.meetingId !== meetingId || m.status === 'held');
    draft.meetings.push({
      meetingId,
      cycle: draft.cycle,
      kind,
      startsAt,
      endsAt,
      meetingVersion,
      status: 'scheduled',
      attendance: [],
    });
    if (!draft.contacts.chair || !sameWorker(draft.contacts.chair, chair))
      tellTeam(draft, context, chair, 'chair');
    draft.contacts.chair = chair;
    const fromConsent = draft.phase === 'consent_attempt';
    const attempts = draft.clocks.filter((c) => c.rule === 'consent.attempt' && isLive(c));
    const kept = attempts.map(({ subject, key, dueAt }) => ({ subject, key, dueAt }));
    if (draft.phase !== 'meeting_preparation')
      move(draft, 'meetingScheduled', 'meeting_preparation', context);
    if (fromConsent) goOnAsking(draft, context, kept);
    timeMeeting(draft, context, { startsAt, returnsDueAt });
    endTasks(draft, context, { code: 'find_meeting' }, 'done');
    context.event('meeting.scheduled', { meeting: meetingId, startsAt, kind });
    context.did('meeting.scheduled');
    return undefined;
  },
});

/** Urgent: nobody stops asking her because the meeting comes first, and the basis has to be decided meanwhile. */
function goOnAsking(
  draft: Draft<CaseState>,
  context: CaseContext,
  attempts: readonly Pick<CaseState['clocks'][number], 'subject' | 'key' | 'dueAt'>[],
): void {
  for (const attempt of attempts) startClock(draft, context, 'consent.attempt', attempt);
  for (const { personId } of withoutBasis(draft)) {
    const waiting = draft.clocks.some(
      (c) => c.rule === 'consent.decision' && c.subject === personId && isLive(c),
    );
    if (!waiting) awaitDecision(draft, personId, context);
  }
}

/** A meeting could not take the case: the convenor looks for another while the clock to convene runs (S0-24). */
export const meetingHadNoRoom = defineCaseCommand({
  name: 'meetingHadNoRoom',
  title: 'A meeting had no room for this case',
  duty: ['S0-24'],
  phases: ['consent_attempt', 'meeting_scheduling', 'meeting_preparation', 'meeting'],
  by: 'system',
  input: z.strictObject({
    meetingId: idSchema,
    meetingVersion: z.number(),
    reason: z.string(),
    nextMeetingId: z.optional(idSchema),
  }),
  decide(draft, { meetingId, reason, nextMeetingId }, context) {
    context.event('meeting.no_room', { meeting: meetingId, reason, next: nextMeetingId });
    context.did('meeting.no_room');
    if (nextMeetingId === undefined && currentMeeting(draft) === undefined) {
      openChasedTask(draft, context, {
        code: 'find_meeting',
        for: convenorRecipient(draft),
        reason,
        tell: true,
      });
    }
    return undefined;
  },
});
