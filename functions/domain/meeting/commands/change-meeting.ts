import * as z from 'zod/mini';
import { instantSchema } from '../../calendar/instants.ts';
import { requireLoaded } from '../../shared/dates.ts';
import { refuse } from '../../shared/refusal.ts';
import { endAsked } from '../../shared/tasks.ts';
import { defineMeetingCommand, type MeetingContext } from '../command.ts';
import { returnsDueAt, setSlots } from '../listing.ts';
import { everybody, mail } from '../mails.ts';
import { activeInvitations, endsAt, isAnswered, listedCases } from '../queries.ts';
import { type MeetingState, meetingModes } from '../state.ts';
import { onlyConcerned } from './who.ts';

const changeReasons = [
  'chair_unavailable',
  'agencies_unavailable',
  'victim_safety',
  'more_urgent',
  'new_information_needed',
  'venue_or_technology',
  'no_longer_needed',
  'entered_in_error',
  'other',
] as const;

/** Tell every case still on the list, one command each. */
export function tellCases(
  draft: MeetingState,
  context: MeetingContext,
  name: string,
  more: Record<string, unknown>,
): void {
  for (const row of listedCases(draft)) {
    context.command({
      aggregate: 'case',
      id: row.caseId,
      name,
      input: { meetingId: draft.meetingId, meetingVersion: draft.meetingVersion, ...more },
    });
  }
}

/**
 * Move the meeting: one write, one word to each case, one mail to each person. Earlier replies are asked
 * again, since an acceptance of another day says nothing about this one (judgement); returns stay.
 */
export const rescheduleMeeting = defineMeetingCommand({
  name: 'rescheduleMeeting',
  title: 'Move a meeting to another time',
  duty: ['S0-18', 'judgement'],
  statuses: ['scheduled'],
  by: 'worker',
  input: z.strictObject({
    startsAt: instantSchema,
    lengthMinutes: z.optional(z.int().check(z.gte(5), z.lte(720))),
    mode: z.optional(z.enum(meetingModes)),
    reason: z.enum(changeReasons),
  }),
  decide(draft, input, context) {
    const refusal = onlyConcerned(draft, context);
    if (refusal) return refusal;
    if (input.startsAt <= context.now) {
      return refuse('starts-in-the-past', 'the meeting would start before now', { field: 'startsAt' });
    }
    const outside = requireLoaded(context, input.startsAt, 'startsAt');
    if (outside) return outside;
    const from = draft.startsAt;
    draft.meetingVersion += 1;
    draft.startsAt = input.startsAt;
    draft.lengthMinutes = input.lengthMinutes ?? draft.lengthMinutes;
    draft.mode = input.mode ?? draft.mode;
    for (const row of listedCases(draft)) {
      row.returnsDueAt = returnsDueAt(context, draft.startsAt, row.urgency);
      for (const given of draft.returns) {
        if (given.caseId === row.caseId && !isAnswered(given)) given.dueAt = row.returnsDueAt;
      }
    }
    setSlots(draft, context.policy, draft.agendas.at(-1)?.order);
    for (const invitation of activeInvitations(draft)) {
      if (invitation.reply !== 'proxy_named') invitation.reply = 'no_response';
      invitation.chased = [];
    }
    context.event('meeting.moved', { from, to: draft.startsAt, reason: input.reason });
    for (const row of listedCases(draft)) {
      context.command({
        aggregate: 'case',
        id: row.caseId,
        name: 'meetingMoved',
        input: {
          meetingId: draft.meetingId,
          meetingVersion: draft.meetingVersion,
          startsAt: draft.startsAt,
          endsAt: endsAt(draft),
          returnsDueAt: row.returnsDueAt,
        },
      });
    }
    mail(draft, context, 'meeting_changed', everybody(draft), { params: { from, reason: input.reason } });
    return undefined;
  },
});

/** Call the meeting off, with the mails and the word to each case that follow. */
export function callOff(draft: MeetingState, context: MeetingContext, reason: string): void {
  draft.meetingVersion += 1;
  tellCases(draft, context, 'meetingCancelled', { reason });
  mail(draft, context, 'meeting_cancelled', everybody(draft), { params: { reason } });
  draft.status = 'cancelled';
  draft.statusReason = reason;
  endAsked(draft, context, {}, 'cancelled');
  context.event('meeting.cancelled', { reason });
}

/** Cancel the meeting with a reason; each case goes back to be scheduled. */
export const cancelMeeting = defineMeetingCommand({
  name: 'cancelMeeting',
  title: 'Cancel a meeting',
  duty: ['judgement'],
  statuses: ['scheduled'],
  by: 'worker',
  input: z.strictObject({ reason: z.enum(changeReasons) }),
  decide(draft, { reason }, context) {
    const refusal = onlyConcerned(draft, context);
    if (refusal) return refusal;
    callOff(draft, context, reason);
    return undefined;
  },
});
