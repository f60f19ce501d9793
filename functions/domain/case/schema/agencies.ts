import * as z from 'zod/mini';
import { workerSchema } from '../../shared/actor.ts';
import { idSchema } from '../../shared/ids.ts';

/** An agency's part in the case. It stays until closure is decided, whatever becomes of its actions (S2-39). */
export const caseAgencySchema = z.object({
  agencyId: idSchema,
  representativeId: z.optional(idSchema),
  /** By the policy's kinds of agency; a health service or a specialist provider has duties of its own. */
  kind: z.optional(z.string()),
  since: z.string(),
  participation: z.enum(['invited', 'required', 'not_appropriate']),
  participationReason: z.optional(z.string()),
  /** Why it may be given case content: signatory of an agreement, or an explicit basis. */
  basis: z.optional(z.object({ code: z.string(), by: z.optional(workerSchema), at: z.string() })),
  /** An agreement that its own record showed in force when last looked at; the gate asks the record anew. */
  agreement: z.optional(z.string()),
  removedAt: z.optional(z.string()),
  lastContactWithLeadAt: z.optional(z.string()),
  /** Its representative told the own agency of the outcome (S0-40). */
  ownAgencyTold: z.optional(
    z.array(z.object({ by: workerSchema, at: z.string(), meetingId: z.optional(idSchema) })),
  ),
});

/** Nothing of the case goes to an excluded agency or worker; exclusion beats everything. */
export const exclusionSchema = z.object({
  exclusionId: idSchema,
  agencyId: idSchema,
  representativeId: z.optional(idSchema),
  /** The adult victim whose condition of consent it is. */
  personId: z.optional(idSchema),
  because: z.enum(['conflict_of_interest', 'consent_condition', 'close_to_person_using_violence', 'other']),
  from: z.string(),
  liftedAt: z.optional(z.string()),
  /** The colleague on whose word alone it stands until it is reviewed. */
  declaredBy: z.optional(workerSchema),
  /** What somebody else found when they looked at a colleague's word. */
  review: z.optional(
    z.object({
      by: workerSchema,
      at: z.string(),
      outcome: z.enum(['stands', 'lifted_by_review']),
      noteId: z.optional(idSchema),
    }),
  ),
});

/** Confidentiality endorsed outside a meeting: triage staff, the caller and the convening lead at the call. */
export const caseEndorsementSchema = z.object({
  worker: workerSchema,
  at: z.string(),
  textVersion: z.string(),
  mode: z.enum(['written', 'verbal', 'electronic']),
});

/** Who is who around the case, apart from leads: convenor, chair and lead are three fields (S2-10). */
export const caseContactsSchema = z.object({
  triage: workerSchema,
  convenor: z.optional(workerSchema),
  chair: z.optional(workerSchema),
  region: z.optional(workerSchema),
  afterHours: z.optional(workerSchema),
});

/** A meeting of this case as the case knows it; the meeting itself is an aggregate of its own. */
export const caseMeetingSchema = z.object({
  meetingId: idSchema,
  cycle: z.number(),
  kind: z.string(),
  startsAt: z.string(),
  /** A plan recorded later than this is late (S0-29). */
  endsAt: z.optional(z.string()),
  meetingVersion: z.number(),
  status: z.enum(['scheduled', 'cancelled', 'not_quorate', 'held']),
  attendance: z.array(
    z.object({ agencyId: idSchema, representativeId: z.optional(idSchema), status: z.string() }),
  ),
  heldAt: z.optional(z.string()),
});
export type CaseMeeting = z.infer<typeof caseMeetingSchema>;
