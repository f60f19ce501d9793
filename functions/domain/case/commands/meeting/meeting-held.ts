import * as z from 'zod/mini';
import { instantSchema } from '../../../calendar/instants.ts';
import { endClocks } from '../../../clocks/manage.ts';
import { attendanceSchema } from '../../../meeting/schema/invitations.ts';
import { defineCaseCommand } from '../../command.ts';
import { move } from '../../move.ts';
import { livePhases } from '../../phases.ts';
import { currentAgencies } from '../../queries.ts';
import { takeWord, word } from './meeting-changed.ts';
import { endChases, timePlan } from './meeting-clocks.ts';

/**
 * The meeting hears this case: who took part, and how, stands on the case with silence as its own value. A
 * later word about the same meeting corrects the attendance (S0-27, S0-35, S0-41).
 */
export const meetingHeld = defineCaseCommand({
  name: 'meetingHeld',
  title: 'The meeting heard this case',
  duty: ['S0-27', 'S0-35', 'S0-41'],
  phases: livePhases,
  by: 'system',
  input: z.strictObject({
    ...word,
    heldAt: instantSchema,
    attendance: z.array(attendanceSchema),
  }),
  decide(draft, input, context) {
    const { meetingId, attendance, heldAt } = input;
    const known = draft.meetings.find((m) => m.meetingId === meetingId && m.status === 'held');
    const statuses = attendance.map((a) => `${a.agencyId}:${a.status}`);
    if (known) {
      known.attendance = attendance;
      known.meetingVersion = Math.max(known.meetingVersion, input.meetingVersion);
      context.event('meeting.attendance_corrected', { meeting: meetingId, attendance: statuses });
      return undefined;
    }
    const meeting = takeWord(draft, context, input);
    if (!meeting) return undefined;
    meeting.status = 'held';
    meeting.heldAt = heldAt;
    meeting.attendance = attendance;
    if (draft.phase === 'meeting_preparation') move(draft, 'meetingHeld', 'meeting', context);
    endChases(draft, context, 'unanswered');
    if (draft.phase === 'meeting') {
      timePlan(draft, context, meeting.endsAt);
      endClocks(draft, context, { rule: 'meeting.outcome' }, 'met');
    }
    for (const agency of currentAgencies(draft)) {
      const came = attendance.find((a) => a.agencyId === agency.agencyId && a.status === 'attending');
      if (agency.representativeId === undefined && came?.representativeId !== undefined)
        agency.representativeId = came.representativeId;
    }
    context.event('meeting.held', { meeting: meetingId, attendance: statuses });
    context.did('meeting.held');
    return undefined;
  },
});
