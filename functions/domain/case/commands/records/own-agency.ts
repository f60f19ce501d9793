import * as z from 'zod/mini';
import { endClocks } from '../../../clocks/manage.ts';
import { idSchema } from '../../../shared/ids.ts';
import { refuse } from '../../../shared/refusal.ts';
import { defineCaseCommand } from '../../command.ts';
import { livePhases } from '../../phases.ts';
import { lastHeldMeeting } from '../../queries.ts';
import { requireWorker } from '../../roles.ts';
import { endTasksThat } from '../../tasks.ts';

/** A representative has told the own agency of the outcome of the meeting, with an action or without (S0-40). */
export const recordOwnAgencyFeedback = defineCaseCommand({
  name: 'recordOwnAgencyFeedback',
  title: 'Record that your agency has been told of the outcome',
  duty: ['S0-40'],
  phases: livePhases,
  by: 'worker',
  input: z.strictObject({ meetingId: z.optional(idSchema) }),
  decide(draft, { meetingId }, context) {
    const by = requireWorker(context);
    if ('kind' in by) return by;
    const agency = draft.agencies.find((a) => a.agencyId === by.agencyId && a.removedAt === undefined);
    if (!agency)
      return refuse('agency-not-in-case', 'this agency does not take part in the case', { duty: 'S0-40' });
    const meeting = meetingId
      ? draft.meetings.find((m) => m.meetingId === meetingId && m.status === 'held')
      : lastHeldMeeting(draft);
    if (!meeting)
      return refuse('no-meeting-held', 'there is no such meeting with an outcome to tell', {
        field: 'meetingId',
        duty: 'S0-40',
      });
    agency.ownAgencyTold = [
      ...(agency.ownAgencyTold ?? []),
      { by, at: context.now, meetingId: meeting.meetingId },
    ];
    const subjects = [by.agencyId, by.representativeId];
    for (const subject of subjects) endClocks(draft, context, { rule: 'outcome.note', subject }, 'met');
    endTasksThat(
      draft,
      context,
      (t) => t.code.startsWith('outcome') && t.subject !== undefined && subjects.includes(t.subject),
      'done',
      'told',
    );
    context.event('own_agency.told', { agency: by.agencyId, meeting: meeting.meetingId });
    context.did('own_agency.told');
    return undefined;
  },
});
