import * as z from 'zod/mini';
import { workerSchema } from '../../shared/actor.ts';
import { idSchema } from '../../shared/ids.ts';

/** For whom something is done; `systemic`: for a gap between services. */
export const planStreams = ['adult_victim', 'child', 'person_using_violence', 'systemic'] as const;
/** The four parts that S0-10 distinguishes. */
export const planParts = [
  'risk_management',
  'support_adult_victim',
  'support_child',
  'safety_strategy',
] as const;

/** One version of a plan; it is never changed, only followed by an addendum or a new version. */
export const planVersionSchema = z.object({
  planId: idSchema,
  kind: z.enum(['safety_plan', 'risk_management_plan']),
  version: z.number(),
  cycle: z.number(),
  meetingId: z.optional(idSchema),
  recordedBy: workerSchema,
  recordedAt: z.string(),
  /** Recorded after the meeting's end (S0-29). */
  late: z.boolean(),
  actionIds: z.array(idSchema),
  wishes: z.object({
    status: z.enum(['recorded', 'not_recorded']),
    through: z.optional(z.string()),
    on: z.optional(z.string()),
    noteId: z.optional(idSchema),
    reasonNone: z.optional(z.string()),
  }),
  /** Reasons for a plan made by one agency alone, or with nothing directed at the person using violence. */
  reasons: z.record(z.string(), z.string()),
  riskStatementNoteId: z.optional(idSchema),
  contingencyNoteId: z.optional(idSchema),
  crossBorder: z.optional(z.boolean()),
  issuedAt: z.optional(z.string()),
  addenda: z.array(z.object({ addendumId: idSchema, noteId: idSchema, by: workerSchema, at: z.string() })),
});
export type PlanVersion = z.infer<typeof planVersionSchema>;

/** One recipient's copy of one plan version and its fate (S0-30, S0-31). */
export const planCopySchema = z.object({
  planId: idSchema,
  version: z.number(),
  to: workerSchema,
  ground: z.enum(['has_action', 'lead', 'incoming_lead', 'interim_lead', 'chair', 'takes_action_over']),
  status: z.enum(['held_not_endorsed', 'sending', 'delivered', 'failed', 'stopped']),
  at: z.string(),
});
