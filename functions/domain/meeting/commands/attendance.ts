import * as z from 'zod/mini';
import { workerSchema } from '../../shared/actor.ts';
import { refuse } from '../../shared/refusal.ts';
import { askOf, endAsked } from '../../shared/tasks.ts';
import { defineMeetingCommand } from '../command.ts';
import { everybody, mail } from '../mails.ts';
import { attendanceOf, hasEndorsed, listedCases } from '../queries.ts';
import { tellCases } from './change-meeting.ts';
import { onlyRunners } from './who.ts';

const present = z.array(
  z.strictObject({ worker: workerSchema, as: z.enum(['representative', 'proxy', 'observer']) }),
);

/**
 * Record who is there; the meeting is held, and each case on the list is told its own attendance. Somebody
 * present without an endorsement is shown to the chair before case content is opened (S1-24).
 */
export const recordAttendance = defineMeetingCommand({
  name: 'recordAttendance',
  title: 'Record who attends',
  duty: ['S0-18', 'S0-27', 'S0-35', 'S0-41', 'S1-24'],
  statuses: ['scheduled', 'held'],
  by: 'worker',
  input: z.strictObject({ present }),
  decide(draft, input, context) {
    const refusal = onlyRunners(draft, context);
    if (refusal) return refusal;
    if (input.present.length === 0)
      return refuse('nobody-present', 'a meeting with nobody present is not held; record it as not quorate', {
        missing: ['present'],
      });
    const keys = input.present.map(({ worker }) => `${worker.agencyId}/${worker.representativeId}`);
    if (new Set(keys).size < keys.length)
      return refuse('present-twice', 'a person is present once', { field: 'present' });
    const first = draft.status === 'scheduled';
    const rows = first ? listedCases(draft) : draft.cases.filter((row) => row.status === 'heard');
    draft.present = input.present;
    if (first) {
      draft.meetingVersion += 1;
      draft.status = 'held';
      draft.heldAt = context.now;
      for (const row of rows) row.status = 'heard';
      endAsked(draft, context, {}, 'done');
    }
    for (const { worker, as } of input.present) {
      const bySelf = hasEndorsed(draft, worker);
      if (!bySelf)
        askOf(draft, draft.meetingId, context, {
          code: 'get_endorsement',
          for: draft.chair,
          subject: worker.representativeId,
          reason: as,
        });
    }
    const unendorsed = input.present.filter(({ worker }) => !hasEndorsed(draft, worker));
    context.event('meeting.held', {
      present: input.present.length,
      unendorsed: unendorsed.map(({ worker }) => worker.representativeId),
      corrected: !first,
    });
    for (const row of rows) {
      context.command({
        aggregate: 'case',
        id: row.caseId,
        name: 'meetingHeld',
        input: {
          meetingId: draft.meetingId,
          meetingVersion: draft.meetingVersion,
          heldAt: draft.heldAt ?? context.now,
          attendance: attendanceOf(draft, row.caseId),
        },
      });
    }
    return undefined;
  },
});

/** Too few came: the cases go back to be scheduled again, and everybody hears it. */
export const recordNotQuorate = defineMeetingCommand({
  name: 'recordNotQuorate',
  title: 'Record that too few came',
  duty: ['S0-35', 'judgement'],
  statuses: ['scheduled'],
  by: 'worker',
  input: z.strictObject({
    present,
    reason: z.enum(['too_few_agencies', 'required_agency_absent', 'chair_absent', 'technology', 'other']),
  }),
  decide(draft, input, context) {
    const refusal = onlyRunners(draft, context);
    if (refusal) return refusal;
    draft.meetingVersion += 1;
    draft.present = input.present;
    tellCases(draft, context, 'meetingNotQuorate', { reason: input.reason });
    mail(draft, context, 'meeting_cancelled', everybody(draft), { params: { reason: 'not_quorate' } });
    draft.status = 'not_quorate';
    draft.statusReason = input.reason;
    endAsked(draft, context, {}, 'cancelled');
    context.event('meeting.not_quorate', { reason: input.reason, present: input.present.length });
    return undefined;
  },
});
