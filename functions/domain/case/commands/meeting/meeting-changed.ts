import type { Draft } from 'immer';
import * as z from 'zod/mini';
import { instantSchema } from '../../../calendar/instants.ts';
import { endClocks, startClock } from '../../../clocks/manage.ts';
import { isLive } from '../../../clocks/schema.ts';
import { requireAllLoaded, requireLoaded } from '../../../shared/dates.ts';
import { idSchema } from '../../../shared/ids.ts';
import { convenorRecipient, openChasedTask } from '../../chased-tasks.ts';
import { type CaseContext, defineCaseCommand } from '../../command.ts';
import { move } from '../../move.ts';
import { livePhases } from '../../phases.ts';
import { currentMeeting } from '../../queries.ts';
import type { CaseMeeting } from '../../schema/agencies.ts';
import type { CaseState } from '../../state.ts';
import { endChases, startChase, timeMeeting } from './meeting-clocks.ts';

export const word = { meetingId: idSchema, meetingVersion: z.number() };

/**
 * The current meeting, if this word is about it and newer than what the case knows. Anything else is noted
 * and otherwise ignored: words may come late or twice (design, section 4).
 */
export function takeWord(
  draft: Draft<CaseState>,
  context: CaseContext,
  { meetingId, meetingVersion }: { meetingId: string; meetingVersion: number },
): Draft<CaseMeeting> | undefined {
  const current = currentMeeting(draft);
  if (current?.meetingId === meetingId && meetingVersion > current.meetingVersion) {
    current.meetingVersion = meetingVersion;
    return current;
  }
  context.event('meeting.word_ignored', { meeting: meetingId, version: meetingVersion });
  return undefined;
}

/** The meeting moved: every clock that depends on its time follows; a meeting that had begun is to come again. */
export const meetingMoved = defineCaseCommand({
  name: 'meetingMoved',
  title: 'The meeting was moved',
  duty: ['judgement'],
  phases: livePhases,
  by: 'system',
  input: z.strictObject({
    ...word,
    startsAt: instantSchema,
    endsAt: instantSchema,
    returnsDueAt: instantSchema,
  }),
  decide(draft, input, context) {
    const { startsAt, endsAt, returnsDueAt } = input;
    const outside = requireAllLoaded(context, { startsAt, endsAt, returnsDueAt });
    if (outside) return outside;
    const meeting = takeWord(draft, context, input);
    if (!meeting) return undefined;
    const from = meeting.startsAt;
    meeting.startsAt = input.startsAt;
    meeting.endsAt = input.endsAt;
    if (draft.phase === 'meeting') move(draft, 'meetingMoved', 'meeting_preparation', context);
    timeMeeting(draft, context, input);
    context.event('meeting.moved', { meeting: meeting.meetingId, from, to: input.startsAt });
    context.did('meeting.moved');
    return undefined;
  },
});

function backToScheduling(
  draft: Draft<CaseState>,
  context: CaseContext,
  on: 'meetingCancelled' | 'meetingNotQuorate',
  reason: string,
  next: string | undefined,
): void {
  endChases(draft, context, 'cancelled');
  if (draft.phase === 'meeting_preparation' || draft.phase === 'meeting')
    move(draft, on, 'meeting_scheduling', context);
  if (next === undefined) {
    openChasedTask(draft, context, {
      code: 'find_meeting',
      for: convenorRecipient(draft),
      reason,
      tell: true,
    });
  }
}

/** The meeting will not hear this case: it is to be scheduled again, and the convenor is asked to. */
export const meetingCancelled = defineCaseCommand({
  name: 'meetingCancelled',
  title: 'The meeting of this case was cancelled',
  duty: ['S0-24', 'judgement'],
  phases: livePhases,
  by: 'system',
  input: z.strictObject({ ...word, reason: z.string(), nextMeetingId: z.optional(idSchema) }),
  decide(draft, input, context) {
    const current = currentMeeting(draft);
    // A case that only left the list does not raise the meeting's version.
    const same = current?.meetingId === input.meetingId && current.meetingVersion === input.meetingVersion;
    const meeting = same ? current : takeWord(draft, context, input);
    if (!meeting) return undefined;
    meeting.status = 'cancelled';
    context.event('meeting.cancelled', {
      meeting: meeting.meetingId,
      reason: input.reason,
      next: input.nextMeetingId,
    });
    context.did('meeting.cancelled');
    backToScheduling(draft, context, 'meetingCancelled', input.reason, input.nextMeetingId);
    return undefined;
  },
});

/** Too few came: the case is to be scheduled again. */
export const meetingNotQuorate = defineCaseCommand({
  name: 'meetingNotQuorate',
  title: 'Too few came to the meeting',
  duty: ['S0-35', 'judgement'],
  phases: livePhases,
  by: 'system',
  input: z.strictObject({ ...word, reason: z.string() }),
  decide(draft, input, context) {
    const meeting = takeWord(draft, context, input);
    if (!meeting) return undefined;
    meeting.status = 'not_quorate';
    context.event('meeting.not_quorate', { meeting: meeting.meetingId, reason: input.reason });
    context.did('meeting.not_quorate');
    backToScheduling(draft, context, 'meetingNotQuorate', input.reason, undefined);
    return undefined;
  },
});

const count = z.int().check(z.gte(0));

/**
 * How many answers are out: at nought the clock that chases them is met; when one is out again, because an
 * acceptance became an apology, it starts anew (S0-35, S0-41).
 */
export const meetingAnswers = defineCaseCommand({
  name: 'meetingAnswers',
  title: 'Answers to the meeting came, or are missing again',
  duty: ['S0-18', 'S0-35', 'S0-41'],
  phases: livePhases,
  by: 'system',
  input: z.strictObject({
    ...word,
    returnsDueAt: instantSchema,
    replies: count,
    returns: count,
    declarations: count,
  }),
  decide(draft, input, context) {
    const outside = requireLoaded(context, input.returnsDueAt, 'returnsDueAt');
    if (outside) return outside;
    const meeting = currentMeeting(draft);
    if (draft.phase !== 'meeting_preparation' || meeting?.meetingId !== input.meetingId) return undefined;
    for (const [rule, out] of [
      ['participation.chase', input.replies],
      ['declaration.chase', input.declarations],
    ] as const) {
      const runs = draft.clocks.some((c) => c.rule === rule && isLive(c));
      if (out === 0 && runs) endClocks(draft, context, { rule }, 'met');
      if (out > 0 && !runs) startChase(draft, context, rule, meeting.startsAt);
    }
    const waits = draft.clocks.some((c) => c.rule === 'info.return' && isLive(c));
    if (input.returns === 0 && waits) endClocks(draft, context, { rule: 'info.return' }, 'met');
    if (input.returns > 0 && !waits) {
      startClock(draft, context, 'info.return', {
        dueAt: input.returnsDueAt > context.now ? input.returnsDueAt : meeting.startsAt,
      });
    }
    const { replies, returns, declarations } = input;
    context.event('meeting.answers', { meeting: meeting.meetingId, replies, returns, declarations });
    return undefined;
  },
});
