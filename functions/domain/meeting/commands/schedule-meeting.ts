import { produce } from 'immer';
import * as z from 'zod/mini';
import { instantSchema } from '../../calendar/instants.ts';
import { workerSchema } from '../../shared/actor.ts';
import { requireLoaded } from '../../shared/dates.ts';
import { idSchema } from '../../shared/ids.ts';
import { refuse } from '../../shared/refusal.ts';
import { defineMeetingCreation } from '../command.ts';
import { excludedRunner } from '../exclusion.ts';
import { listCases } from '../listing.ts';
import { mail, runners } from '../mails.ts';
import { listedCaseSchema } from '../schema/cases.ts';
import { type MeetingState, meetingKinds, meetingModes } from '../state.ts';

/**
 * Make a meeting, list its cases, invite each person once, circulate the declaration (S0-18, S0-23, S0-24).
 * Refuses: `no-cases`, `starts-in-the-past`, `date-outside-calendar`, `case-listed-twice`, `not-for-this-actor`,
 * `worker-excluded`.
 */
export const scheduleMeeting = defineMeetingCreation({
  name: 'scheduleMeeting',
  title: 'Schedule a meeting',
  duty: ['S0-18', 'S0-19', 'S0-23', 'S0-24', 'S0-35', 'S2-10'],
  input: z.strictObject({
    kind: z.enum(meetingKinds),
    mode: z.enum(meetingModes),
    startsAt: instantSchema,
    lengthMinutes: z.int().check(z.gte(5), z.lte(720)),
    chair: workerSchema,
    minuteTaker: z.optional(workerSchema),
    nextMeetingId: z.optional(idSchema),
    cases: z.array(listedCaseSchema),
  }),
  create(meetingId, input, context) {
    if (context.by.kind !== 'worker') return refuse('not-for-this-actor', 'a worker schedules a meeting');
    if (input.cases.length === 0 && input.kind !== 'series_meeting') {
      return refuse('no-cases', 'a meeting needs a case; only a meeting of a series may be made empty', {
        missing: ['cases'],
      });
    }
    if (input.startsAt <= context.now) {
      return refuse('starts-in-the-past', 'the meeting would start before now', { field: 'startsAt' });
    }
    const outside = requireLoaded(context, input.startsAt, 'startsAt');
    if (outside) return outside;
    if (new Set(input.cases.map((c) => c.caseId)).size < input.cases.length) {
      return refuse('case-listed-twice', 'a case is listed once in a meeting', { field: 'cases' });
    }
    const { cases, ...facts } = input;
    const { agencyId, representativeId } = context.by;
    const { chair, minuteTaker } = input;
    const excluded = excludedRunner(cases, { by: { agencyId, representativeId }, chair, minuteTaker });
    if (excluded) return excluded;
    const empty: MeetingState = {
      schema: 1,
      meetingId,
      meetingVersion: 1,
      policyVersion: context.policy.version,
      ...facts,
      status: 'scheduled',
      scheduledBy: { agencyId, representativeId },
      scheduledAt: context.now,
      cases: [],
      invitations: [],
      returns: [],
      endorsements: [],
      agendas: [],
      present: [],
      undelivered: [],
      tasks: [],
      received: {},
    };
    context.event('meeting.scheduled', { startsAt: input.startsAt, mode: input.mode, kind: input.kind });
    return produce(empty, (draft) => {
      listCases(draft, context, cases);
      mail(draft, context, 'meeting_called', runners(draft), {
        params: { textVersion: context.policy.declaration.version },
      });
    });
  },
});
