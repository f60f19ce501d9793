import * as z from 'zod/mini';
import { workerSchema } from '../shared/actor.ts';
import { idSchema } from '../shared/ids.ts';
import { recipientSchema } from '../shared/recipient.ts';
import { aggregateTaskSchema } from '../shared/tasks.ts';
import { meetingCaseSchema } from './schema/cases.ts';
import { endorsementSchema, invitationSchema } from './schema/invitations.ts';
import { writtenReturnSchema } from './schema/returns.ts';

/**
 * `macm_on_demand`: called for a case; `series_meeting`: one of a series; `urgent`: at once; `daily_triage`:
 * intake of the day; `icm`: intensive case management (New Zealand); `follow_up`: looks at what was done.
 */
export const meetingKinds = [
  'macm_on_demand',
  'series_meeting',
  'urgent',
  'daily_triage',
  'icm',
  'follow_up',
] as const;
/** Where people are; a verbal endorsement belongs to the last two (S0-19). */
export const meetingModes = ['in_person', 'virtual', 'hybrid'] as const;
/** `not_quorate`: too few came, and it has to be held again. */
export const meetingStatuses = ['scheduled', 'held', 'not_quorate', 'cancelled'] as const;

/** A meeting that may hear several cases. It owns invitations, returns, declarations and every mail about itself. */
export const meetingSchema = z.object({
  schema: z.literal(1),
  meetingId: idSchema,
  /** Raised by each change of time or status, so that a case can tell the newer word. */
  meetingVersion: z.number(),
  policyVersion: z.string(),
  kind: z.enum(meetingKinds),
  mode: z.enum(meetingModes),
  startsAt: z.string(),
  lengthMinutes: z.number(),
  status: z.enum(meetingStatuses),
  statusReason: z.optional(z.string()),
  scheduledBy: workerSchema,
  scheduledAt: z.string(),
  chair: workerSchema,
  minuteTaker: z.optional(workerSchema),
  /** Where a case goes that does not fit or is deferred. */
  nextMeetingId: z.optional(idSchema),
  cases: z.array(meetingCaseSchema),
  invitations: z.array(invitationSchema),
  returns: z.array(writtenReturnSchema),
  endorsements: z.array(endorsementSchema),
  agendas: z.array(
    z.object({
      version: z.number(),
      at: z.string(),
      by: workerSchema,
      order: z.array(idSchema),
      /** Why the chair departed from the order of risk (S0-23). */
      departure: z.optional(z.string()),
      noResponse: z.array(idSchema),
    }),
  ),
  present: z.array(z.object({ worker: workerSchema, as: z.enum(['representative', 'proxy', 'observer']) })),
  heldAt: z.optional(z.string()),
  undelivered: z.array(
    z.object({
      messageId: idSchema,
      kind: z.string(),
      to: recipientSchema,
      outcome: z.string(),
      at: z.string(),
      next: z.enum(['next_contact', 'task', 'none']),
    }),
  ),
  tasks: z.array(aggregateTaskSchema),
  received: z.record(z.string(), z.object({ version: z.number(), index: z.number() })),
});
export type MeetingState = z.infer<typeof meetingSchema>;
